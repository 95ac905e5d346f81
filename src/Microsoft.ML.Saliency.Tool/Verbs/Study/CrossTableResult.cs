namespace Microsoft.ML.Saliency.Tool;

/// <summary>Whether the maps of a method win under the baseline that they were made with.</summary>
/// <param name="Method">The method.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Means">Mean scores: a row for each baseline of the maps, a column for each baseline of the metric.</param>
/// <param name="Winners">For each baseline of the metric, that of the maps with the best mean.</param>
/// <param name="OwnWins">How often, over images and baselines of the metric, the map of the same baseline is the best.</param>
/// <param name="Chance">How often that would be if the baseline did not matter.</param>
internal sealed record CrossTableResult(
    string Method, Metric Metric, IReadOnlyList<IReadOnlyList<double>> Means, IReadOnlyList<string> Winners, IntervalEstimate OwnWins, double Chance);
