namespace Microsoft.ML.Saliency.Tool;

/// <summary>What a study found: study.json, from which the report is made.</summary>
/// <param name="Images">The images, in the order of their names.</param>
/// <param name="Skipped">The images that were left out.</param>
/// <param name="Baselines">The baselines, as typed; the first is the reference.</param>
/// <param name="Verdicts">The claims, and what the figures say of them.</param>
/// <param name="Neutrality">T1: how neutral each baseline is, the most neutral first.</param>
/// <param name="ByBaseline">T1: maps of one method under different baselines.</param>
/// <param name="VerdictsByBaseline">T1: how each metric ranks the methods under different baselines.</param>
/// <param name="Hyperparameters">T2: maps of one method with different hyperparameters.</param>
/// <param name="ByMethod">T3: maps of different methods, for each baseline.</param>
/// <param name="Scores">T3: the mean scores of each method under each metric's baseline.</param>
/// <param name="Reliability">T3: whether each metric is reliable.</param>
/// <param name="Consistency">T3: whether the metrics agree on which maps of one method are good.</param>
/// <param name="MetricAgreement">T3: how alike the metrics rank the methods, with the reference as baseline.</param>
/// <param name="CrossTables">T3: whether maps win under their own baseline.</param>
/// <param name="Localization">Whether the maps find the objects; null if their pixels are not known.</param>
/// <param name="Shown">The images that the report shows.</param>
internal sealed record StudyResult(
    IReadOnlyList<StudiedImage> Images,
    IReadOnlyList<SkippedImage> Skipped,
    IReadOnlyList<string> Baselines,
    IReadOnlyList<Verdict> Verdicts,
    IReadOnlyList<NeutralityResult> Neutrality,
    IReadOnlyList<AxisResult> ByBaseline,
    IReadOnlyList<RankingResult> VerdictsByBaseline,
    IReadOnlyList<AxisResult> Hyperparameters,
    IReadOnlyList<AxisResult> ByMethod,
    IReadOnlyList<ScoreResult> Scores,
    IReadOnlyList<ReliabilityResult> Reliability,
    IReadOnlyList<ConsistencyResult> Consistency,
    RankingResult MetricAgreement,
    IReadOnlyList<CrossTableResult> CrossTables,
    IReadOnlyList<LocalizationResult>? Localization,
    IReadOnlyList<ShownImage> Shown)
{
    /// <summary>The file: there only when the study is complete.</summary>
    public const string FileName = "study.json";
}
