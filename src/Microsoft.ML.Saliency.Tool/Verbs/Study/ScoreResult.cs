namespace Microsoft.ML.Saliency.Tool;

/// <summary>The mean scores of the maps of one method under one baseline of the metrics.</summary>
/// <param name="Method">The method.</param>
/// <param name="MapBaseline">The baseline of its maps; null for the controls.</param>
/// <param name="MetricBaseline">The baseline of the metrics.</param>
/// <param name="Morf">Area under MoRF; smaller is better.</param>
/// <param name="Lerf">Area under LeRF; larger is better.</param>
/// <param name="Deletion">Area under deletion; smaller is better.</param>
/// <param name="Insertion">Area under insertion; larger is better.</param>
internal sealed record ScoreResult(
    string Method, string? MapBaseline, string MetricBaseline, MeanEstimate Morf, MeanEstimate Lerf, MeanEstimate Deletion, MeanEstimate Insertion)
{
    /// <summary>One of the scores.</summary>
    public MeanEstimate this[Metric metric] => metric switch
    {
        Metric.Morf => Morf,
        Metric.Lerf => Lerf,
        Metric.Deletion => Deletion,
        _ => Insertion,
    };
}
