namespace Microsoft.ML.Saliency.Tool;

/// <summary>Makes the maps of a study.</summary>
internal sealed class MapWork(IScorer scorer, StudyCache cache, StudyInputs inputs)
    : IWork<(StudyImage Image, MapSpec Spec), ClassifierInput, SaliencyMap>
{
    private readonly Dictionary<string, long> _passes = [];

    /// <summary>The images of which a map could not be made, and why.</summary>
    public List<SkippedImage> Skipped { get; } = [];

    public string What => "maps";
    public string Name((StudyImage Image, MapSpec Spec) item) => $"{item.Image.Name} ({item.Spec.Key})";

    public long Passes((StudyImage Image, MapSpec Spec) item)
    {
        if (!_passes.TryGetValue(item.Spec.Key, out long passes))
        {
            _passes[item.Spec.Key] = passes = item.Spec.Passes(scorer);
        }

        return passes;
    }

    public bool IsDone((StudyImage Image, MapSpec Spec) item) => cache.Has(cache.MapFile(item.Image, item.Spec));
    public ClassifierInput Prepare((StudyImage Image, MapSpec Spec) item) => inputs.Read(item.Image);

    public SaliencyMap Compute((StudyImage Image, MapSpec Spec) item, ClassifierInput input, CancellationToken cancellationToken) =>
        SkipException.UnlessFinite(
            () => item.Spec.Make(scorer, input, item.Image.Target, (float)item.Image.Score, cancellationToken));

    public void Save((StudyImage Image, MapSpec Spec) item, SaliencyMap result) =>
        cache.WriteMap(cache.MapFile(item.Image, item.Spec), result);

    public void SaveSkipped((StudyImage Image, MapSpec Spec) item, string reason) =>
        Skipped.Add(new SkippedImage(item.Image.Name, reason));
}
