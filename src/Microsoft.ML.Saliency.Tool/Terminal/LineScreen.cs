namespace Microsoft.ML.Saliency.Tool;

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
