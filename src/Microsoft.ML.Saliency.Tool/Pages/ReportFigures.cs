namespace Microsoft.ML.Saliency.Tool;

/// <summary>The matrices of a report.</summary>
internal sealed class ReportFigures(StudyResult result)
{
    /// <summary>Gets, for each choice, how alike the maps of its values are.</summary>
    public static string Similarities(IEnumerable<AxisResult> axes) => string.Join('\n', axes.Select(Similarity));

    /// <summary>Gets how alike judges rank the methods.</summary>
    /// <param name="between">What the judges are, as in "between baselines".</param>
    public static string Agreements(IEnumerable<RankingResult> rankings, string between) => string.Join('\n', rankings.Select(ranking =>
    {
        IEnumerable<string> best = ranking.Judges.Zip(ranking.Winners, (judge, winner) => $"with {judge} {winner}");
        return Figure(
            $"{ranking.Subject}: rank agreement {between}",
            new HeatMap($"Rank agreement {between}, {ranking.Subject}", ranking.Judges, ranking.Judges, (i, j) => ranking.Matrix[i][j]),
            $"Mean {HtmlText.Figure(ranking.Mean)}. Best method: {string.Join("; ", best)}.");
    }));

    /// <summary>Gets the reliability of the metrics under each baseline.</summary>
    public string Reliability()
    {
        Metric[] metrics = [.. result.Reliability.Select(reliability => reliability.Metric).Distinct()];
        string[] rows = [.. metrics.Select(metric => metric.Title())];
        ReliabilityResult Of(int i, int j) => result.Reliability.Single(
            reliability => reliability.Metric == metrics[i] && reliability.Baseline == result.Baselines[j]);
        return Matrix("Inter-rater", reliability => reliability.InterRater, 0.667, "A frame marks values below 0.667.") +
            Matrix("Inter-method", reliability => reliability.InterMethod, limit: null, "Mean over pairs of methods.");

        string Matrix(string name, Func<ReliabilityResult, ReliabilityEstimate?> estimate, double? limit, string note) => Figure(
            $"{name} reliability",
            new HeatMap(
                $"{name} reliability of each metric with each baseline", rows, result.Baselines,
                (i, j) => estimate(Of(i, j))?.Value ?? double.NaN)
            {
                Tip = (i, j) => $"{rows[i]}, {result.Baselines[j]}: {HtmlText.Figure(estimate(Of(i, j)))}",
                IsMarked = (i, j) => estimate(Of(i, j))?.Value < limit,
            },
            note) + "\n";
    }

    /// <summary>Gets the internal consistency of the metrics for each method.</summary>
    public string Consistency()
    {
        string[] methods = [.. result.Consistency.Select(consistency => consistency.Method).Distinct()];
        ConsistencyResult Of(int i, int j) => result.Consistency.Single(
            consistency => consistency.Method == methods[i] && consistency.Baseline == result.Baselines[j]);
        return Figure(
            "Internal consistency",
            new HeatMap(
                "Internal consistency of the metrics for each method and baseline of the metrics", methods, result.Baselines,
                (i, j) => Of(i, j).Mean?.Value ?? double.NaN)
            {
                Tip = (i, j) => $"{methods[i]}, {result.Baselines[j]}: {HtmlText.Figure(Of(i, j).Mean)}",
            },
            "Mean over pairs of metrics of the rank correlation over the images; " +
            "a row for each method, a column for each baseline of the metrics.");
    }

    /// <summary>Gets the scores of maps under the metrics' baselines.</summary>
    public string CrossTables() => string.Join('\n', result.CrossTables.Select(table => Figure(
        $"{table.Method} by {table.Metric.Title()}, {(table.Metric.HigherIsBetter() ? "larger" : "smaller")} is better",
        new HeatMap(
            $"Mean {table.Metric.Title()} of {table.Method} maps: baseline of the maps by baseline of the metric",
            result.Baselines, result.Baselines, (i, j) => table.Means[i][j])
        {
            IsMarked = (i, j) => table.Winners[j] == result.Baselines[i],
        },
        $"The own baseline wins {HtmlText.Figure(table.OwnWins)} of the time; chance is {HtmlText.Figure(table.Chance)}.")));

    private static string Similarity(AxisResult axis)
    {
        IReadOnlyList<string> labels = axis.Labels;
        int counted = axis.Pairs.Count(pair => pair.Counts);
        return Figure(
            $"{axis.Method}: {axis.Choice}",
            new HeatMap(
                $"Similarity of maps, {axis.Method}, {axis.Choice}: {string.Join(", ", labels)}",
                labels, labels, (i, j) => i == j ? axis.Repeatability[i].Mean : axis.Pair(labels[i], labels[j]).Similarity.Mean)
            {
                IsMarked = (i, j) => i != j && axis.Pair(labels[i], labels[j]).Counts,
                Tip = (i, j) => i == j
                    ? $"{labels[i]} with another seed: {HtmlText.Figure(axis.Repeatability[i].Mean)}"
                    : Tip(axis.Pair(labels[i], labels[j])),
            },
            $"{counted} of {axis.Pairs.Count} pairs differ beyond the noise.");
    }

    private static string Tip(PairResult pair) =>
        $"{pair.First} and {pair.Second}: similarity {HtmlText.Figure(pair.Similarity.Mean)}, noise floor " +
        $"{HtmlText.Figure(pair.Floor.Mean)}, beyond it {HtmlText.Figure(pair.Excess)}, {(pair.Counts ? "counts" : "does not count")}";

    private static string Figure(string title, HeatMap map, string note) =>
        $"""<div class="figure"><h3>{HtmlText.Encode(title)}</h3>""" +
        $"""<div class="scroll" tabindex="0" role="region" aria-label="{HtmlText.Encode(title)}">{map.Svg()}</div>""" +
        $"<p>{HtmlText.Encode(note)}</p></div>";
}
