using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class ColumnSelectingEstimator : TrivialEstimator<ColumnSelectingTransformer>
{
    internal ColumnSelectingEstimator(string[] columns, bool keep) : base(new ColumnSelectingTransformer(columns, keep))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var named = Transformer.Columns.Select(inputSchema.Find).ToArray();
        return new SchemaShape(Transformer.Keep ? named : inputSchema.Where(column => !Transformer.Columns.Contains(column.Name)));
    }
}

/// <summary>Keeps the named columns in the order given, or drops them and leaves the others in theirs.</summary>
public sealed class ColumnSelectingTransformer : ITransformer
{
    internal ColumnSelectingTransformer(string[] columns, bool keep)
    {
        Columns = columns;
        Keep = keep;
    }

    internal string[] Columns { get; }

    internal bool Keep { get; }

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Map(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input) => Map(input.Schema).Apply(input);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Map(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw ModelSaveContext.NotSupported();

    private RowMapping Map(DataViewSchema schema)
    {
        var named = Columns.Select(name => schema.GetColumnOrNull(name) ?? throw Schemas.Missing(name)).ToArray();
        return RowMapping.Selecting(schema, Keep ? named : schema.Where(column => !Columns.Contains(column.Name)));
    }
}
