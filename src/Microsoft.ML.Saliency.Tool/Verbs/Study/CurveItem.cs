namespace Microsoft.ML.Saliency.Tool;

/// <summary>A map to be scored.</summary>
/// <param name="Image">Its image.</param>
/// <param name="Spec">How it was made.</param>
/// <param name="Metric">Number of the metrics' baseline.</param>
internal sealed record CurveItem(StudyImage Image, MapSpec Spec, int Metric);
