namespace Microsoft.ML.Saliency.Tool;

/// <summary>The findings of a study: study.json, from which the report is made.</summary>
/// <param name="Baselines">The baselines, as typed; the first is the reference.</param>
/// <param name="Neutrality">T1: how neutral each baseline is, the most neutral first.</param>
/// <param name="VerdictsByBaseline">T1: how each metric ranks the methods under different baselines.</param>
/// <param name="Scores">T3: the mean scores of each method under each metric's baseline.</param>
/// <param name="Consistency">T3: whether the metrics agree on which maps of one method are good.</param>
/// <param name="MetricAgreement">T3: how alike the metrics rank the methods, with the reference as baseline.</param>
/// <param name="Localization">Whether the maps find the objects; null if their pixels are unknown.</param>
internal sealed record StudyResult(
    IReadOnlyList<StudiedImage> Images, IReadOnlyList<SkippedImage> Skipped, IReadOnlyList<string> Baselines,
    IReadOnlyList<Verdict> Verdicts, IReadOnlyList<NeutralityResult> Neutrality, IReadOnlyList<AxisResult> ByBaseline,
    IReadOnlyList<RankingResult> VerdictsByBaseline, IReadOnlyList<AxisResult> Hyperparameters, IReadOnlyList<AxisResult> ByMethod,
    IReadOnlyList<ScoreResult> Scores, IReadOnlyList<ReliabilityResult> Reliability, IReadOnlyList<ConsistencyResult> Consistency,
    RankingResult MetricAgreement, IReadOnlyList<CrossTableResult> CrossTables, IReadOnlyList<LocalizationResult>? Localization,
    IReadOnlyList<ShownImage> Shown)
{
    /// <summary>The file: there only when the study is complete.</summary>
    public const string FileName = "study.json";

    /// <summary>What to know before reading the verdicts: few images, scores below chance.</summary>
    public IReadOnlyList<string> Cautions { get; init; } = [];
}

/// <summary>An image of the study.</summary>
/// <param name="Label">The class's name; null without labels.</param>
internal sealed record StudiedImage(string Image, string Sha256, int Target, string? Label, double Score);

/// <summary>An image that the study leaves out.</summary>
internal sealed record SkippedImage(string Image, string Reason);

/// <summary>The outcome of a claim.</summary>
internal enum Outcome
{
    /// <summary>It holds on this model and these images.</summary>
    Holds,

    /// <summary>It holds in part.</summary>
    HoldsInPart,

    /// <summary>It does not hold.</summary>
    DoesNotHold,

    /// <summary>The figures do not decide it.</summary>
    Undecided,
}

/// <summary>A claim with its outcome.</summary>
internal sealed record Verdict(string Id, string Claim, Outcome Outcome, string Finding, IReadOnlyList<string> Figures, string Rule);

/// <summary>How neutral a baseline is.</summary>
/// <param name="TargetProbability">Mean probability of the explained class with the baseline in the image's place.</param>
/// <param name="NormalizedEntropy">Mean entropy of the model's answer, as a share of the largest possible.</param>
/// <param name="IsNeutral">Whether it counts as equally neutral as the most neutral one.</param>
internal sealed record NeutralityResult(
    string Baseline, MeanEstimate TargetProbability, MeanEstimate NormalizedEntropy, MeanEstimate ChangesClass, bool IsNeutral);

/// <summary>How far maps differ when one choice is varied.</summary>
/// <param name="Repeatability">For each value, the similarity of two maps that differ by their seeds; 1 if nothing is random.</param>
internal sealed record AxisResult(
    string Method, string Choice, IReadOnlyList<string> Labels, IReadOnlyList<MeanEstimate> Repeatability, IReadOnlyList<PairResult> Pairs)
{
    /// <summary>Gets the pair of two values, in either order.</summary>
    public PairResult Pair(string first, string second) =>
        Pairs.Single(pair => (pair.First, pair.Second) == (first, second) || (pair.First, pair.Second) == (second, first));
}

/// <summary>How far the maps of two conditions differ.</summary>
/// <param name="Floor">The similarity to expect if they differed by their seeds only.</param>
internal sealed record PairResult(
    string First, string Second, MeanEstimate Similarity, MeanEstimate Floor, IntervalEstimate Excess, int Images, bool Counts);

/// <summary>How alike several judges rank the methods.</summary>
/// <param name="Subject">What they have in common: a metric, whose baselines are the judges; or a baseline, whose metrics are.</param>
/// <param name="Winners">For each judge, the method with the best mean score.</param>
/// <param name="Matrix">The rank agreement of each pair of judges; rows of the matrix.</param>
/// <param name="Mean">Its mean over the pairs; NaN for fewer than two judges.</param>
internal sealed record RankingResult(
    string Subject, IReadOnlyList<string> Judges, IReadOnlyList<string> Winners, IReadOnlyList<IReadOnlyList<double>> Matrix,
    ReliabilityEstimate Mean);

