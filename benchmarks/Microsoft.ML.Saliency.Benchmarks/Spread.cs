namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Repeated figures in short.</summary>
internal sealed record Spread(double Median, double Least, double Most)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        double median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return new Spread(median, sorted[0], sorted[^1]);
    }

    public string ToString(string format) => $"**{Median.ToString(format)}** ({Least.ToString(format)} to {Most.ToString(format)})";
}
