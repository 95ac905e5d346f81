namespace Microsoft.ML.Saliency.Tool;

/// <summary>How alike several judges rank the methods.</summary>
/// <param name="Subject">What they have in common: a metric, whose baselines are the judges; or a baseline, whose metrics are.</param>
/// <param name="Judges">The judges.</param>
/// <param name="Winners">For each judge, the method with the best mean score.</param>
/// <param name="Matrix">The rank agreement of each pair of judges; rows of the matrix.</param>
/// <param name="Mean">Its mean over the pairs; NaN for fewer than two judges.</param>
internal sealed record RankingResult(
    string Subject, IReadOnlyList<string> Judges, IReadOnlyList<string> Winners, IReadOnlyList<IReadOnlyList<double>> Matrix, ReliabilityEstimate Mean);