/// <summary>The metrics by which a study ranks methods: areas under curves.</summary>
internal enum Metric { Morf, Lerf, Deletion, Insertion }

/// <summary>The mean scores of the maps of one method under one baseline of the metrics.</summary>
/// <param name="MapBaseline">The baseline of its maps; null for the controls.</param>
internal sealed record ScoreResult(
    string Method, string? MapBaseline, string MetricBaseline, MeanEstimate Morf, MeanEstimate Lerf, MeanEstimate Deletion,
    MeanEstimate Insertion)
{
    /// <summary>Gets one of the scores.</summary>
    public MeanEstimate this[Metric metric] => metric switch
    {
        Metric.Morf => Morf,
        Metric.Lerf => Lerf,
        Metric.Deletion => Deletion,
        _ => Insertion,
    };
}

/// <summary>The reliability of a metric under one baseline, after Tomsett et al. (AAAI 2020).</summary>
/// <param name="InterRater">
/// Whether it ranks the methods alike for all images: Krippendorff's alpha; null if every image scores all methods alike.
/// </param>
/// <param name="InterMethod">
/// Whether it finds the same images hard for all methods; null where a method has one score for all images.
/// </param>
internal sealed record ReliabilityResult(Metric Metric, string Baseline, ReliabilityEstimate? InterRater, ReliabilityEstimate? InterMethod);

/// <summary>Whether the metrics agree on which images a method explains well: internal consistency, after Tomsett et al. (AAAI
/// 2020).</summary>
/// <param name="Mean">The mean rank correlation of two metrics over the images; null where a metric has one score for all images.</param>
internal sealed record ConsistencyResult(string Method, string Baseline, ReliabilityEstimate? Mean);

/// <summary>Whether the maps of a method win under the baseline that they were made with.</summary>
/// <param name="Means">Mean scores: a row for each baseline of the maps, a column for each baseline of the metric.</param>
/// <param name="Winners">For each baseline of the metric, that of the maps with the best mean.</param>
/// <param name="OwnWins">How often, over images and baselines of the metric, the map of the same baseline is the best.</param>
/// <param name="Chance">How often that would be if the baseline did not matter.</param>
internal sealed record CrossTableResult(
    string Method, Metric Metric, IReadOnlyList<IReadOnlyList<double>> Means, IReadOnlyList<string> Winners, IntervalEstimate OwnWins,
    double Chance);

/// <summary>Whether maps find the objects.</summary>
/// <param name="Chance">The score of a map that ignores the image: the mean of the objects' shares of the pixels.</param>
/// <param name="Hits">Share of maps whose maximum lies on the object.</param>
internal sealed record LocalizationResult(
    string Model, string Method, int Maps, double Chance, MeanEstimate Hits, IntervalEstimate HitsBeyondChance, MeanEstimate Energy,
    IntervalEstimate EnergyBeyondChance)
{
    /// <summary>The model that is studied.</summary>
    public const string Studied = "studied";

    /// <summary>The model with random weights.</summary>
    public const string Control = "control";
}

/// <summary>An image that the report shows with its maps.</summary>
/// <param name="Picture">The file of the picture as the model sees it.</param>
internal sealed record ShownImage(
    string Image, string Title, string Picture, IReadOnlyList<ShownRow> Rows, IReadOnlyList<ShownCurves> Curves);

/// <summary>Maps that are drawn side by side on one scale.</summary>
/// <param name="Low">The value at the dark end of the scale.</param>
internal sealed record ShownRow(string Title, float Low, float High, IReadOnlyList<ShownMap> Maps);

/// <summary>A map that the report shows.</summary>
internal sealed record ShownMap(string Label, string File);

/// <summary>The curves of a map that the report shows.</summary>
internal sealed record ShownCurves(string Method, string File);

/// <summary>Names of metrics and outcomes.</summary>
internal static class StudyWords
{
    /// <summary>Gets whether a larger area means a better map.</summary>
    public static bool HigherIsBetter(this Metric metric) => metric is Metric.Lerf or Metric.Insertion;

    /// <summary>Gets the name of a metric for readers.</summary>
    public static string Title(this Metric metric) => metric switch
    {
        Metric.Morf => "MoRF",
        Metric.Lerf => "LeRF",
        Metric.Deletion => "deletion",
        _ => "insertion",
    };

    /// <summary>Gets an outcome in words, as in "holds in part".</summary>
    public static string Words(this Outcome outcome) => Json.Word(outcome).Replace('-', ' ');
}
