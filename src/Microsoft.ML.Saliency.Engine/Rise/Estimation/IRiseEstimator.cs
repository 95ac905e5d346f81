namespace Microsoft.ML.Saliency;

/// <summary>Makes maps of masks and the scores of the images that they left. Memory does not grow with the number of masks.</summary>
internal interface IRiseEstimator
{
    /// <summary>Adds the next masks.</summary>
    /// <param name="first">Number of the first of them.</param>
    /// <param name="scores">The scores of all K classes for each of them.</param>
    void Add(long first, ReadOnlySpan<float> scores);

    /// <summary>The map of target number <paramref name="t"/>, by the masks added so far.</summary>
    RiseEstimate Estimate(int t);
}
