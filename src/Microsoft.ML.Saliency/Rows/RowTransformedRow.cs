namespace Microsoft.ML.Saliency;

/// <summary>One live row with the new columns.</summary>
internal sealed class RowTransformedRow(DataViewRow input, RowColumns columns) : DataViewRow
{
    private bool _disposed;

    public override DataViewSchema Schema => columns.Schema;
    public override long Position => input.Position;
    public override long Batch => input.Batch;
    public override bool IsColumnActive(DataViewSchema.Column column) => columns.IsActive(column);
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => columns.GetGetter<TValue>(column);
    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            input.Dispose();
        }

        base.Dispose(disposing);
    }
}
