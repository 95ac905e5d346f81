namespace Microsoft.ML.Saliency.Tests;

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
