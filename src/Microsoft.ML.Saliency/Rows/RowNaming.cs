namespace Microsoft.ML.Saliency;

/// <summary>Names the row at which a row or cursor stands, in errors.</summary>
/// <param name="row">The row or cursor.</param>
/// <param name="path">The column with the image's path; null if unknown.</param>
internal sealed class RowNaming(DataViewRow row, DataViewSchema.Column? path)
{
    /// <summary>The default name of the column with the path.</summary>
    public const string DefaultPathColumn = "ImagePath";

    /// <summary>Finds the path column of a schema; null if there is no text column of that name.</summary>
    public static DataViewSchema.Column? FindPath(DataViewSchema schema, string name) =>
        schema.GetColumnOrNull(name) is DataViewSchema.Column { Type: TextDataViewType } column ? column : null;

    /// <summary>Tells whether an error is about the row and does not name it yet.</summary>
    public bool Concerns(Exception exception)
    {
        if (row.Position < 0 || exception is SaliencyRowException)
        {
            return false;
        }

        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is OperationCanceledException or ObjectDisposedException or OutOfMemoryException)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Creates the error that names the row.</summary>
    public SaliencyRowException Name(string columnName, Exception exception)
    {
        DataViewRowId id = default;
        row.GetIdGetter()(ref id);
        return new SaliencyRowException(columnName, row.Position, id, ReadPath(), exception);
    }

    private string? ReadPath()
    {
        if (path is not DataViewSchema.Column column || !row.IsColumnActive(column))
        {
            return null;
        }

        ReadOnlyMemory<char> value = default;
        row.GetGetter<ReadOnlyMemory<char>>(column)(ref value);
        return value.ToString();
    }
}
