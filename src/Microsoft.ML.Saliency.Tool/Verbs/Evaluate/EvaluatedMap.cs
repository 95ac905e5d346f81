namespace Microsoft.ML.Saliency.Tool;

/// <summary>The metrics of one map.</summary>
/// <param name="Target">Index of the explained class.</param>
/// <param name="Label">Its name; null if there are no labels.</param>
/// <param name="Morf">The curve that removes the most relevant regions first.</param>
/// <param name="Lerf">The curve that removes the least relevant regions first.</param>
/// <param name="Deletion">The deletion curve.</param>
/// <param name="Insertion">The insertion curve.</param>
/// <param name="Mask">The file with the object's pixels; null if they are not known, or outside what the model sees.</param>
/// <param name="Localization">How well the map points at the object; null without a mask.</param>
internal sealed record EvaluatedMap(
    int Target, string? Label, CurvePoints Morf, CurvePoints Lerf, CurvePoints Deletion, CurvePoints Insertion, string? Mask, LocalizationMetrics? Localization)
{
    /// <summary>Keeps metrics.</summary>
    public static EvaluatedMap Of(ImageMetrics metrics, string? label, string? mask) => new(
        metrics.Target,
        label,
        CurvePoints.Of(metrics.Morf),
        CurvePoints.Of(metrics.Lerf),
        CurvePoints.Of(metrics.Deletion),
        CurvePoints.Of(metrics.Insertion),
        metrics.Localization is null ? null : mask,
        metrics.Localization);

    /// <summary>The metrics that were kept.</summary>
    public ImageMetrics ToMetrics() => new(
        Target,
        Morf.ToCurve(Target, PerturbationOrder.MostRelevantFirst, PerturbationDirection.Removal),
        Lerf.ToCurve(Target, PerturbationOrder.LeastRelevantFirst, PerturbationDirection.Removal),
        Deletion.ToCurve(Target, PerturbationOrder.MostRelevantFirst, PerturbationDirection.Removal),
        Insertion.ToCurve(Target, PerturbationOrder.MostRelevantFirst, PerturbationDirection.Insertion),
        Localization);
}
