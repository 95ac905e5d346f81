namespace Microsoft.ML.Saliency;

/// <summary>Data with a transformer's new columns.</summary>
internal sealed class RowTransformedView(RowBinding binding, IDataView input) : IDataView
{
    public DataViewSchema Schema => binding.OutputSchema;
    public bool CanShuffle => input.CanShuffle;
    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        return CreateCursor([.. columnsNeeded], rand, batchPerRow: false);
    }

    /// <summary>Built-in transforms downstream request several cursors, and split a single one on background threads in blocks of 128 rows:
    /// a hundred rows would be explained before the first arrives. With two cursors, one of them empty, they read row by row.</summary>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        DataViewRowCursor cursor = CreateCursor([.. columnsNeeded], rand, batchPerRow: n > 1);
        return n > 1 ? [cursor, new RowlessCursor(Schema, cursor.IsColumnActive)] : [cursor];
    }

    private RowTransformedCursor CreateCursor(DataViewSchema.Column[] columns, Random? rand, bool batchPerRow)
    {
        bool shuffles = CanShuffle && rand is not null;
        DataViewRowCursor source = input.GetRowCursor(binding.GetDependencies(columns), shuffles ? rand : null);
        // Another cursor has the same order, unless the rows are shuffled.
        ReadAhead? ahead = shuffles ? null : binding.CreateReadAhead(input);
        try
        {
            return new RowTransformedCursor(source, binding.CreateColumns(source, columns, ahead), ahead, batchPerRow);
        }
        catch
        {
            ahead?.Dispose();
            source.Dispose();
            throw;
        }
    }
}
