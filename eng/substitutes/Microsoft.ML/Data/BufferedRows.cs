namespace Microsoft.ML.Data;

/// <summary>Rows read once and kept: their ids, and the values of the columns that were asked for.</summary>
internal sealed class BufferedRows
{
    private readonly List<DataViewRowId> _ids = new();
    private readonly ColumnValues[] _columns;
    private bool _hasIds;

    public BufferedRows(DataViewSchema schema)
    {
        Schema = schema;
        _columns = new ColumnValues[schema.Count];
    }

    public DataViewSchema Schema { get; }

    public int Count => _ids.Count;

    public bool IsFilled => _hasIds;

    /// <summary>Reads what is not here yet. Only the first reading may be shuffled, as later ones must find the same order.</summary>
    public void Read(IDataView source, IEnumerable<DataViewSchema.Column> columns, Random rand = null)
    {
        var missing = columns.Where(column => _columns[column.Index] == null).DistinctBy(column => column.Index).ToArray();
        if (missing.Length == 0 && _hasIds)
        {
            return;
        }

        using var cursor = source.GetRowCursor(missing, rand);
        var read = missing.Select(column => ColumnValues.For(column.Type)).ToArray();
        var recorders = missing.Select((column, i) => read[i].Recorder(cursor, column)).ToArray();
        var idGetter = cursor.GetIdGetter();
        while (cursor.MoveNext())
        {
            foreach (var record in recorders)
            {
                record();
            }

            if (_hasIds)
            {
                continue;
            }

            DataViewRowId id = default;
            idGetter(ref id);
            _ids.Add(id);
        }

        _hasIds = true;
        for (var i = 0; i < missing.Length; i++)
        {
            _columns[missing[i].Index] = read[i];
        }
    }

    /// <summary>A cursor over the rows in their order, or in one drawn from the generator.</summary>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columns, Random rand)
    {
        var order = Enumerable.Range(0, Count).ToArray();
        rand?.Shuffle(order);
        return new Cursor(this, Schemas.Flags(Schema, columns), order);
    }

    private sealed class Cursor : DataViewRowCursor
    {
        private readonly BufferedRows _rows;
        private readonly bool[] _active;
        private readonly int[] _order;
        private int _position = -1;
        private bool _ended;

        public Cursor(BufferedRows rows, bool[] active, int[] order)
        {
            _rows = rows;
            _active = active;
            _order = order;
        }

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => _rows.Schema;

        private int Row => _position >= 0 ? _order[_position] : throw new InvalidOperationException("The cursor is on no row.");

        public override bool MoveNext()
        {
            _ended = _ended || _position + 1 == _order.Length;
            _position = _ended ? -1 : _position + 1;
            return !_ended;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = _rows._ids[Row];

        public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Schemas.CheckActive(this, column);
            return Schemas.Typed<TValue>(_rows._columns[column.Index].Getter(() => Row), column);
        }
    }
}
