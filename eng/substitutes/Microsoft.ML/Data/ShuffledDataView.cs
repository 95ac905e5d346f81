namespace Microsoft.ML.Data;

/// <summary>The source's rows in an order drawn from the seed, the same for every cursor. The pool is the whole source.</summary>
internal sealed class ShuffledDataView : IDataView
{
    private readonly IDataView _source;
    private readonly int _seed;
    private readonly bool _shuffleSource;

    public ShuffledDataView(IDataView source, int seed, bool shuffleSource)
    {
        _source = RowMapping.OfCacheable(source.Schema).Apply(source);
        _seed = seed;
        _shuffleSource = shuffleSource && source.CanShuffle;
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount() => _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        rand ??= new Random(_seed);
        var rows = new BufferedRows(Schema);
        rows.Read(_source, columnsNeeded, _shuffleSource ? rand : null);
        return rows.GetRowCursor(columnsNeeded, rand);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        new[] { GetRowCursor(columnsNeeded, rand) };
}
