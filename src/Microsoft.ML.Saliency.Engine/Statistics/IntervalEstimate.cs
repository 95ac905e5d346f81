namespace Microsoft.ML.Saliency.Statistics;

/// <summary>A mean over images with its bootstrap confidence interval.</summary>
/// <param name="Value">The mean; NaN without an image.</param>
/// <param name="Low">Lower end of the interval; NaN for fewer than two images.</param>
/// <param name="High">Upper end of the interval; NaN for fewer than two images.</param>
public sealed record IntervalEstimate(double Value, double Low, double High)
{
    /// <summary>The mean of values, with a percentile bootstrap interval over them.</summary>
    /// <param name="values">The values, one for each image, all finite; there may be none.</param>
    /// <param name="bootstrap">The interval's settings; null: the defaults.</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting of the bootstrap is out of its range.</exception>
    public static IntervalEstimate OfMean(IReadOnlyList<double> values, BootstrapOptions? bootstrap = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        bootstrap ??= new();
        bootstrap.Validate();
        int unfit = values.TakeWhile(double.IsFinite).Count();
        if (unfit < values.Count)
        {
            throw new ArgumentException($"Values must be finite, but that of image {unfit} was {values[unfit]}.", nameof(values));
        }

        if (values.Count < 2)
        {
            return new(values.Count == 0 ? double.NaN : values[0], double.NaN, double.NaN);
        }

        var statistics = new double[bootstrap.Resamples];
        var copies = new int[values.Count];
        for (int resample = 0; resample < statistics.Length; resample++)
        {
            Bootstrap.Draw(copies, bootstrap.Seed, resample);
            double sum = 0;
            for (int i = 0; i < copies.Length; i++)
            {
                sum += copies[i] * values[i];
            }

            statistics[resample] = sum / copies.Length;
        }

        (double low, double high, _) = Bootstrap.Interval(statistics, bootstrap.Confidence);
        return new(values.Average(), low, high);
    }

    /// <summary>The value and its interval to three digits, as in "0.815 [0.702, 0.901]".</summary>
    public override string ToString() => $"{Value:F3} [{Low:F3}, {High:F3}]";
}
