namespace Microsoft.ML.Saliency.Tool;

/// <summary>Scores each image and the baselines in its place.</summary>
internal sealed class NeutralityWork(StudyPlan plan, StudyCache cache, StudyInputs inputs)
    : IWork<ImageItem, (LoadedImage Image, ClassifierInput Input), (string File, ImageNeutrality[] Figures)>
{
    /// <summary>The images that could not be read, and why.</summary>
    public List<SkippedImage> Skipped { get; } = [];

    public string What => "images read";
    public string Name(ImageItem item) => item.Name;
    public long Passes(ImageItem item) => plan.Baselines.Count + 1;
    public bool IsDone(ImageItem item) => Find(item) is not null;
    public (LoadedImage Image, ClassifierInput Input) Prepare(ImageItem item) => inputs.Read(item.Path);

    public (string File, ImageNeutrality[] Figures) Compute(
        ImageItem item, (LoadedImage Image, ClassifierInput Input) input, CancellationToken cancellationToken)
    {
        NeutralityRanking ranking = BaselineNeutrality.Rank(plan.Baselines, plan.Scorer, [input.Input], target: null, cancellationToken);
        ImageNeutrality[] figures = [.. plan.Baselines.Select(
            baseline => ranking.Reports.Single(report => ReferenceEquals(report.Baseline, baseline)).Images[0])];
        return (cache.NeutralityFile(input.Image.Sha256, plan.Baselines), figures);
    }

    public void Save(ImageItem item, (string File, ImageNeutrality[] Figures) result) => cache.WriteJson(result.File, result.Figures);
    public void SaveSkipped(ImageItem item, string reason) => Skipped.Add(new SkippedImage(item.Name, reason));

    /// <summary>Gets an image with its figures; null if they are not there.</summary>
    public StudyImage? Find(ImageItem item) =>
        LoadedImage.HashOfFile(item.Path) is string sha256 &&
        cache.ReadJson<ImageNeutrality[]>(cache.NeutralityFile(sha256, plan.Baselines)) is { } figures
            ? new StudyImage(item.Name, item.Path, sha256, figures)
            : null;
}
