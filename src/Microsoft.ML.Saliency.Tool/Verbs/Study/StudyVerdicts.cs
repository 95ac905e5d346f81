namespace Microsoft.ML.Saliency.Tool;

/// <summary>Says of each claim whether it holds, by rules that are stated with it; the limits of agreement are Krippendorff's (2004): 0.667
/// and 0.8.</summary>
internal sealed class StudyVerdicts(StudyResult result, StudySettings settings)
{
    private const double Unreliable = 0.667;
    private const double Reliable = 0.8;

    private string Counts =>
        $"A difference counts if the whole {settings.Confidence:0.##%} interval of (noise floor less similarity) " +
        $"lies above {settings.Margin:0.###}";

    private string Equal =>
        $"It does not hold if none counts and, in more than half, the whole interval lies below {settings.Margin:0.###}; " +
        "otherwise the figures do not decide";

    /// <summary>Gets all claims with their outcomes.</summary>
    public IReadOnlyList<Verdict> All()
    {
        Verdict[] claims = [NeutralBaselines(), MetricBaselines(), Hyperparameters(), Methods(), Metrics(), OwnBaseline()];
        return result.Localization is null ? claims : [.. claims, Localization(), .. RandomWeights()];
    }

    private Verdict NeutralBaselines()
    {
        NeutralityResult[] neutral = [.. result.Neutrality.Where(baseline => baseline.IsNeutral)];
        HashSet<string> names = [.. neutral.Select(baseline => baseline.Baseline)];
        PairResult[] Among(AxisResult axis) => [.. axis.Pairs.Where(pair => names.Contains(pair.First) && names.Contains(pair.Second))];
        PairResult[][] pairs = [.. result.ByBaseline.Select(Among)];
        return new Verdict(
            "T1a",
            "Baselines that are equally neutral to the model still change the maps.",
            OutcomeOf([.. pairs.SelectMany(pair => pair)]),
            neutral.Length < 2
                ? $"Only {neutral[0].Baseline} is neutral here: with every other baseline in the image's place " +
                    $"the model keeps more than {settings.NeutralWithin:0.##} more probability for the class."
                : $"{neutral.Length} of {result.Baselines.Count} baselines are equally neutral (the class keeps a probability of " +
                    $"{neutral[0].TargetProbability.Mean:0.000} to {neutral[^1].TargetProbability.Mean:0.000}: " +
                    $"{string.Join(", ", neutral.Select(baseline => baseline.Baseline))}); " +
                    $"{Counted(pairs.SelectMany(pair => pair), "pairs of maps made with them")}.",
            [.. result.ByBaseline.Zip(pairs, (axis, ofAxis) => $"{axis.Method}: {Describe(ofAxis)}")],
            $"{Counts}. The claim holds if at least half of the pairs of equally neutral baselines count, over both methods; " +
            $"in part if any does. {Equal}.");
    }

    private Verdict MetricBaselines()
    {
        RankingResult[] rankings = [.. result.VerdictsByBaseline];
        bool isDefined = rankings.All(ranking => !double.IsNaN(ranking.Mean.Value));
        int low = rankings.Count(ranking => ranking.Mean.Value < Unreliable);
        int changed = rankings.Count(ranking => ranking.Winners.Distinct().Count() > 1);
        int ranked = result.Scores.Select(score => (score.Method, score.MapBaseline)).Distinct().Count();
        Outcome outcome = !isDefined ? Outcome.Undecided
            : 2 * low >= rankings.Length ? Outcome.Holds
            : rankings.Any(ranking => ranking.Mean.Value < Reliable) ? Outcome.HoldsInPart
            : Outcome.DoesNotHold;
        return new Verdict(
            "T1b",
            "The baseline that a metric removes pixels with changes its verdict on the methods.",
            outcome,
            isDefined
                ? "With another equally neutral baseline a metric agrees with itself on the order of the methods to " +
                    $"{Range(rankings.Select(ranking => ranking.Mean))}; {changed} of {rankings.Length} metrics change the winner."
                : "There are fewer than two equally neutral baselines, or a metric does not tell the methods apart.",
            [.. rankings.Select(ranking => $"{ranking.Subject}: rank agreement {Interval(ranking.Mean)}, {Winners(ranking.Winners)}.")],
            $"Rank agreement: Spearman's correlation of the scores of {ranked} methods, mean over images and pairs of baselines. " +
            $"The claim holds if it is below {Unreliable} for at least half of the metrics; in part if it is below {Reliable} for any.");
    }

    private Verdict Hyperparameters() => new(
        "T2",
        "Hyperparameters make the maps of one method diverge.",
        OutcomeOf([.. result.Hyperparameters.SelectMany(axis => axis.Pairs)]),
        $"Over {result.Hyperparameters.Count} hyperparameters, " +
            $"{Counted(result.Hyperparameters.SelectMany(axis => axis.Pairs), "pairs of values")}.",
        [.. result.Hyperparameters.Select(
            axis => $"{axis.Method}, {axis.Choice} ({string.Join(", ", axis.Labels)}): {Describe(axis.Pairs)}")],
        $"{Counts}. The claim holds if at least half of all pairs of values count; in part if any does. {Equal}.");

