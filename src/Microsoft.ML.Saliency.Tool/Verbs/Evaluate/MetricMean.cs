namespace Microsoft.ML.Saliency.Tool;

/// <summary>The mean of a metric over maps.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardError">Its standard error; NaN for a single map.</param>
/// <param name="Maps">The number of maps.</param>
/// <param name="Meaning">What the metric says.</param>
internal sealed record MetricMean(double Mean, double StandardError, int Maps, string Meaning)
{
    /// <summary>The mean of values.</summary>
    public static MetricMean Of(double[] values, string meaning)
    {
        MeanEstimate estimate = MeanEstimate.Of(values);
        return new MetricMean(estimate.Mean, estimate.StandardError, values.Length, meaning);
    }
}
