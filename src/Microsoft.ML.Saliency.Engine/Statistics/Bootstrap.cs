namespace Microsoft.ML.Saliency.Statistics;

/// <summary>Resamples of images, and the percentile interval of what they give.</summary>
internal static class Bootstrap
{
    /// <summary>How many times each image is in one resample: as many draws as there are images, with replacement.</summary>
    public static void Draw(Span<int> multiplicities, ulong seed, int resample)
    {
        var random = new CounterRandom(seed, RandomStream.Bootstrap, (ulong)resample);
        multiplicities.Clear();
        for (int i = 0; i < multiplicities.Length; i++)
        {
            multiplicities[random.NextInt32(multiplicities.Length)]++;
        }
    }

    /// <summary>The interval between the percentiles (1 - confidence) / 2 and (1 + confidence) / 2, without NaN values.</summary>
    public static (double Low, double High, int Count) Interval(IEnumerable<double> statistics, double confidence)
    {
        double[] sorted = [.. statistics.Where(statistic => !double.IsNaN(statistic)).Order()];
        return sorted.Length == 0
            ? (double.NaN, double.NaN, 0)
            : (Quantile(sorted, (1 - confidence) / 2), Quantile(sorted, (1 + confidence) / 2), sorted.Length);
    }

    private static double Quantile(double[] sorted, double share)
    {
        double position = share * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}

/// <summary>Settings of the confidence intervals of <see cref="MetricReliability"/>: the percentile bootstrap (Efron and Tibshirani, "An
/// Introduction to the Bootstrap", 1993, chapter 13) over images.</summary>
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
            throw new ArgumentOutOfRangeException(nameof(Resamples), Resamples, "Resamples must be at least 1.");
        }

        if (!(Confidence > 0 && Confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(Confidence), Confidence, "Confidence must be greater than 0 and less than 1.");
        }
    }
}
