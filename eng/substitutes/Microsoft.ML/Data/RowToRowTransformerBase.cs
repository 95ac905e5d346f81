namespace Microsoft.ML.Data;

public abstract class RowToRowTransformerBase : ITransformer
{
    private protected RowToRowTransformerBase()
    {
    }

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Map(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input) => Map(input.Schema).Apply(input);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Map(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw ModelSaveContext.NotSupported();

    private protected abstract RowMapping Map(DataViewSchema schema);
}

/// <summary>One input column to one output column.</summary>
public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    private protected OneToOneTransformerBase(string outputColumnName, string inputColumnName)
    {
        OutputColumnName = outputColumnName;
        InputColumnName = inputColumnName;
    }

    internal string OutputColumnName { get; }

    internal string InputColumnName { get; }

    private protected override RowMapping Map(DataViewSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var input = schema.GetColumnOrNull(InputColumnName) ?? throw Schemas.Missing(InputColumnName);
        return RowMapping.Adding(schema, MapColumn(input));
    }

    private protected abstract MappedColumn MapColumn(DataViewSchema.Column input);
}
