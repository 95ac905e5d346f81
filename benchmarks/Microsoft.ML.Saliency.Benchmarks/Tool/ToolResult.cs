namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>The tool against the engine.</summary>
/// <param name="Block">Images of one timed run.</param>
/// <param name="EnginePassesPerSecond">The engine's speed in each round.</param>
/// <param name="ToolPassesPerSecond">The tool's speed in each round.</param>
/// <param name="FewImages">Images of the smaller memory run.</param>
/// <param name="ManyImages">Images of the larger memory run.</param>
/// <param name="FewMebibytes">The process's peak working set for the smaller number.</param>
/// <param name="ManyMebibytes">The process's peak working set for the larger number.</param>
internal sealed record ToolResult(
    int Block,
    double[] EnginePassesPerSecond, double[] ToolPassesPerSecond, int FewImages, int ManyImages, double FewMebibytes, double ManyMebibytes)
{
    public Spread Ratio => Spread.Of(ToolPassesPerSecond.Zip(EnginePassesPerSecond, (tool, engine) => tool / engine));

    public double MemoryRatio => ManyMebibytes / FewMebibytes;
}
