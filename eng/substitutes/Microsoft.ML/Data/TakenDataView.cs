namespace Microsoft.ML.Data;

/// <summary>The first rows of a view. As in ML.NET it cannot be shuffled: that would change which rows come first.</summary>
internal sealed class TakenDataView : IDataView
{
    private readonly IDataView _source;
    private readonly long _count;

    public TakenDataView(IDataView source, long count)
    {
        _source = source;
        _count = count;
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount() => _source.GetRowCount() is long rows ? Math.Min(rows, _count) : null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new Cursor(_source.GetRowCursor(columnsNeeded), _count);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        new[] { GetRowCursor(columnsNeeded, rand) };

    private sealed class Cursor : ForwardingCursor
    {
        private readonly long _count;
        private long _position = -1;

        public Cursor(DataViewRowCursor input, long count) : base(input, input) => _count = count;

        public override long Position => _position;

        public override bool MoveNext()
        {
            _position = _position + 1 < _count && Input.MoveNext() ? Input.Position : -1;
            return _position >= 0;
        }
    }
}
