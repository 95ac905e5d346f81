namespace Microsoft.ML.Saliency;

/// <summary>Data of a schema, without rows.</summary>
internal sealed class RowlessView(DataViewSchema schema) : IDataView
{
    public DataViewSchema Schema => schema;
    public bool CanShuffle => true;
    public long? GetRowCount() => 0;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        HashSet<int> active = [.. columnsNeeded.Select(column => column.Index)];
        return new RowlessCursor(schema, column => active.Contains(column.Index));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}

/// <summary>A cursor without rows, with the schema and the active columns of another.</summary>
internal sealed class RowlessCursor(DataViewSchema schema, Func<DataViewSchema.Column, bool> isActive) : DataViewRowCursor
{
    public override DataViewSchema Schema => schema;
    public override long Position => -1;
    public override long Batch => 0;
    public override bool MoveNext() => false;
    public override bool IsColumnActive(DataViewSchema.Column column) => isActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
        {
            throw RowColumns.NotActive(column);
        }

        return column.Type.RawType == typeof(TValue) ? NoRow : throw RowColumns.WrongType<TValue>(column);
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => NoRow;
    private static void NoRow<TValue>(ref TValue value) => throw RowColumns.NoCurrentRow();
}
