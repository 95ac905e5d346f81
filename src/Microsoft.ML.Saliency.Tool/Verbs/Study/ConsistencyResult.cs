namespace Microsoft.ML.Saliency.Tool;

/// <summary>Whether the metrics agree on which images a method explains well: internal consistency, after Tomsett et al. (AAAI 2020).</summary>
/// <param name="Method">The method, with the baseline of its maps.</param>
/// <param name="Baseline">The metrics' baseline.</param>
/// <param name="Mean">The mean rank correlation of two metrics over the images; null where a metric has one score for all images.</param>
internal sealed record ConsistencyResult(string Method, string Baseline, ReliabilityEstimate? Mean);
