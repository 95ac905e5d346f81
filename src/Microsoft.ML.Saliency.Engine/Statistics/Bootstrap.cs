namespace Microsoft.ML.Saliency;

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

    /// <summary>The interval between the percentiles (1 - confidence) / 2 and (1 + confidence) / 2, interpolated linearly; NaN values are left out.</summary>
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
