namespace Microsoft.ML.Saliency.Tool;

/// <summary>Computes what a study still needs: the passes through the models.</summary>
internal sealed class StudyRun(
    StudyPlan plan, CountingScorer scorer, StudyCache cache, StudyInputs inputs, Output output, CancellationToken cancellationToken)
{
    private readonly Dictionary<string, SkippedImage> _skipped = [];

    /// <summary>The images that were left out, in the order of their names.</summary>
    public IReadOnlyList<SkippedImage> Skipped => [.. _skipped.Values.OrderBy(skipped => skipped.Image, StringComparer.Ordinal)];

    /// <summary>Passes made so far.</summary>
    public long Passes { get; private set; }

    /// <summary>Their time.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Reads the images, and scores them and their baselines.</summary>
    /// <returns>The images that could be read.</returns>
    public IReadOnlyList<StudyImage> Read(IReadOnlyList<ImageItem> items)
    {
        var neutrality = new NeutralityWork(plan, cache, inputs);
        Do(neutrality, items, scorer, neutrality.Skipped);
        return [.. items.Where(item => !_skipped.ContainsKey(item.Name)).Select(neutrality.Find).OfType<StudyImage>()];
    }

    /// <summary>Makes all maps, and scores them.</summary>
    /// <returns>The images that are complete.</returns>
    public IReadOnlyList<StudyImage> Make(IReadOnlyList<StudyImage> read)
    {
        IReadOnlyList<StudyImage> images = MakeMaps(read, plan.Maps, scorer, cache);
        var curves = new CurveWork(plan, cache, inputs);
        CurveItem[] scored = [..
            from image in images
            from method in plan.Methods
            from metric in Enumerable.Range(0, plan.Baselines.Count)
            select new CurveItem(image, method.Spec, metric)];
        Do(curves, scored, scorer, curves.Skipped);
        return Remaining(images);
    }

    /// <summary>Makes maps.</summary>
    /// <returns>The images with all maps.</returns>
    public IReadOnlyList<StudyImage> MakeMaps(
        IReadOnlyList<StudyImage> images, IReadOnlyList<MapSpec> specs, CountingScorer model, StudyCache ofModel)
    {
        var maps = new MapWork(model, ofModel, inputs);
        Do(maps, [.. from image in images from spec in specs select (image, spec)], model, maps.Skipped);
        return Remaining(images);
    }

    private void Do<TItem, TInput, TResult>(
        IWork<TItem, TInput, TResult> work, IReadOnlyList<TItem> items, CountingScorer model, List<SkippedImage> skipped)
    {
        WorkSummary summary = new WorkLoop(output.CreateScreen(), cancellationToken).Run(work, items, model);
        (Passes, Elapsed) = (Passes + summary.Passes, Elapsed + summary.Elapsed);
        foreach (SkippedImage image in skipped)
        {
            _skipped.TryAdd(image.Image, image);
        }
    }

    private StudyImage[] Remaining(IEnumerable<StudyImage> images) => [.. images.Where(image => !_skipped.ContainsKey(image.Name))];
}
