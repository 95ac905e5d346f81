namespace Microsoft.ML.Data;

/// <summary>Mappers one after the other; each was made for the very schema object of the one before.</summary>
internal sealed class ChainMapper : IRowToRowMapper
{
    private readonly IReadOnlyList<IRowToRowMapper> _mappers;

    public ChainMapper(DataViewSchema inputSchema, IReadOnlyList<IRowToRowMapper> mappers)
    {
        InputSchema = inputSchema;
        OutputSchema = mappers.Count > 0 ? mappers[^1].OutputSchema : inputSchema;
        _mappers = mappers;
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        _mappers.Reverse().Aggregate(dependingColumns, (columns, mapper) => mapper.GetDependencies(columns)).ToArray();

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        if (!ReferenceEquals(input.Schema, InputSchema))
        {
            throw new ArgumentOutOfRangeException(nameof(input), "Schema of the row is not the mapper's input schema.");
        }

        var active = new Stack<IEnumerable<DataViewSchema.Column>>();
        foreach (var mapper in _mappers.Reverse())
        {
            active.Push(activeColumns);
            activeColumns = mapper.GetDependencies(activeColumns).ToArray();
        }
        return _mappers.Aggregate(input, (row, mapper) => mapper.GetRow(row, active.Pop()));
    }
}
