namespace Microsoft.ML.Saliency.Tool;

/// <summary>Computes the figures of a study from its maps and curves, with the engine's instruments.</summary>
internal sealed class StudyAnalysis(
    StudySettings settings, StudyPlan plan, StudyCache cache, IReadOnlyList<StudyImage> images, ClassLabels? labels)
{
    private readonly BootstrapOptions _bootstrap = settings.CreateBootstrap();

    /// <summary>Computes all figures and verdicts.</summary>
    /// <param name="localization">Whether maps find the objects; null if these are unknown.</param>
    public StudyResult Run(
        IReadOnlyList<SkippedImage> skipped, IReadOnlyList<LocalizationResult>? localization, IReadOnlyList<ShownImage> shown,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<NeutralityResult> neutrality = RankNeutrality();
        bool[] isNeutral = [.. plan.Baselines.Select(baseline => neutrality.Single(result => result.Baseline == baseline.Name).IsNeutral)];
        Axis[] axes = [.. plan.ByBaseline, .. plan.Hyperparameters, .. plan.ByMethod];
        AxisResult[] divergences = Compare(axes, cancellationToken);
        int hyperparameters = plan.ByBaseline.Count, methods = hyperparameters + plan.Hyperparameters.Count;
        var scores = new StudyScores(plan, cache, images, _bootstrap);
        var result = new StudyResult(
            [.. images.Select(image => new StudiedImage(image.Name, image.Sha256, image.Target, LabelOf(image), image.Score))],
            skipped,
            [.. plan.Baselines.Select(baseline => baseline.Name)],
            Verdicts: [], neutrality, divergences[..hyperparameters], scores.RankingsByBaseline(isNeutral),
            divergences[hyperparameters..methods], divergences[methods..],
            scores.Means(), scores.Reliability(), scores.Consistency(), scores.MetricAgreement(), scores.CrossTables(),
            localization, shown);
        return result with
        {
            Verdicts = new StudyVerdicts(result, settings).All(),
            Cautions = StudyCautions.Of(result.Images, plan.Scorer.ClassCount),
        };
    }

    private string? LabelOf(StudyImage image) => labels?[image.Target];

    /// <summary>Compares the maps of every axis, image by image, so that only the maps of one image are in memory.</summary>
    private AxisResult[] Compare(Axis[] axes, CancellationToken cancellationToken)
    {
        MapDivergence[] divergences = [.. axes.Select(
            axis => new MapDivergence([.. axis.Conditions.Select(condition => condition.Label)], settings.Similarity))];
        foreach (StudyImage image in images)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Dictionary<string, SaliencyMap> maps = plan.Maps.ToDictionary(spec => spec.Key, spec => cache.ReadMap(image, spec));
            for (int i = 0; i < axes.Length; i++)
            {
                divergences[i].Add([.. axes[i].Conditions.Select(condition => condition.Specs.Select(spec => maps[spec.Key]).ToArray())]);
            }
        }

        return [.. axes.Select((axis, i) => Summarize(axis, divergences[i]))];
    }

    private AxisResult Summarize(Axis axis, MapDivergence divergence)
    {
        IReadOnlyList<string> names = divergence.Names;
        return new(
            axis.Method, axis.Choice, names,
            [.. names.Select((_, i) => divergence.Repeatability(i))],
            [.. from i in Enumerable.Range(0, names.Count)
                from j in Enumerable.Range(i + 1, names.Count - i - 1)
                let estimate = divergence.Estimate(i, j, _bootstrap)
                let counts = estimate.Excess.Low > settings.Margin
                select new PairResult(names[i], names[j], estimate.Similarity, estimate.Floor, estimate.Excess, estimate.Images, counts)]);
    }

    /// <summary>Ranks the baselines: those whose target probability is little above the most neutral one's are equally neutral.</summary>
    private NeutralityResult[] RankNeutrality()
    {
        IReadOnlyList<NeutralityReport> ranked = new NeutralityRanking([.. plan.Baselines.Select(
            (baseline, b) => new NeutralityReport(baseline, [.. images.Select(image => image.Neutrality[b])]))]).Reports;
        double limit = ranked[0].BaselineTargetProbability.Mean + settings.NeutralWithin;
        return [.. ranked.Select(report => new NeutralityResult(
            report.Baseline.Name, report.BaselineTargetProbability, report.BaselineNormalizedEntropy, report.ChangesClass,
            report.BaselineTargetProbability.Mean <= limit))];
    }
}
