namespace Microsoft.ML.Saliency.Tool;

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
            progress.Passes,
            progress.PassesPerSecond,
            Seconds = progress.Elapsed.TotalSeconds,
            SecondsLeft = progress.TimeLeft?.TotalSeconds,
        });
    }

    public override void Done(string item) => output.Event("done", new { Item = item });

    public override void Skipped(string item, string reason) => output.Event("skipped", new { Item = item, Reason = reason });
}
