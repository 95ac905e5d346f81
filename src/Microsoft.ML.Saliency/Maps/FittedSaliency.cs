namespace Microsoft.ML.Saliency;

/// <summary>The result of fitting.</summary>
/// <param name="OutputColumnName">Name of the map column.</param>
/// <param name="InputColumnName">The column to explain.</param>
/// <param name="IsImage">Whether that column holds images rather than vectors.</param>
/// <param name="Scorer">The classifier.</param>
/// <param name="Owned">The object that the transformer disposes; null if the caller owns the classifier.</param>
/// <param name="Labels">The names of the classes; null if unknown.</param>
/// <param name="Baseline">The baseline learned from the data; null to use that of the options.</param>
/// <param name="Ranking">The comparison of the candidates, if the baseline is the most neutral of several.</param>
internal sealed record FittedSaliency(
    string OutputColumnName,
    string InputColumnName,
    bool IsImage,
    IScorer Scorer,
    IDisposable? Owned,
    ClassLabels? Labels,
    Baseline? Baseline,
    NeutralityRanking? Ranking);