    private Verdict Methods()
    {
        PairResult[] pairs = [.. result.ByMethod.Select(axis => axis.Pair(StudyPlan.Rise, StudyPlan.Occlusion))];
        return new Verdict(
            "T3a",
            "The methods disagree: RISE and occlusion do not give the same map.",
            OutcomeOf(pairs),
            "With the same baseline for both, the maps of RISE and occlusion have a similarity of " +
            $"{Range(pairs.Select(pair => pair.Similarity.Mean))}; {Counted(pairs, "baselines")}.",
            [.. result.ByMethod.Zip(pairs, (axis, pair) => $"{axis.Choice}: {Describe(pair)}")],
            $"{Counts}. The claim holds if at least half of the baselines count; in part if any does. {Equal}.");
    }

    private Verdict Metrics()
    {
        ReliabilityEstimate[] alphas = [.. result.Reliability.Select(reliability => reliability.InterRater).OfType<ReliabilityEstimate>()];
        ReliabilityEstimate[] methods =
            [.. result.Reliability.Select(reliability => reliability.InterMethod).OfType<ReliabilityEstimate>()];
        ReliabilityEstimate[] consistencies = [.. result.Consistency.Select(consistency => consistency.Mean).OfType<ReliabilityEstimate>()];
        int low = alphas.Count(alpha => alpha.Value < Unreliable);
        return new Verdict(
            "T3b",
            "The metrics are not reliable judges of the methods.",
            alphas.Length == 0 ? Outcome.Undecided : Share(low, alphas.Length, alphas.Length - low),
            alphas.Length == 0
                ? "No metric tells the methods apart."
                : "Inter-rater reliability (do all images rank the methods alike?) is below " +
                    $"{Unreliable} in {low} of {alphas.Length} combinations of metric and baseline.",
            [
                $"Inter-rater reliability, Krippendorff's alpha: {Range(alphas)}.",
                $"Inter-method reliability (are the same images hard for all methods?): {Range(methods)}.",
                $"Internal consistency (do the four metrics agree on the maps of one method?): {Range(consistencies)}.",
                $"Rank agreement of the four metrics with each other: {Interval(result.MetricAgreement.Mean)}, " +
                    $"{Winners(result.MetricAgreement.Winners)}.",
            ],
            $"An alpha below {Unreliable} is customarily no ground for conclusions. " +
            "The claim holds if that is so in at least half of the combinations; in part if in any.");
    }

    private Verdict OwnBaseline()
    {
        CrossTableResult[] tables = [.. result.CrossTables];
        int above = tables.Count(table => table.OwnWins.Low > table.Chance);
        return new Verdict(
            "T3c",
            "A map scores best where the metric removes pixels as the method did.",
            tables.All(table => double.IsNaN(table.OwnWins.Low))
                ? Outcome.Undecided
                : Share(above, tables.Length, tables.Count(table => table.OwnWins.High < table.Chance + settings.Margin)),
            $"The map made with the metric's own baseline wins more often than by chance ({tables[0].Chance:0.##}) " +
            $"in {above} of {tables.Length} combinations of method and metric.",
            [.. tables.Select(table => $"{table.Method} by {table.Metric.Title()}: wins {Interval(table.OwnWins)}.")],
            $"Wins over images and baselines of the metric. The claim holds if the whole {settings.Confidence:0.##%} interval " +
            "lies above chance in at least half of the combinations; in part if in any. It does not hold if it is so in none and, in " +
            $"more than half, the whole interval lies below chance + {settings.Margin:0.###}; otherwise the figures do not decide.");
    }

    private Verdict Localization()
    {
        LocalizationResult[] maps = [.. result.Localization!.Where(
            row => row.Model == LocalizationResult.Studied && row.Method is StudyPlan.Rise or StudyPlan.Occlusion)];
        int above = maps.Count(row => row.HitsBeyondChance.Low > 0 && row.EnergyBeyondChance.Low > 0);
        return new Verdict(
            "L1",
            "The maps of the studied model find the objects.",
            maps.All(row => double.IsNaN(row.HitsBeyondChance.Low)) ? Outcome.Undecided : Share(above, maps.Length, maps.Count(IsAtChance)),
            $"The maps of {above} of {maps.Length} methods find the objects more often than by chance ({maps[0].Chance:0.0%}).",
            [.. maps.Select(Describe)],
            "By the share of maps whose maximum lies on the object, and by the share of saliency inside it: " +
            $"for each method both intervals ({settings.Confidence:0.##%}) of the difference from chance must lie above 0. " +
            "The claim holds if that is so for at least half of the methods; in part if for any. It does not hold if it is so for none " +
            $"and, for more than half, both intervals lie below {settings.Margin:0.###}; otherwise the figures do not decide.");
    }

