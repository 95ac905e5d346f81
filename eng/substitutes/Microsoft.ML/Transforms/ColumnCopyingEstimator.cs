using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class ColumnCopyingEstimator : TrivialEstimator<ColumnCopyingTransformer>
{
    internal ColumnCopyingEstimator(string outputColumnName, string inputColumnName)
        : base(new ColumnCopyingTransformer(outputColumnName, inputColumnName))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var input = inputSchema.Find(Transformer.InputColumnName);
        return inputSchema.With(
            new SchemaShape.Column(Transformer.OutputColumnName, input.Kind, input.ItemType, input.IsKey, input.Annotations));
    }
}

public sealed class ColumnCopyingTransformer : OneToOneTransformerBase
{
    internal ColumnCopyingTransformer(string outputColumnName, string inputColumnName) : base(outputColumnName, inputColumnName)
    {
    }

    private protected override MappedColumn MapColumn(DataViewSchema.Column input) => new(OutputColumnName, input);
}
