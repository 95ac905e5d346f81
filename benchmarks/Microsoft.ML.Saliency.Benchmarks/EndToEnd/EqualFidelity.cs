namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>How much sooner an estimator reaches the map than the authors' code.</summary>
/// <param name="Estimator">Ours.</param>
/// <param name="Fidelity">The rank correlation that both reach.</param>
/// <param name="PassesRatio">Passes of the published formula over ours, median over the images.</param>
/// <param name="Ratio">That times the ratio of times at equal N.</param>
internal sealed record EqualFidelity(string Estimator, double Fidelity, double PassesRatio, double Ratio);
