using Microsoft.ML.Data;

namespace Microsoft.ML.Saliency;

/// <summary>
/// A value of a row could not be computed or read. The message names the row, the column and the cause, which is the
/// <see cref="Exception.InnerException"/>. Not thrown for a cancellation, nor for a model that has been disposed: these are about no row.
/// </summary>
/// <remarks>
/// Built-in transforms that read ahead wrap what is thrown before them in an <see cref="InvalidOperationException"/> of their own, once for each:
/// <see cref="Find"/> looks into them.
/// </remarks>
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

    /// <summary>The column whose value was asked for.</summary>
    public string ColumnName { get; }

    /// <summary>Number of the row in the pass over the data, from 0.</summary>
    public long Position { get; }

    /// <summary>The row's id, which it keeps when rows are shuffled or left out.</summary>
    public DataViewRowId RowId { get; }

    /// <summary>Path of the row's image; null if the data has no such column.</summary>
    public string? ImagePath { get; }

    /// <summary>Finds what failed, however deep ML.NET has wrapped it.</summary>
    /// <param name="exception">What was caught.</param>
    /// <returns>The first of its kind among the exception and its inner ones; null if there is none.</returns>
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

    /// <summary>The messages down to the first cause; one that the message before it quotes is not repeated.</summary>
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
