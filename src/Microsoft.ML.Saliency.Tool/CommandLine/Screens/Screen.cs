namespace Microsoft.ML.Saliency.Tool;

/// <summary>Shows how work goes on.</summary>
internal abstract class Screen
{
    /// <summary>Shows the progress as long as the work runs.</summary>
    public abstract void Follow(WorkProgress progress, Action work);

    /// <summary>An item was done.</summary>
    public virtual void Done(string item)
    {
    }

    /// <summary>An item could not be done, and was left out.</summary>
    public abstract void Skipped(string item, string reason);

    /// <summary>Runs the work, and meanwhile an action from time to time.</summary>
    protected static void RunWith(Action work, Action show, TimeSpan interval)
    {
        using var timer = new Timer(_ => show(), state: null, interval, interval);
        work();
    }
}
