namespace Microsoft.ML.Saliency.Tool;

/// <summary>The reliability of a metric under one baseline, after Tomsett et al. (AAAI 2020).</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Baseline">Its baseline.</param>
/// <param name="InterRater">Whether it ranks the methods alike for all images: Krippendorff's alpha; null if no image tells the methods apart.</param>
/// <param name="InterMethod">Whether it finds the same images hard for all methods; null where a method has one score for all images.</param>
internal sealed record ReliabilityResult(Metric Metric, string Baseline, ReliabilityEstimate? InterRater, ReliabilityEstimate? InterMethod);
