namespace Microsoft.ML.Saliency;

/// <summary>
/// Settings of the confidence intervals of <see cref="MetricReliability"/>: the percentile bootstrap (Efron and Tibshirani, "An Introduction to
/// the Bootstrap", 1993, chapter 13) over images.
/// </summary>
public sealed record BootstrapOptions
{
    /// <summary>Number of resamples, each of as many images as there are, drawn with replacement.</summary>
    /// <value>Default: 1000 (our choice). At least 1.</value>
    public int Resamples { get; init; } = 1000;

    /// <summary>Share of the resamples' statistics that lies inside the interval; the rest is cut off at both ends alike.</summary>
    /// <value>Default: 0.95. Greater than 0 and less than 1.</value>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Seed of the resamples. Resample i depends on the seed, i and the number of images alone.</summary>
    /// <value>Default: 0.</value>
    public ulong Seed { get; init; }

    internal void Validate()
    {
        if (Resamples < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(Resamples), Resamples, $"{nameof(Resamples)} must be at least 1.");
        }

        if (!(Confidence > 0 && Confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(Confidence), Confidence, $"{nameof(Confidence)} must be greater than 0 and less than 1.");
        }
    }
}
