namespace Microsoft.ML.Saliency.Tool;

/// <summary>Shows what was skipped, and nothing else.</summary>
internal sealed class QuietScreen(Output output) : Screen
{
    public override void Follow(WorkProgress progress, Action work) => work();

    public override void Skipped(string item, string reason) => output.Warn($"Skipped {item}: {reason}");
}
