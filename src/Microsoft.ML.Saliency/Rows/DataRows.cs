namespace Microsoft.ML.Saliency;

/// <summary>One pass over the rows of a data set: it can be cancelled, tells its progress, and names the row at which something fails.</summary>
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
    /// <param name="pathColumnName">The text column whose value names a row in errors, where the data has it.</param>
    /// <param name="progress">Told after each row; null for none.</param>
    /// <param name="cancellationToken">Looked at before each row.</param>
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

    /// <summary>Stands at the current row.</summary>
    public DataViewRowCursor Cursor { get; }

    /// <summary>What is read at each row.</summary>
    /// <param name="read">Reads the current row.</param>
    /// <param name="atMost">Rows to read at most; null for all.</param>
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

    /// <summary>Does something at each row.</summary>
    /// <param name="work">Works on the current row.</param>
    public void ForEach(Action work)
    {
        IEnumerable<bool> rows = Read(() =>
        {
            work();
            return true;
        });
        foreach (bool _ in rows)
        {
        }
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
