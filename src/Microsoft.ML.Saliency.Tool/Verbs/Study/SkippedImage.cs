namespace Microsoft.ML.Saliency.Tool;

/// <summary>An image that the study leaves out.</summary>
/// <param name="Image">Its name.</param>
/// <param name="Reason">Why.</param>
internal sealed record SkippedImage(string Image, string Reason);
