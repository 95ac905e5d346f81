namespace Microsoft.ML.Saliency;

/// <summary>A cursor with the new columns, synchronous with the cursor over the input.</summary>
/// <param name="input">The cursor over the input.</param>
/// <param name="columns">The columns.</param>
/// <param name="ahead">Reads ahead for the columns; null if nothing does.</param>
/// <param name="batchPerRow">Whether each row is a separate batch, as the only filled cursor of a set needs.</param>
internal sealed class RowTransformedCursor(
    DataViewRowCursor input, RowColumns columns, ReadAhead? ahead, bool batchPerRow) : DataViewRowCursor
{
    private bool _disposed;

    public override DataViewSchema Schema => columns.Schema;
    public override long Position => input.Position;
    public override long Batch => batchPerRow ? input.Position : input.Batch;
    public override bool MoveNext() => input.MoveNext();
    public override bool IsColumnActive(DataViewSchema.Column column) => columns.IsActive(column);
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => columns.GetGetter<TValue>(column);
    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            ahead?.Dispose();
            input.Dispose();
        }

        base.Dispose(disposing);
    }
}
