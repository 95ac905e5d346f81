namespace Microsoft.ML.Saliency;

/// <content>All pairs of several maps.</content>
public static partial class MapSimilarity
{
    /// <summary>One measure with its default settings.</summary>
    /// <param name="first">A map, H x W.</param>
    /// <param name="second">A map, H x W.</param>
    /// <param name="measure">The measure.</param>
    /// <exception cref="ArgumentException">The sizes differ, or a map is constant (correlation) or 0 (cosine).</exception>
    /// <exception cref="ArgumentOutOfRangeException">The measure is unknown, or the maps are too small for it (SSIM).</exception>
    public static double Compare(SaliencyMap first, SaliencyMap second, SimilarityMeasure measure) => Measure(measure)(first, second);

    /// <summary>The similarity of each pair of M maps, M x M: symmetric, on the diagonal 1 (mean absolute difference: 0).</summary>
    /// <param name="maps">M maps of one size, at least one.</param>
    /// <param name="measure">The measure, with its default settings.</param>
    /// <exception cref="ArgumentException">There is no map, the sizes differ, or a map is constant (correlation) or 0 (cosine).</exception>
    /// <exception cref="ArgumentOutOfRangeException">The measure is unknown, or the maps are too small for it (SSIM).</exception>
    public static double[,] Matrix(IReadOnlyList<SaliencyMap> maps, SimilarityMeasure measure)
    {
        Func<SaliencyMap, SaliencyMap, double> pairwise = Measure(measure);
        RequireMaps(maps);
        for (int i = 0; i < maps.Count; i++)
        {
            RequireComparable(maps[i], i, measure);
        }

        if (measure == SimilarityMeasure.Spearman)
        {
            // Each map is ranked once, not once per pair.
            double[][] ranks = [.. maps.Select(map => Ranks.Average(Widen(map.Values)))];
            return Matrix(maps.Count, (i, j) => Correlation.Pearson(ranks[i], ranks[j]));
        }

        return Matrix(maps.Count, (i, j) => pairwise(maps[i], maps[j]));
    }

    /// <summary>The similarity of each pair of M maps, M x M, by any symmetric measure; the diagonal is measured too.</summary>
    /// <param name="maps">M maps of one size, at least one.</param>
    /// <param name="measure">The measure, as in <c>(a, b) => MapSimilarity.TopKIoU(a, b, share: 0.05)</c>; called once a pair.</param>
    /// <exception cref="ArgumentException">There is no map, or the maps differ in size.</exception>
    public static double[,] Matrix(IReadOnlyList<SaliencyMap> maps, Func<SaliencyMap, SaliencyMap, double> measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        RequireMaps(maps);
        return Matrix(maps.Count, (i, j) => measure(maps[i], maps[j]));
    }

    private static double[,] Matrix(int count, Func<int, int, double> measure)
    {
        var matrix = new double[count, count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                matrix[i, j] = matrix[j, i] = measure(j, i);
            }
        }

        return matrix;
    }

    private static Func<SaliencyMap, SaliencyMap, double> Measure(SimilarityMeasure measure) => measure switch
    {
        SimilarityMeasure.Pearson => Pearson,
        SimilarityMeasure.Spearman => Spearman,
        SimilarityMeasure.KendallTauB => KendallTauB,
        SimilarityMeasure.Ssim => (first, second) => Ssim(first, second),
        SimilarityMeasure.Cosine => Cosine,
        SimilarityMeasure.TopKIoU => (first, second) => TopKIoU(first, second),
        SimilarityMeasure.MeanAbsoluteDifference => MeanAbsoluteDifference,
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "Unknown measure of similarity."),
    };

    private static void RequireMaps(IReadOnlyList<SaliencyMap> maps)
    {
        ArgumentNullException.ThrowIfNull(maps);
        if (maps.Count == 0)
        {
            throw new ArgumentException("A matrix needs at least one map, but had none.", nameof(maps));
        }

        for (int i = 0; i < maps.Count; i++)
        {
            SaliencyMap map = maps[i] ?? throw new ArgumentException($"Maps must not be null, but map {i} was.", nameof(maps));
            if ((map.Height, map.Width) != (maps[0].Height, maps[0].Width))
            {
                throw new ArgumentException(
                    $"The maps must have one size, but map 0 is {maps[0].Height} x {maps[0].Width}, map {i} {map.Height} x {map.Width}.",
                    nameof(maps));
            }
        }
    }

    private static void RequireComparable(SaliencyMap map, int index, SimilarityMeasure measure)
    {
        bool isConstant = map.Minimum == map.Maximum;
        if (isConstant && measure is SimilarityMeasure.Pearson or SimilarityMeasure.Spearman or SimilarityMeasure.KendallTauB)
        {
            throw new ArgumentException(
                $"A correlation needs different values, but map {index} is {map.Minimum} in all {map.Height} x {map.Width} pixels.",
                "maps");
        }

        if (isConstant && map.Minimum == 0 && measure == SimilarityMeasure.Cosine)
        {
            throw new ArgumentException(
                $"A cosine needs a value other than 0, but map {index} is 0 in all {map.Height} x {map.Width} pixels.", "maps");
        }
    }
}

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

    /// <summary><see cref="MapSimilarity.MeanAbsoluteDifference(SaliencyMap, SaliencyMap)"/>, 0 to 1: 0 for equal maps.</summary>
    MeanAbsoluteDifference,
}
