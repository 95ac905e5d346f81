namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>One row of a scaling table.</summary>
/// <param name="Factor">What was varied.</param>
/// <param name="Value">Its value.</param>
/// <param name="Setting">All settings of the run.</param>
/// <param name="MillisecondsPerMask">Wall time of a mask, the model's pass and the final map included.</param>
/// <param name="Ratio">Wall time in units of the baseline's in the same round.</param>
/// <param name="CpuMillisecondsPerMask">CPU time of a mask.</param>
/// <param name="OwnMillisecondsPerMask">CPU time of a mask with a scorer that costs nothing.</param>
internal sealed record ScalingResult(
    string Factor,
    int Value,
    ScalingSetting Setting,
    Spread MillisecondsPerMask,
    Spread Ratio,
    Spread CpuMillisecondsPerMask,
    Spread OwnMillisecondsPerMask);
