namespace Microsoft.ML.Saliency;

/// <summary>A measure of <see cref="MapSimilarity"/> with its default settings.</summary>
public enum SimilarityMeasure
{
    /// <summary><see cref="MapSimilarity.Pearson(SaliencyMap, SaliencyMap)"/>, -1 to 1.</summary>
    Pearson,

    /// <summary><see cref="MapSimilarity.Spearman(SaliencyMap, SaliencyMap)"/>, -1 to 1.</summary>
    Spearman,

    /// <summary><see cref="MapSimilarity.KendallTauB(SaliencyMap, SaliencyMap)"/>, -1 to 1.</summary>
    KendallTauB,

    /// <summary><see cref="MapSimilarity.Ssim"/>, -1 to 1.</summary>
    Ssim,

    /// <summary><see cref="MapSimilarity.Cosine(SaliencyMap, SaliencyMap)"/>, -1 to 1.</summary>
    Cosine,

    /// <summary><see cref="MapSimilarity.TopKIoU(SaliencyMap, SaliencyMap, double, bool)"/>, 0 to 1.</summary>
    TopKIoU,

    /// <summary><see cref="MapSimilarity.MeanAbsoluteDifference(SaliencyMap, SaliencyMap)"/>, 0 to 1: a distance, 0 for equal maps.</summary>
    MeanAbsoluteDifference,
}
