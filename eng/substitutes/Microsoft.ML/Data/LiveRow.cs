namespace Microsoft.ML.Data;

/// <summary>One row for good, whose object is changed under it and whose position goes up by one with each.</summary>
internal sealed class LiveRow<TRow> : DataViewRow
    where TRow : class
{
    private readonly ObjectReader<TRow> _reader;
    private TRow _current;
    private long _position = -1;

    public LiveRow(ObjectReader<TRow> reader) => _reader = reader;

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => _reader.Schema;

    public void Show(TRow row)
    {
        _current = row;
        _position++;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        _reader.GetGetter<TValue>(column, () => _current);
}
