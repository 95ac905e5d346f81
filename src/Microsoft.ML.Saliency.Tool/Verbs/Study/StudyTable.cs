namespace Microsoft.ML.Saliency.Tool;

/// <summary>Writes scores.csv: a line for every map, under every baseline of the metrics.</summary>
internal static class StudyTable
{
    /// <summary>The file.</summary>
    public const string FileName = "scores.csv";

    /// <summary>Writes it.</summary>
    public static void Write(RunFolder run, StudyPlan plan, StudyCache cache, IReadOnlyList<StudyImage> images)
    {
        var text = new StringBuilder(
            CsvFile.Line("image", "target", "method", "map_baseline", "metric_baseline", "morf", "lerf", "deletion", "insertion"));
        foreach (StudyImage image in images)
        {
            foreach (RatedMethod method in plan.Methods)
            {
                foreach (Baseline baseline in plan.Baselines)
                {
                    CurveSet curves = cache.ReadJson<CurveSet>(cache.CurvesFile(image, method.Spec, plan.MetricKey, baseline))!;
                    text.Append(CsvFile.Line(
                        image.Name, image.Target, method.Method, method.Baseline, baseline.Name, curves.Area(Metric.Morf, image.Target),
                        curves.Area(Metric.Lerf, image.Target), curves.Area(Metric.Deletion, image.Target),
                        curves.Area(Metric.Insertion, image.Target)));
                }
            }
        }

        run.WriteText(FileName, text.ToString());
    }
}
