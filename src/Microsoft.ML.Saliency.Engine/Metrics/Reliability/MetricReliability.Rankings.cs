namespace Microsoft.ML.Saliency.Statistics;

/// <content>Whether several metrics rank the methods alike.</content>
public static partial class MetricReliability
{
    /// <summary>Rank agreement: whether metrics (or one metric with different settings, such as its baseline) put the methods in the same
    /// order. For each pair of metrics, the mean over the images of Spearman's correlation, over the methods, of the scores that the two
    /// give to one image's maps. Images for which one of the two gives all methods the same score are left out of the pair.</summary>
    /// <param name="metrics">
    /// For each of K metrics its scores, I images x M methods, K and M at least 2; all better high, or all low.
    /// </param>
    /// <param name="bootstrap">The confidence intervals, over the images; null: the defaults.</param>
    /// <returns>The agreement of each pair of metrics, -1 to 1, NaN where undefined, and the mean over the defined pairs.</returns>
    /// <exception cref="ArgumentException">There are too few metrics, methods or images, or a table is unfit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting of the bootstrap is out of its range.</exception>
    public static PairwiseReliability RankAgreement(IReadOnlyList<double[,]> metrics, BootstrapOptions? bootstrap = null)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        bootstrap ??= new();
        bootstrap.Validate();
        RequireTables(metrics);
        int images = metrics[0].GetLength(0);
        double[][] correlations = [.. Enumerable.Range(0, images).Select(image => CorrelationsOf(metrics, image))];
        double[] values = MeanOverImages(correlations, Once(images));
        var resampled = new double[bootstrap.Resamples][];
        var copies = new int[images];
        for (int resample = 0; resample < resampled.Length; resample++)
        {
            Bootstrap.Draw(copies, bootstrap.Seed, resample);
            resampled[resample] = MeanOverImages(correlations, copies);
        }

        return Summarize(metrics.Count, values, resampled, MeanOfDefined, bootstrap);
    }

    /// <summary>The correlation of every pair of metrics i &lt; j for one image, in the order (0, 1), (0, 2), .. (1, 2), ..</summary>
    private static double[] CorrelationsOf(IReadOnlyList<double[,]> metrics, int image)
    {
        int methods = metrics[0].GetLength(1);
        double[][] rankings = [.. metrics.Select(scores => Enumerable.Range(0, methods).Select(method => scores[image, method]).ToArray())];
        return new RankedScores(rankings).Spearman(Once(methods));
    }

    private static double[] MeanOverImages(double[][] correlations, int[] copies)
    {
        var means = new double[correlations[0].Length];
        for (int pair = 0; pair < means.Length; pair++)
        {
            double sum = 0;
            int count = 0;
            for (int image = 0; image < copies.Length; image++)
            {
                bool isDefined = !double.IsNaN(correlations[image][pair]);
                sum += isDefined ? copies[image] * correlations[image][pair] : 0;
                count += isDefined ? copies[image] : 0;
            }

            means[pair] = sum / count;
        }

        return means;
    }

    private static double MeanOfDefined(double[] correlations) =>
        correlations.Where(correlation => !double.IsNaN(correlation)).DefaultIfEmpty(double.NaN).Average();

    private static void RequireTables(IReadOnlyList<double[,]> metrics)
    {
        if (metrics.Count < 2)
        {
            throw new ArgumentException($"Rank agreement needs at least 2 metrics, but had {metrics.Count}.", nameof(metrics));
        }

        foreach (double[,] scores in metrics)
        {
            ReliabilityGuard.RequireScores(scores);
            if ((scores.GetLength(0), scores.GetLength(1)) != (metrics[0].GetLength(0), metrics[0].GetLength(1)))
            {
                throw new ArgumentException(
                    $"All metrics must score the same images and methods, but two tables were {metrics[0].GetLength(0)} x " +
                    $"{metrics[0].GetLength(1)} and {scores.GetLength(0)} x {scores.GetLength(1)}.",
                    nameof(metrics));
            }
        }
    }
}
