namespace Microsoft.ML.Saliency;

/// <summary>Computes a transformer's new values for the row at which an input row or cursor stands, once for each row.</summary>
internal abstract class RowComputation(DataViewRow input)
{
    private long _computedPosition = -1;

    /// <summary>A <see cref="ValueGetter{TValue}"/> for output column number <paramref name="column"/>; it calls <see cref="EnsureComputed"/> first.</summary>
    public abstract Delegate CreateGetter(int column);

    protected void EnsureComputed()
    {
        if (input.Position < 0)
        {
            throw new InvalidOperationException("There is no current row: MoveNext has not been called, or returned false.");
        }

        if (_computedPosition != input.Position)
        {
            Compute();
            _computedPosition = input.Position;
        }
    }

    protected abstract void Compute();
}
