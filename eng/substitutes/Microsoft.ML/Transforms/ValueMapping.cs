using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public class ValueMappingEstimator : TrivialEstimator<ValueMappingTransformer>
{
    private protected ValueMappingEstimator()
        : base(null)
    {
    }

    public sealed override SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw ModelSaveContext.NotSupported();
}

public sealed class ValueMappingEstimator<TKey, TValue> : ValueMappingEstimator
{
    private ValueMappingEstimator()
    {
    }
}

public class ValueMappingTransformer : OneToOneTransformerBase
{
    private protected ValueMappingTransformer()
        : base(null, null)
    {
    }

    private protected override MappedColumn MapColumn(DataViewSchema.Column input) => throw ModelSaveContext.NotSupported();
}
