namespace Microsoft.ML.Saliency.Tool;

/// <summary>Writes scores.csv: a line for every map, under every baseline of the metrics.</summary>
internal static class StudyTable
{
    /// <summary>The file.</summary>
    public const string FileName = "scores.csv";

    /// <summary>Writes it.</summary>
    public static void Write(RunFolder run, StudyPlan plan, StudyCache cache, IReadOnlyList<StudyImage> images)
    {
        string header = CsvFile.Line(
            "image", "target", "method", "map_baseline", "metric_baseline", "morf", "lerf", "deletion", "insertion");
        run.WriteText(FileName, header + string.Concat(
            from image in images
            from method in plan.Methods
            from baseline in plan.Baselines
            let curves = cache.ReadJson<CurveSet>(cache.CurvesFile(image, method.Spec, plan.MetricKey, baseline))!
            select CsvFile.Line(
                image.Name, image.Target, method.Method, method.Baseline, baseline.Name, curves.Area(Metric.Morf, image.Target),
                curves.Area(Metric.Lerf, image.Target), curves.Area(Metric.Deletion, image.Target),
                curves.Area(Metric.Insertion, image.Target))));
    }
}
