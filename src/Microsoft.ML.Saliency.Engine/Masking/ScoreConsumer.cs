namespace Microsoft.ML.Saliency;

/// <summary>Takes the scores of consecutive perturbations; called in the order of their numbers, never concurrently.</summary>
/// <param name="first">Number of the first perturbation.</param>
/// <param name="scores">Scores, row-major: one row of K for each perturbation.</param>
internal delegate void ScoreConsumer(long first, ReadOnlySpan<float> scores);
