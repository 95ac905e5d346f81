namespace Microsoft.ML.Saliency.Tool;

/// <summary>The cost of work, shown by --dry-run.</summary>
internal sealed record WorkPlan(int Items, string What, long PassesPerItem, double PassesPerSecond)
{
    /// <summary>Passes in all, at most.</summary>
    public long Passes => Items * PassesPerItem;

    /// <summary>The time that they take.</summary>
    public double Minutes => Passes / PassesPerSecond / 60;

    /// <summary>Prints the run's description and its cost.</summary>
    public void Show(JsonObject description, Output output)
    {
        output.Event("plan", new { Run = description, Items, PassesPerItem, Passes, PassesPerSecond, Minutes });
        output.Line(description.ToJsonString(Json.Files));
        output.Line(
            $"{Items} {What} x {PassesPerItem} passes = {Passes} passes at most; " +
            $"at {PassesPerSecond:0.0} passes/s, measured now, {Minutes:0.0} minutes. Nothing was written.");
    }
}
