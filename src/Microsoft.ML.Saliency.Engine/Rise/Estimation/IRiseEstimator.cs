namespace Microsoft.ML.Saliency;

/// <summary>Estimates maps from masks and the scores of the masked images. Memory does not grow with the number of masks.</summary>
internal interface IRiseEstimator
{
    /// <summary>Adds the next masks.</summary>
    /// <param name="first">Number of the first of them.</param>
    /// <param name="scores">The scores of all K classes for each of them.</param>
    void Add(long first, ReadOnlySpan<float> scores);

    /// <summary>The map of target number <paramref name="t"/>, by the masks added so far.</summary>
    RiseEstimate Estimate(int t);
}

/// <summary>A map, and how far it may be from the map of infinitely many masks.</summary>
/// <param name="Values">H x W values.</param>
/// <param name="MaskVariance">
/// The part of a pixel's variance that comes with the masks, in units of the variance of upsampled cells there (<see cref="MaskNoise"/>):
/// its errors in nearby pixels are alike, as the masks are.
/// </param>
/// <param name="CommonVariance">The part that is common to all pixels, and changes no rank.</param>
internal sealed record RiseEstimate(float[] Values, double MaskVariance, double CommonVariance);
