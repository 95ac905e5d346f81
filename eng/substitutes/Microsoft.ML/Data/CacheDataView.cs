namespace Microsoft.ML.Data;

/// <summary>
/// Reads every column of the source at most once, when it is first asked for. Columns that are neither primitive nor vector drop out.
/// </summary>
internal sealed class CacheDataView : IDataView
{
    private readonly IDataView _source;
    private readonly BufferedRows _rows;

    public CacheDataView(IDataView source)
    {
        _source = RowMapping.OfCacheable(source.Schema).Apply(source);
        _rows = new BufferedRows(_source.Schema);
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount() => _rows.IsFilled ? _rows.Count : _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        lock (_rows)
        {
            _rows.Read(_source, columnsNeeded);
            return _rows.GetRowCursor(columnsNeeded, rand);
        }
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        new[] { GetRowCursor(columnsNeeded, rand) };
}
