namespace Microsoft.ML.Saliency;

/// <summary>A pass over the rows of a data set, with cancellation, progress, and the row's name in errors.</summary>
internal sealed class DataRows : IDisposable
{
    private readonly string _columnName;
    private readonly long? _count;
    private readonly RowNaming _naming;
    private readonly IProgress<SaliencyProgress>? _progress;
    private readonly CancellationToken _cancellationToken;

    /// <param name="data">The data.</param>
    /// <param name="columns">The columns that are read.</param>
    /// <param name="columnName">The column to name in errors.</param>
    /// <param name="pathColumnName">The name of the text column that names a row in errors, where the data has it.</param>
    /// <param name="progress">Receives progress after each row; null for none.</param>
    /// <param name="cancellationToken">Checked before each row.</param>
    public DataRows(
        IDataView data,
        IReadOnlyCollection<DataViewSchema.Column> columns,
        string columnName,
        string pathColumnName,
        IProgress<SaliencyProgress>? progress,
        CancellationToken cancellationToken)
    {
        DataViewSchema.Column? path = RowNaming.FindPath(data.Schema, pathColumnName);
        Cursor = data.GetRowCursor(path is DataViewSchema.Column column ? columns.Append(column) : columns);
        _columnName = columnName;
        _count = data.GetRowCount();
        _naming = new RowNaming(Cursor, path);
        _progress = progress;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Gets the cursor at the current row.</summary>
    public DataViewRowCursor Cursor { get; }

    /// <summary>Reads a value at each row.</summary>
    /// <param name="read">Reads the current row.</param>
    /// <param name="atMost">The maximum number of rows; null for all.</param>
    public IEnumerable<T> Read<T>(Func<T> read, long? atMost = null)
    {
        long? total = Math.Min(_count ?? long.MaxValue, atMost ?? long.MaxValue) is long known and < long.MaxValue ? known : null;
        for (long done = 1; done <= (atMost ?? long.MaxValue) && MoveNext(); done++)
        {
            T value = ReadCurrent(read);
            _progress?.Report(new SaliencyProgress(done, total ?? done));
            yield return value;
        }
    }

    /// <summary>Performs work at each row.</summary>
    /// <param name="work">Processes the current row.</param>
    public void ForEach(Action work)
    {
        _ = Read(() =>
        {
            work();
            return true;
        }).Count();
    }

    public void Dispose() => Cursor.Dispose();

    private bool MoveNext()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        return Cursor.MoveNext();
    }

    private T ReadCurrent<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (_naming.Concerns(exception))
        {
            throw _naming.Name(_columnName, exception);
        }
    }
}
