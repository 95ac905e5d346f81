namespace Microsoft.ML.Saliency;

/// <summary>The error for a value of a row that could not be computed or read. The message names the row, the column and the cause, which
/// is the <see cref="Exception.InnerException"/>. A cancellation or a disposed model keeps its own error, since it concerns no
/// row.</summary>
/// <remarks>Each built-in transform that reads ahead wraps the error in an <see cref="InvalidOperationException"/>; <see cref="Find"/>
/// unwraps it.</remarks>
public sealed class SaliencyRowException : InvalidOperationException
{
    internal SaliencyRowException(string columnName, long position, DataViewRowId rowId, string? imagePath, Exception cause)
        : base($"Column '{columnName}' failed at row {position}, counted from 0 ({Identify(rowId, imagePath)}): {Explain(cause)}", cause)
    {
        ColumnName = columnName;
        Position = position;
        RowId = rowId;
        ImagePath = imagePath;
    }

    /// <summary>Gets the name of the column whose value was requested.</summary>
    public string ColumnName { get; }

    /// <summary>Gets the number of the row in the pass over the data, from 0.</summary>
    public long Position { get; }

    /// <summary>Gets the id of the row, which is stable when rows are shuffled or skipped.</summary>
    public DataViewRowId RowId { get; }

    /// <summary>Gets the path of the row's image; null if the data has no such column.</summary>
    public string? ImagePath { get; }

    /// <summary>Finds the failed row, however deeply ML.NET has wrapped its error.</summary>
    /// <param name="exception">The caught exception.</param>
    /// <returns>The first <see cref="SaliencyRowException"/> among the exception and its inner ones; null if there is none.</returns>
    public static SaliencyRowException? Find(Exception? exception)
    {
        while (exception is not (null or SaliencyRowException))
        {
            exception = exception.InnerException;
        }

        return exception as SaliencyRowException;
    }

    private static string Identify(DataViewRowId id, string? imagePath)
    {
        string name = id.High == 0 ? $"id {id.Low}" : $"id {id.High:x16}{id.Low:x16}";
        return imagePath is null ? name : $"{name}, image '{imagePath}'";
    }

    /// <summary>Joins the messages down to the first cause, without those that are already quoted.</summary>
    private static string Explain(Exception cause)
    {
        string text = cause.Message;
        for (Exception? inner = cause.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (!text.Contains(inner.Message, StringComparison.Ordinal))
            {
                text = $"{text}: {inner.Message}";
            }
        }

        return text;
    }
}
