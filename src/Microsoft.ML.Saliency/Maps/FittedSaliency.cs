namespace Microsoft.ML.Saliency;

/// <summary>What fitting has settled.</summary>
/// <param name="OutputColumnName">Name of the map column.</param>
/// <param name="InputColumnName">The column to explain.</param>
/// <param name="IsImage">Whether that column holds images, not vectors.</param>
/// <param name="Scorer">The classifier.</param>
/// <param name="Owned">What the transformer disposes; null if the classifier is the caller's.</param>
/// <param name="Labels">The names of the classes; null if they are not known.</param>
/// <param name="Baseline">The baseline learnt from the data; null if it is the options' own.</param>
/// <param name="Ranking">How the candidates compared, if the baseline is the most neutral of several.</param>
internal sealed record FittedSaliency(
    string OutputColumnName,
    string InputColumnName,
    bool IsImage,
    IScorer Scorer,
    IDisposable? Owned,
    ClassLabels? Labels,
    Baseline? Baseline,
    NeutralityRanking? Ranking);
