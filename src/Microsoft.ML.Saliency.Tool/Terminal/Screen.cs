namespace Microsoft.ML.Saliency.Tool;

/// <summary>Shows the progress of work.</summary>
internal abstract class Screen
{
    /// <summary>Runs the work, and shows its progress meanwhile.</summary>
    public abstract void Follow(WorkProgress progress, Action work);

    /// <summary>Shows that an item was done.</summary>
    public virtual void Done(string item)
    {
    }

    /// <summary>Shows that an item was left out.</summary>
    public abstract void Skipped(string item, string reason);

    /// <summary>Runs the work, and meanwhile an action from time to time.</summary>
    protected static void RunWith(Action work, Action show, TimeSpan interval)
    {
        using var timer = new Timer(_ => show(), state: null, interval, interval);
        work();
    }
}

/// <summary>Shows what was skipped, and nothing else.</summary>
internal sealed class QuietScreen(Output output) : Screen
{
    public override void Follow(WorkProgress progress, Action work) => work();

    public override void Skipped(string item, string reason) => output.Warn($"Skipped {item}: {reason}");
}
