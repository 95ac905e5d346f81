namespace Microsoft.ML.Saliency;

/// <summary>A transformer bound to one input schema: the output schema, and which input columns are needed for which output columns.
/// Prediction engines use it as the mapper of single rows.</summary>
internal sealed class RowBinding : IRowToRowMapper
{
    private readonly IReadOnlyList<DataViewSchema.Column> _inputs;
    private readonly DataViewSchema.Column? _path;

    public RowBinding(RowTransformer transformer, DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        Transformer = transformer;
        InputSchema = inputSchema;
        _inputs = transformer.FindInputs(inputSchema);
        _path = RowNaming.FindPath(inputSchema, transformer.PathColumnName);

        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputSchema);
        Outputs = transformer.CreateOutputs(inputSchema);
        foreach (OutputColumn column in Outputs)
        {
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        }

        OutputSchema = builder.ToSchema();
    }

    public RowTransformer Transformer { get; }

    /// <summary>Gets the new columns, which follow those of the input.</summary>
    public IReadOnlyList<OutputColumn> Outputs { get; }

    public DataViewSchema InputSchema { get; }
    public DataViewSchema OutputSchema { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        DataViewSchema.Column[] wanted = [.. dependingColumns];
        IEnumerable<int> passedThrough = wanted.Where(column => !IsComputed(column)).Select(column => column.Index);
        IEnumerable<int> needed = wanted.Any(IsComputed) ? Needed().Select(column => column.Index) : [];
        return [.. passedThrough.Union(needed).Select(index => InputSchema[index])];
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        return ReferenceEquals(input.Schema, InputSchema)
            ? new RowTransformedRow(input, CreateColumns(input, activeColumns))
            : throw new ArgumentException("The row must have the mapper's schema. Create a mapper for the row's schema.", nameof(input));
    }

    /// <summary>Creates the columns of a transformed row or cursor over <paramref name="input"/>.</summary>
    public RowColumns CreateColumns(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns, ReadAhead? ahead = null) =>
        new(this, input, activeColumns, ahead);

    /// <summary>Creates what reads ahead in data; nothing is opened before it is used.</summary>
    public ReadAhead CreateReadAhead(IDataView data) => new(() => data.GetRowCursor(_inputs));

    public bool IsComputed(DataViewSchema.Column column) => column.Index >= InputSchema.Count;

    /// <summary>Creates the computation of the current row of <paramref name="input"/>.</summary>
    public Func<object> BindTo(DataViewRow input, ReadAhead? ahead) =>
        ahead is null ? Transformer.Bind(input, _inputs) : Transformer.Bind(input, _inputs, ahead);

    /// <summary>Creates the object that names the rows of <paramref name="input"/> in errors.</summary>
    public RowNaming NamingOf(DataViewRow input) => new(input, _path);

    private IEnumerable<DataViewSchema.Column> Needed() => _path is DataViewSchema.Column path ? _inputs.Append(path) : _inputs;
}
