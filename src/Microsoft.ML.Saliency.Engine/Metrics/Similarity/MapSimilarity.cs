namespace Microsoft.ML.Saliency;

/// <summary>How alike two saliency maps are. All measures are symmetric, computed in 64 bits, and take the maps' values as they are unless
/// they say otherwise; the maps' targets and scores do not matter. What is compared pixel by pixel can also be given as two vectors of one
/// length.</summary>
/// <remarks>Correlations say whether two maps rise and fall together whatever their units: <see cref="Pearson(SaliencyMap, SaliencyMap)"/>
/// their values, <see cref="Spearman(SaliencyMap, SaliencyMap)"/> and <see cref="KendallTauB(SaliencyMap, SaliencyMap)"/> their order. <see
/// cref="Ssim"/> compares local structure, <see cref="TopKIoU(SaliencyMap, SaliencyMap, double, bool)"/> only the most important
/// pixels.</remarks>
public static partial class MapSimilarity
{
    /// <summary>Pearson's correlation: sum (a - mean a)(b - mean b) / sqrt(sum (a - mean a)^2 sum (b - mean b)^2), -1 to 1.</summary>
    /// <param name="first">A map a, H x W.</param>
    /// <param name="second">A map b, H x W.</param>
    /// <exception cref="ArgumentException">The maps differ in size, or one of them is constant.</exception>
    public static double Pearson(SaliencyMap first, SaliencyMap second)
    {
        RequireSameSize(first, second);
        return Pearson(first.Values, second.Values);
    }

    /// <summary>Spearman's rank correlation, -1 to 1: Pearson's correlation of the ranks, equal values sharing their average.</summary>
    /// <inheritdoc cref="Pearson(SaliencyMap, SaliencyMap)"/>
    public static double Spearman(SaliencyMap first, SaliencyMap second)
    {
        RequireSameSize(first, second);
        return Spearman(first.Values, second.Values);
    }

    /// <summary>Kendall's tau-b, -1 to 1: (concordant - discordant pairs of pixels) / sqrt(pairs untied in a x pairs untied in b) (Kendall,
    /// "The Treatment of Ties in Ranking Problems", Biometrika 1945), in O(n log n) after Knight (JASA 1966).</summary>
    /// <inheritdoc cref="Pearson(SaliencyMap, SaliencyMap)"/>
    public static double KendallTauB(SaliencyMap first, SaliencyMap second)
    {
        RequireSameSize(first, second);
        return KendallTauB(first.Values, second.Values);
    }

    /// <summary>Cosine of the angle between the maps as vectors: sum a b / sqrt(sum a^2 sum b^2), -1 to 1. Their zero matters.</summary>
    /// <param name="first">A map a, H x W.</param>
    /// <param name="second">A map b, H x W.</param>
    /// <exception cref="ArgumentException">The maps differ in size, or one of them is 0 everywhere.</exception>
    public static double Cosine(SaliencyMap first, SaliencyMap second)
    {
        RequireSameSize(first, second);
        return Cosine(first.Values, second.Values);
    }

    /// <summary>Intersection over union of the two maps' most important pixels, 0 to 1. So many pixels are taken as is the share of all,
    /// rounded to the nearest whole number, at least 1; of equal values at the edge of the set the first in row-major order (our
    /// choices).</summary>
    /// <param name="first">A map, H x W.</param>
    /// <param name="second">A map, H x W.</param>
    /// <param name="share">Share of the pixels, greater than 0, at most 1.</param>
    /// <param name="absolute">Whether the largest absolute values count as the most important, rather than the largest values.</param>
    /// <exception cref="ArgumentException">The maps differ in size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is not in its range.</exception>
    public static double TopKIoU(SaliencyMap first, SaliencyMap second, double share = DefaultTopShare, bool absolute = false)
    {
        RequireSameSize(first, second);
        return TopKIoU(first.Values, second.Values, share, absolute);
    }

    /// <summary>Mean of |a - b| over the pixels, 0 to 1, after each map has been spread by itself from its minimum..maximum over 0..1; a
    /// constant map becomes 0 everywhere, as in <see cref="SaliencyMap.Normalize"/>. A distance: 0 for equal maps.</summary>
    /// <param name="first">A map a, H x W.</param>
    /// <param name="second">A map b, H x W.</param>
    /// <exception cref="ArgumentException">The maps differ in size.</exception>
    public static double MeanAbsoluteDifference(SaliencyMap first, SaliencyMap second)
    {
        RequireSameSize(first, second);
        return MeanAbsoluteDifference(first.Values, second.Values);
    }

    /// <summary>Structural similarity (Wang et al., IEEE TIP 2004), -1 to 1: the mean, over all windows that lie wholly inside the maps, of
    /// (2 ma mb + C1)(2 cab + C2) / ((ma^2 + mb^2 + C1)(va + vb + C2)), where m, v and c are the window's weighted means, variances and
    /// covariance. By default each map is first spread over 0..1; a constant one becomes 0 everywhere.</summary>
    /// <param name="first">A map a, H x W.</param>
    /// <param name="second">A map b, H x W.</param>
    /// <param name="options">Window, constants and range of values; null: the paper's, see <see cref="SsimOptions"/>.</param>
    /// <exception cref="ArgumentException">The maps differ in size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range, or the window larger than the maps.</exception>
    public static double Ssim(SaliencyMap first, SaliencyMap second, SsimOptions? options = null)
    {
        RequireSameSize(first, second);
        options ??= DefaultSsim;
        options.Validate(first.Height, first.Width);
        double[] a = Widen(first.Values), b = Widen(second.Values);
        if (options.DataRange is null)
        {
            SpreadOverUnit(a);
            SpreadOverUnit(b);
        }

        return StructuralSimilarity.Mean(a, b, first.Height, first.Width, options);
    }

    private static void RequireSameSize(SaliencyMap first, SaliencyMap second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if ((first.Height, first.Width) != (second.Height, second.Width))
        {
            throw new ArgumentException(
                $"The maps must have one size, but were {first.Height} x {first.Width} and {second.Height} x {second.Width}.",
                nameof(second));
        }
    }
}
