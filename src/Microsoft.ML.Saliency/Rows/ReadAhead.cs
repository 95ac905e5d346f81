namespace Microsoft.ML.Saliency;

/// <summary>Reads the input of the next row, in a cursor of its own, while the row before it is computed. What cannot be read ahead is left
/// to the caller, who then sees the error at its row.</summary>
/// <param name="open">Opens the cursor, with the columns that are read.</param>
internal sealed class ReadAhead(Func<DataViewRowCursor> open) : IDisposable
{
    private DataViewRowCursor? _cursor;
    private Delegate[] _readers = [];
    private Task<object?> _next = Task.FromResult<object?>(null);
    private long _nextPosition = -1;
    private bool _disposed;

    /// <summary>Returns the input of a row, and begins to read that of the next.</summary>
    /// <param name="position">Position of the row.</param>
    /// <param name="createReader">Makes a reader of the inputs, which keeps its last input in place.</param>
    /// <returns>The input, valid until the next call; null if it was not read ahead.</returns>
    public T? Read<T>(long position, Func<DataViewRow, Func<T>> createReader)
        where T : class
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        object? input = _next.GetAwaiter().GetResult();
        T? found = position == _nextPosition ? (T?)input : null;
        _nextPosition = position + 1;
        _next = Task.Run(() => ReadAt(_nextPosition, createReader));
        return found;
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _next.Wait();
            _cursor?.Dispose();
        }
    }

    private object? ReadAt<T>(long position, Func<DataViewRow, Func<T>> createReader)
        where T : class
    {
        try
        {
            if (_cursor is null)
            {
                // Two, because one input is computed while the next is read.
                _cursor = open();
                _readers = [createReader(_cursor), createReader(_cursor)];
            }

            while (_cursor.Position < position)
            {
                if (!_cursor.MoveNext())
                {
                    return null;
                }
            }

            return ((Func<T>)_readers[position % _readers.Length])();
        }
        catch (Exception)
        {
            return null;
        }
    }
}
