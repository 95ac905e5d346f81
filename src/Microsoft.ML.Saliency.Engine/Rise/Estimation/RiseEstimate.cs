namespace Microsoft.ML.Saliency;

/// <summary>A map, and how far it may be from the map of infinitely many masks.</summary>
/// <param name="Values">H x W values.</param>
/// <param name="MaskVariance">
/// The part of a pixel's variance that comes with the masks, in units of the variance of upsampled cells there (<see cref="MaskNoise"/>):
/// its errors in nearby pixels are alike, as the masks are.
/// </param>
/// <param name="CommonVariance">The part that is common to all pixels, and changes no rank.</param>
internal sealed record RiseEstimate(float[] Values, double MaskVariance, double CommonVariance);
