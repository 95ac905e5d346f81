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
