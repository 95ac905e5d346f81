namespace Microsoft.ML.Saliency.Statistics;

/// <summary>A mean over images, and how far it may be off.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardError">Standard deviation over the images (n - 1) divided by the root of n; NaN for a single image.</param>
public readonly record struct MeanEstimate(double Mean, double StandardError)
{
    /// <summary>The mean of values and its standard error.</summary>
    /// <param name="values">One value or more.</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static MeanEstimate Of(IReadOnlyCollection<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
        {
            throw new ArgumentException("A mean needs at least one value, but had none.", nameof(values));
        }

        double mean = values.Average();
        double variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
        return new(mean, Math.Sqrt(variance / values.Count));
    }

    /// <summary>As in "0.0811 ± 0.0042".</summary>
    public override string ToString() => $"{Mean:0.####} ± {StandardError:0.####}";
}
