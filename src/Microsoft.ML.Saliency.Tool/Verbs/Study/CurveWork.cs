namespace Microsoft.ML.Saliency.Tool;

/// <summary>A map to be scored.</summary>
internal sealed record CurveItem(StudyImage Image, MapSpec Spec, int Metric);

/// <summary>Scores the maps of a study.</summary>
internal sealed class CurveWork(StudyPlan plan, StudyCache cache, StudyInputs inputs)
    : IWork<CurveItem, (ClassifierInput Input, SaliencyMap Map), CurveSet>
{
    /// <summary>The images of which a map could not be scored, and why.</summary>
    public List<SkippedImage> Skipped { get; } = [];

    public string What => "scored maps";
    public string Name(CurveItem item) => $"{item.Image.Name} ({item.Spec.Key}, scored with {plan.Baselines[item.Metric]})";
    public long Passes(CurveItem item) => plan.Metrics[item.Metric].Passes;
    public bool IsDone(CurveItem item) => cache.Has(FileOf(item));

    public (ClassifierInput Input, SaliencyMap Map) Prepare(CurveItem item) =>
        (inputs.Read(item.Image), cache.ReadMap(item.Image, item.Spec));

    public CurveSet Compute(CurveItem item, (ClassifierInput Input, SaliencyMap Map) input, CancellationToken cancellationToken) =>
        SkipException.UnlessFinite(
            () => CurveSet.Of(plan.Metrics[item.Metric].Evaluate(input.Input, input.Map, mask: default, cancellationToken)));

    public void Save(CurveItem item, CurveSet result) => cache.WriteJson(FileOf(item), result);
    public void SaveSkipped(CurveItem item, string reason) => Skipped.Add(new SkippedImage(item.Image.Name, reason));

    private string FileOf(CurveItem item) => cache.CurvesFile(item.Image, item.Spec, plan.MetricKey, plan.Baselines[item.Metric]);
}
