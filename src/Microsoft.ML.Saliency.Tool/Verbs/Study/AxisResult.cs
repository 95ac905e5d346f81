namespace Microsoft.ML.Saliency.Tool;

/// <summary>How far maps differ when one choice is varied.</summary>
/// <param name="Method">The method.</param>
/// <param name="Choice">What is varied.</param>
/// <param name="Labels">Its values.</param>
/// <param name="Repeatability">For each value, the similarity of two maps that differ by their seeds; 1 if nothing is random.</param>
/// <param name="Pairs">Every pair of values.</param>
internal sealed record AxisResult(string Method, string Choice, IReadOnlyList<string> Labels, IReadOnlyList<MeanEstimate> Repeatability, IReadOnlyList<PairResult> Pairs)
{
    /// <summary>Summarises a comparison.</summary>
    /// <param name="axis">What was compared.</param>
    /// <param name="divergence">The comparison.</param>
    /// <param name="bootstrap">The intervals' settings.</param>
    /// <param name="margin">How much excess counts.</param>
    public static AxisResult Of(Axis axis, MapDivergence divergence, BootstrapOptions bootstrap, double margin) => new(
        axis.Method,
        axis.Choice,
        divergence.Names,
        [.. divergence.Names.Select((_, i) => divergence.Repeatability(i))],
        [.. from i in Enumerable.Range(0, divergence.Names.Count)
            from j in Enumerable.Range(i + 1, divergence.Names.Count - i - 1)
            select PairResult.Of(divergence.Names[i], divergence.Names[j], divergence.Estimate(i, j, bootstrap), margin)]);

    /// <summary>The pair of two values, in either order.</summary>
    public PairResult Pair(string first, string second) =>
        Pairs.Single(pair => (pair.First, pair.Second) == (first, second) || (pair.First, pair.Second) == (second, first));
}
