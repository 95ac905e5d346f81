namespace Microsoft.ML.Data;

/// <summary>A view of objects in memory, walked through anew by every cursor.</summary>
internal sealed class ObjectsDataView<TRow> : IDataView
    where TRow : class
{
    private readonly IEnumerable<TRow> _data;
    private readonly ObjectReader<TRow> _reader;

    public ObjectsDataView(IEnumerable<TRow> data, ObjectReader<TRow> reader)
    {
        _data = data;
        _reader = reader;
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema => _reader.Schema;

    public long? GetRowCount() => (_data as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new Cursor(_reader, _data.GetEnumerator(), Schemas.Flags(Schema, columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        new[] { GetRowCursor(columnsNeeded, rand) };

    private sealed class Cursor : DataViewRowCursor
    {
        private readonly ObjectReader<TRow> _reader;
        private readonly IEnumerator<TRow> _rows;
        private readonly bool[] _active;
        private long _position = -1;
        private bool _ended;

        public Cursor(ObjectReader<TRow> reader, IEnumerator<TRow> rows, bool[] active)
        {
            _reader = reader;
            _rows = rows;
            _active = active;
        }

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => _reader.Schema;

        private TRow Current =>
            _position >= 0 ? _rows.Current : throw new InvalidOperationException("The cursor is on no row.");

        public override bool MoveNext()
        {
            _ended = _ended || !_rows.MoveNext();
            _position = _ended ? -1 : _position + 1;
            if (!_ended && _rows.Current == null)
            {
                throw new InvalidOperationException("Encountered null when iterating over data, this is not supported.");
            }

            return !_ended;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            (ref DataViewRowId value) => value = _position >= 0
                ? new DataViewRowId((ulong)_position, 0)
                : throw new InvalidOperationException("The cursor is on no row.");

        public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Schemas.CheckActive(this, column);
            return _reader.GetGetter<TValue>(column, () => Current);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _rows.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
