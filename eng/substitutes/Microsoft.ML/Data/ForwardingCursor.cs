namespace Microsoft.ML.Data;

/// <summary>A cursor which moves with its input and shows a row that is the input or is computed from it.</summary>
internal class ForwardingCursor : DataViewRowCursor
{
    private readonly DataViewRow _row;

    public ForwardingCursor(DataViewRowCursor input, DataViewRow row)
    {
        Input = input;
        _row = row;
    }

    protected DataViewRowCursor Input { get; }

    public override long Position => Input.Position;

    public override long Batch => Input.Batch;

    public override DataViewSchema Schema => _row.Schema;

    public override ValueGetter<DataViewRowId> GetIdGetter() => _row.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => _row.IsColumnActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _row.GetGetter<TValue>(column);

    public override bool MoveNext() => Input.MoveNext();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _row.Dispose();
        }

        base.Dispose(disposing);
    }
}
