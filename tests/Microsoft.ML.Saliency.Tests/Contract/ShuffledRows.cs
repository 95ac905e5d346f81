namespace Microsoft.ML.Saliency.Tests;

/// <summary>Objects as data that can be shuffled, unlike ML.NET's view of objects; a row's id is its place in the array.</summary>
internal sealed class ShuffledRows<TRow>(MLContext mlContext, TRow[] rows) : IDataView
    where TRow : class
{
    private readonly IDataView _rows = mlContext.Data.LoadFromEnumerable(rows);

    public DataViewSchema Schema => _rows.Schema;
    public bool CanShuffle => true;
    public long? GetRowCount() => rows.Length;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        if (rand is null)
        {
            return _rows.GetRowCursor(columnsNeeded);
        }

        int[] order = [.. Enumerable.Range(0, rows.Length)];
        rand.Shuffle(order);
        IDataView shuffled = mlContext.Data.LoadFromEnumerable(order.Select(i => rows[i]));
        return new Cursor(Schema, shuffled.GetRowCursor(columnsNeeded.Select(column => shuffled.Schema[column.Index])), order);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewSchema schema, DataViewRowCursor shuffled, int[] order) : DataViewRowCursor
    {
        public override DataViewSchema Schema => schema;
        public override long Position => shuffled.Position;
        public override long Batch => shuffled.Batch;
        public override bool MoveNext() => shuffled.MoveNext();
        public override bool IsColumnActive(DataViewSchema.Column column) => shuffled.IsColumnActive(shuffled.Schema[column.Index]);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            shuffled.GetGetter<TValue>(shuffled.Schema[column.Index]);

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            (ref DataViewRowId value) => value = new DataViewRowId((ulong)order[Position], 0);

        protected override void Dispose(bool disposing)
        {
            shuffled.Dispose();
            base.Dispose(disposing);
        }
    }
}
