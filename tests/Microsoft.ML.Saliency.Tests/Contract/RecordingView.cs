using System.Collections.Concurrent;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>A view that passes another one's rows through, and remembers what was asked of it.</summary>
internal sealed class RecordingView(IDataView view) : IDataView
{
    private readonly ConcurrentDictionary<string, long> _reads = new();
    private readonly ConcurrentQueue<RecordingCursor> _cursors = new();

    /// <summary>The cursors that were opened.</summary>
    public IReadOnlyCollection<RecordingCursor> Cursors => _cursors;
    public DataViewSchema Schema => view.Schema;
    public bool CanShuffle { get; init; } = view.CanShuffle;

    /// <summary>What <see cref="GetRowCount"/> says.</summary>
    public long? RowCount { get; init; } = view.GetRowCount();

    /// <summary>How many values of a column were read.</summary>
    public long Reads(string column) => _reads.GetValueOrDefault(column);
    public long? GetRowCount() => RowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        var cursor = new RecordingCursor(view.GetRowCursor(columns, rand), [.. columns.Select(column => column.Name)], rand, CountRead);
        _cursors.Enqueue(cursor);
        return cursor;
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private void CountRead(string column) => _reads.AddOrUpdate(column, 1, (_, count) => count + 1);
}

/// <summary>A cursor that passes another one's rows through, and records the requests.</summary>
internal sealed class RecordingCursor(DataViewRowCursor cursor, string[] columns, Random? random, Action<string> onRead) : DataViewRowCursor
{
    /// <summary>The requested columns.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>The random numbers that were given for shuffling.</summary>
    public Random? Random => random;

    /// <summary>How often it was disposed.</summary>
    public int Disposals { get; private set; }

    public override long Position => cursor.Position;
    public override long Batch => cursor.Batch;
    public override DataViewSchema Schema => cursor.Schema;
    public override bool MoveNext() => cursor.MoveNext();
    public override bool IsColumnActive(DataViewSchema.Column column) => cursor.IsColumnActive(column);
    public override ValueGetter<DataViewRowId> GetIdGetter() => cursor.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ValueGetter<TValue> getter = cursor.GetGetter<TValue>(column);
        return (ref TValue value) =>
        {
            onRead(column.Name);
            getter(ref value);
        };
    }

    protected override void Dispose(bool disposing)
    {
        Disposals++;
        cursor.Dispose();
        base.Dispose(disposing);
    }
}
