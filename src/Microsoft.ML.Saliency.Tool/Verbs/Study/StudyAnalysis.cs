namespace Microsoft.ML.Saliency.Tool;

/// <summary>Makes the figures of a study of its maps and curves, by the engine's instruments.</summary>
/// <param name="settings">The study's settings.</param>
/// <param name="plan">What was made.</param>
/// <param name="cache">Where it is.</param>
/// <param name="images">The images, all of whose maps and curves are there.</param>
/// <param name="labels">The class names; none if they are not known.</param>
internal sealed class StudyAnalysis(StudySettings settings, StudyPlan plan, StudyCache cache, IReadOnlyList<StudyImage> images, IReadOnlyList<string> labels)
{
    private readonly BootstrapOptions _bootstrap = settings.CreateBootstrap();

    /// <summary>All figures and verdicts.</summary>
    /// <param name="skipped">The images that were left out.</param>
    /// <param name="localization">Whether maps find the objects; null if these are not known.</param>
    /// <param name="shown">The images that the report shows.</param>
    /// <param name="cancellationToken">Looked at before each image.</param>
    public StudyResult Run(
        IReadOnlyList<SkippedImage> skipped, IReadOnlyList<LocalizationResult>? localization, IReadOnlyList<ShownImage> shown, CancellationToken cancellationToken)
    {
        IReadOnlyList<NeutralityResult> neutrality = NeutralityResult.Rank(plan.Baselines, images, settings.NeutralWithin);
        bool[] isNeutral = [.. plan.Baselines.Select(baseline => neutrality.Single(result => result.Baseline == baseline).IsNeutral)];
        Axis[] axes = [.. plan.ByBaseline, .. plan.Hyperparameters, .. plan.ByMethod];
        AxisResult[] divergences = Compare(axes, cancellationToken);
        int hyperparameters = plan.ByBaseline.Count, methods = hyperparameters + plan.Hyperparameters.Count;
        var scores = new StudyScores(plan, cache, images, _bootstrap);
        var result = new StudyResult(
            [.. images.Select(image => new StudiedImage(image.Name, image.Sha256, image.Target, LabelOf(image), image.Score))],
            skipped,
            plan.Baselines,
            Verdicts: [],
            neutrality,
            divergences[..hyperparameters],
            scores.RankingsByBaseline(isNeutral),
            divergences[hyperparameters..methods],
            divergences[methods..],
            scores.Means(),
            scores.Reliability(),
            scores.Consistency(),
            scores.MetricAgreement(),
            scores.CrossTables(),
            localization,
            shown);
        return result with { Verdicts = new StudyVerdicts(result, settings).All() };
    }

    private string? LabelOf(StudyImage image) => labels.Count > 0 ? labels[image.Target] : null;

    /// <summary>Compares the maps of every axis, image by image, so that the maps of one image are held at a time.</summary>
    private AxisResult[] Compare(Axis[] axes, CancellationToken cancellationToken)
    {
        MapDivergence[] divergences = [.. axes.Select(axis => new MapDivergence([.. axis.Conditions.Select(condition => condition.Label)], settings.Similarity))];
        foreach (StudyImage image in images)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Dictionary<string, SaliencyMap> maps = plan.Maps.ToDictionary(spec => spec.Key, spec => cache.ReadMap(image, spec));
            for (int i = 0; i < axes.Length; i++)
            {
                divergences[i].Add([.. axes[i].Conditions.Select(condition => condition.Specs.Select(spec => maps[spec.Key]).ToArray())]);
            }
        }

        return [.. axes.Select((axis, i) => AxisResult.Of(axis, divergences[i], _bootstrap, settings.Margin))];
    }
}
