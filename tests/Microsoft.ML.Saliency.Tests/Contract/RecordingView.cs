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
