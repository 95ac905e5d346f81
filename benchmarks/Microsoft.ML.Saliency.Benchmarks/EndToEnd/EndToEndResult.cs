namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>A map by the authors' code against ours, in the same rounds.</summary>
/// <param name="Settings">How PyTorch ran.</param>
/// <param name="Torch">PyTorch's version.</param>
/// <param name="Masks">Masks of both maps.</param>
/// <param name="OursSeconds">Wall time of our map.</param>
/// <param name="Seconds">Wall time of theirs with its masks.</param>
/// <param name="Ratio">Theirs, without drawing the masks, over ours: what another image costs.</param>
/// <param name="RatioWithDrawing">Theirs, with drawing the masks, over ours: what one image costs.</param>
/// <param name="CpuRatio">CPU time of theirs, with drawing the masks, over ours.</param>
/// <param name="AtEqualFidelity">The ratio times the ratio of passes, for each estimator in fidelity.json.</param>
internal sealed record EndToEndResult(
    string Settings,
    string Torch,
    int Masks,
    Spread OursSeconds,
    Spread Seconds,
    Spread Ratio,
    Spread RatioWithDrawing,
    Spread CpuRatio,
    IReadOnlyList<EqualFidelity> AtEqualFidelity);

/// <summary>How much sooner an estimator reaches the map than the authors' code.</summary>
internal sealed record EqualFidelity(string Estimator, double Fidelity, double PassesRatio, double Ratio);
