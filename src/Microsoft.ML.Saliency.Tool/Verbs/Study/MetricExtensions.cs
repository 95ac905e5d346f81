namespace Microsoft.ML.Saliency.Tool;

/// <summary>What the metrics mean.</summary>
internal static class MetricExtensions
{
    /// <summary>Whether a larger area means a better map.</summary>
    public static bool HigherIsBetter(this Metric metric) => metric is Metric.Lerf or Metric.Insertion;

    /// <summary>The name for readers.</summary>
    public static string Title(this Metric metric) => metric switch
    {
        Metric.Morf => "MoRF",
        Metric.Lerf => "LeRF",
        Metric.Deletion => "deletion",
        _ => "insertion",
    };
}
