namespace Microsoft.ML.Saliency.Tool;

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
