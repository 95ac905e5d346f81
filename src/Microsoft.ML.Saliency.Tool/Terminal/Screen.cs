namespace Microsoft.ML.Saliency.Tool;

/// <summary>Shows the progress of work.</summary>
internal abstract class Screen
{
    /// <summary>Runs the work, and shows its progress meanwhile.</summary>
    public abstract void Follow(WorkProgress progress, Action work);

    /// <summary>Shows that an item was done.</summary>
    /// <param name="item">Its name.</param>
    /// <param name="result">Its result for machines; null if there is nothing to say.</param>
    public virtual void Done(string item, object? result)
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

/// <summary>Shows progress as a line every half minute, where there is no terminal: for log files.</summary>
internal sealed class LineScreen(Output output) : Screen
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    public override void Follow(WorkProgress progress, Action work)
    {
        RunWith(work, () => output.Note(progress.ToString()), Interval);
        output.Note(
            $"{progress.Finished} of {progress.Total} {progress.What}, " +
            $"{progress.Passes} passes in {WorkProgress.Duration(progress.Elapsed)}, {progress.PassesPerSecond:0.0} passes/s");
    }

    public override void Skipped(string item, string reason) => output.Warn($"Skipped {item}: {reason}");
}

/// <summary>Shows progress to machines: a line for every item, and one every few seconds.</summary>
internal sealed class JsonScreen(Output output) : Screen
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public override void Follow(WorkProgress progress, Action work)
    {
        Show();
        RunWith(work, Show, Interval);
        Show();

        void Show() => output.Event("progress", new
        {
            progress.Finished,
            progress.Total,
            progress.Share,
            progress.Passes,
            progress.PassesPerSecond,
            Seconds = progress.Elapsed.TotalSeconds,
            SecondsLeft = progress.TimeLeft?.TotalSeconds,
        });
    }

    public override void Done(string item, object? result) => output.Event("done", new { Item = item, Maps = result });
    public override void Skipped(string item, string reason) => output.Event("skipped", new { Item = item, Reason = reason });
}
