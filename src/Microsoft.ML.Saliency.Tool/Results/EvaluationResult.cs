namespace Microsoft.ML.Saliency.Tool;

/// <summary>The metrics of one image's maps: maps/NAME.json of the evaluation.</summary>
/// <param name="Inputs">The hashes of the maps and the masks, in order.</param>
/// <param name="Error">Why it was skipped; null if it was not.</param>
internal sealed record EvaluationResult(string Image, IReadOnlyList<string> Inputs, IReadOnlyList<EvaluatedMap> Maps, string? Error)
{
    /// <summary>Gets the file of an image's metrics.</summary>
    public static string FileOf(string image) => $"{ImageResult.Folder}/{image}.json";
}

/// <summary>The metrics of one map.</summary>
/// <param name="Label">Its name; null if there are no labels.</param>
/// <param name="Morf">The curve that removes the most relevant regions first.</param>
/// <param name="Lerf">The curve that removes the least relevant regions first.</param>
/// <param name="Mask">The file with the object's pixels; null if they are not known, or outside what the model sees.</param>
/// <param name="Localization">How well the map points at the object; null without a mask.</param>
internal sealed record EvaluatedMap(
    int Target, string? Label, CurvePoints Morf, CurvePoints Lerf, CurvePoints Deletion, CurvePoints Insertion, string? Mask,
    LocalizationMetrics? Localization)
{
    /// <summary>Creates what is kept of metrics.</summary>
    public static EvaluatedMap Of(ImageMetrics metrics, string? label, string? mask) => new(
        metrics.Target, label, CurvePoints.Of(metrics.Morf), CurvePoints.Of(metrics.Lerf), CurvePoints.Of(metrics.Deletion),
        CurvePoints.Of(metrics.Insertion), metrics.Localization is null ? null : mask, metrics.Localization);

    /// <summary>Gets the metrics.</summary>
    public ImageMetrics ToMetrics() => new(
        Target,
        Morf.ToCurve(Target, PerturbationOrder.MostRelevantFirst, PerturbationDirection.Removal),
        Lerf.ToCurve(Target, PerturbationOrder.LeastRelevantFirst, PerturbationDirection.Removal),
        Deletion.ToCurve(Target, PerturbationOrder.MostRelevantFirst, PerturbationDirection.Removal),
        Insertion.ToCurve(Target, PerturbationOrder.MostRelevantFirst, PerturbationDirection.Insertion),
        Localization);
}

/// <summary>The points of a curve, as they are kept.</summary>
/// <param name="Fractions">The share of the pixels that are changed at each point.</param>
internal sealed record CurvePoints(IReadOnlyList<double> Fractions, IReadOnlyList<double> Scores)
{
    /// <summary>Creates what is kept of a curve.</summary>
    public static CurvePoints Of(PerturbationCurve curve) => new(curve.Fractions, curve.Scores);

    /// <summary>Gets the curve.</summary>
    public PerturbationCurve ToCurve(int target, PerturbationOrder order, PerturbationDirection direction) =>
        new(Fractions, Scores, target, order, direction);
}

/// <summary>The mean of a metric over maps.</summary>
internal sealed record MetricMean(double Mean, double StandardError, int Maps, string Meaning)
{
    /// <summary>Gets the mean of values.</summary>
    public static MetricMean Of(double[] values, string meaning)
    {
        MeanEstimate estimate = MeanEstimate.Of(values);
        return new MetricMean(estimate.Mean, estimate.StandardError, values.Length, meaning);
    }
}

/// <summary>The curves of one map under one baseline.</summary>
internal sealed record CurveSet(CurvePoints Morf, CurvePoints Lerf, CurvePoints Deletion, CurvePoints Insertion)
{
    /// <summary>Creates what is kept of the curves of a map.</summary>
    public static CurveSet Of(ImageMetrics metrics) => new(
        CurvePoints.Of(metrics.Morf), CurvePoints.Of(metrics.Lerf), CurvePoints.Of(metrics.Deletion), CurvePoints.Of(metrics.Insertion));

    /// <summary>Gets the area under one of the curves.</summary>
    public double Area(Metric metric, int target) => metric switch
    {
        Metric.Morf => Morf.ToCurve(target, PerturbationOrder.MostRelevantFirst, PerturbationDirection.Removal).Auc,
        Metric.Lerf => Lerf.ToCurve(target, PerturbationOrder.LeastRelevantFirst, PerturbationDirection.Removal).Auc,
        Metric.Deletion => Deletion.ToCurve(target, PerturbationOrder.MostRelevantFirst, PerturbationDirection.Removal).Auc,
        _ => Insertion.ToCurve(target, PerturbationOrder.MostRelevantFirst, PerturbationDirection.Insertion).Auc,
    };
}