    private IEnumerable<Verdict> RandomWeights()
    {
        LocalizationResult[] maps = [.. result.Localization!.Where(row => row.Model == LocalizationResult.Control)];
        if (maps.Length > 0)
        {
            int atChance = maps.Count(IsAtChance);
            int above = maps.Count(
                row => !IsAtChance(row) && (row.HitsBeyondChance.Low > 0 || row.EnergyBeyondChance.Low > 0));
            yield return new Verdict(
                "L2",
                "A model with random weights gives maps at chance: maps show the model, not just the image.",
                atChance == maps.Length ? Outcome.Holds
                    : above == 0 ? Outcome.Undecided
                    : atChance > 0 ? Outcome.HoldsInPart
                    : Outcome.DoesNotHold,
                $"The maps of {atChance} of {maps.Length} methods of the control model are shown to be at chance " +
                $"({maps[0].Chance:0.0%}), those of {above} to be above it.",
                [.. maps.Select(Describe)],
                $"A method is at chance if both intervals ({settings.Confidence:0.##%}) of the difference from chance lie wholly below " +
                $"{settings.Margin:0.###}, and above it if not, and one lies wholly above 0. The claim holds if all methods are at " +
                "chance; in part if some are, and others above; it does not hold if none is, and any is above. An interval that is " +
                "too wide for either does not decide: more images would.");
        }
    }

    /// <summary>Whether figures show that maps are hardly better than chance. That an interval contains 0 does not.</summary>
    private bool IsAtChance(LocalizationResult row) =>
        row.HitsBeyondChance.High < settings.Margin && row.EnergyBeyondChance.High < settings.Margin;

    private static string Describe(LocalizationResult row) =>
        $"{row.Method}: {row.Hits.Mean:0%} of {row.Maps} maps have their maximum on the object, " +
        $"beyond chance {Signed(row.HitsBeyondChance)}; " +
        $"{row.Energy.Mean:0.0%} of the saliency is inside, beyond chance {Signed(row.EnergyBeyondChance)}.";

    private static string Signed(IntervalEstimate interval) =>
        $"{interval.Value:+0.000;-0.000;0} [{interval.Low:+0.000;-0.000;0}, {interval.High:+0.000;-0.000;0}]";

    private Outcome OutcomeOf(PairResult[] pairs) => pairs.All(pair => double.IsNaN(pair.Excess.Low))
        ? Outcome.Undecided
        : Share(pairs.Count(pair => pair.Counts), pairs.Length, pairs.Count(pair => pair.Excess.High < settings.Margin));

    /// <summary>The outcome of a claim that counts cases.</summary>
    /// <param name="count">Cases for the claim.</param>
    /// <param name="all">All cases.</param>
    /// <param name="against">Cases that are shown to be against it; the rest is not decided.</param>
    private static Outcome Share(int count, int all, int against) =>
        2 * count >= all ? Outcome.Holds
            : count > 0 ? Outcome.HoldsInPart
            : 2 * against > all ? Outcome.DoesNotHold
            : Outcome.Undecided;

    private static string Counted(IEnumerable<PairResult> pairs, string what) =>
        $"of {pairs.Count()} {what}, {pairs.Count(pair => pair.Counts)} differ beyond the noise";

    private static string Describe(PairResult pair) =>
        $"similarity {pair.Similarity.Mean:0.00}, noise floor {pair.Floor.Mean:0.00}, beyond it {Interval(pair.Excess)}.";

    private static string Describe(IReadOnlyList<PairResult> pairs) => pairs.Count == 0
        ? "nothing to compare."
        : $"{pairs.Count(pair => pair.Counts)} of {pairs.Count} pairs; similarity {Range(pairs.Select(pair => pair.Similarity.Mean))}, " +
            $"where other seeds alone give {Range(pairs.Select(pair => pair.Floor.Mean))}.";

    private static string Winners(IReadOnlyList<string> winners)
    {
        string[] different = [.. winners.Distinct()];
        return different.Length == 1 ? $"always won by {different[0]}" : $"won by {string.Join(" or ", different)}";
    }

    private static string Range(IEnumerable<ReliabilityEstimate> estimates) => Range(estimates.Select(estimate => estimate.Value));

    private static string Range(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        if (sorted.Length == 0)
        {
            return "not defined";
        }

        (string low, string high) = ($"{sorted[0]:0.00}", $"{sorted[^1]:0.00}");
        return low == high ? low : $"{low} to {high}";
    }

    private static string Interval(IntervalEstimate estimate) => $"{estimate.Value:0.00} [{estimate.Low:0.00}, {estimate.High:0.00}]";
    private static string Interval(ReliabilityEstimate estimate) => $"{estimate.Value:0.00} [{estimate.Low:0.00}, {estimate.High:0.00}]";
}
