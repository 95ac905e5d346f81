namespace Microsoft.ML.Saliency;

/// <content>The measures on vectors: maps row-major, or any other numbers that come in pairs.</content>
public static partial class MapSimilarity
{
    private const double DefaultTopShare = 0.1;
    private static readonly SsimOptions DefaultSsim = new();

    /// <inheritdoc cref="Pearson(SaliencyMap, SaliencyMap)"/>
    /// <param name="first">n values a, finite.</param>
    /// <param name="second">n values b, finite.</param>
    /// <exception cref="ArgumentException">The lengths are 0 or differ, a value is not finite, or a vector is constant.</exception>
    public static double Pearson(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        RequireVaried(first, second);
        return Correlation.Pearson(first, second);
    }

    /// <inheritdoc cref="Pearson(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    public static double Pearson(ReadOnlySpan<float> first, ReadOnlySpan<float> second) => Pearson(Widen(first), Widen(second));

    /// <summary>Spearman's rank correlation, -1 to 1: Pearson's correlation of the ranks, equal values sharing their average.</summary>
    /// <inheritdoc cref="Pearson(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    public static double Spearman(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        RequireVaried(first, second);
        return Correlation.Pearson(Ranks.Average(first), Ranks.Average(second));
    }

    /// <inheritdoc cref="Spearman(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    public static double Spearman(ReadOnlySpan<float> first, ReadOnlySpan<float> second) => Spearman(Widen(first), Widen(second));

    /// <inheritdoc cref="KendallTauB(SaliencyMap, SaliencyMap)" path="/summary"/>
    /// <inheritdoc cref="Pearson(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    public static double KendallTauB(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        RequireVaried(first, second);
        return Correlation.KendallTauB(first, second);
    }

    /// <inheritdoc cref="KendallTauB(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    public static double KendallTauB(ReadOnlySpan<float> first, ReadOnlySpan<float> second) => KendallTauB(Widen(first), Widen(second));

    /// <inheritdoc cref="Cosine(SaliencyMap, SaliencyMap)" path="/summary"/>
    /// <param name="first">n values a, finite.</param>
    /// <param name="second">n values b, finite.</param>
    /// <exception cref="ArgumentException">The lengths are 0 or differ, a value is not finite, or a vector is all 0.</exception>
    public static double Cosine(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        RequirePairs(first, second);
        double scaleA = RequireDirection(first, "first", nameof(first)), scaleB = RequireDirection(second, "second", nameof(second));
        double aa = 0, bb = 0, ab = 0;
        for (int i = 0; i < first.Length; i++)
        {
            double a = first[i] / scaleA, b = second[i] / scaleB;
            aa += a * a;
            bb += b * b;
            ab += a * b;
        }

        return Math.Clamp(ab / Math.Sqrt(aa * bb), -1, 1);
    }

    /// <inheritdoc cref="Cosine(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    public static double Cosine(ReadOnlySpan<float> first, ReadOnlySpan<float> second) => Cosine(Widen(first), Widen(second));

    /// <inheritdoc cref="TopKIoU(SaliencyMap, SaliencyMap, double, bool)"/>
    /// <param name="first">n values, finite.</param>
    /// <param name="second">n values, finite.</param>
    /// <param name="share">Share of the values, greater than 0, at most 1.</param>
    /// <param name="absolute">Whether the largest absolute values count as the most important, rather than the largest values.</param>
    /// <exception cref="ArgumentException">The vectors are empty or differ in length, or a value is not finite.</exception>
    public static double TopKIoU(
        ReadOnlySpan<float> first, ReadOnlySpan<float> second, double share = DefaultTopShare, bool absolute = false)
    {
        double[] a = Widen(first), b = Widen(second);
        RequirePairs(a, b);
        if (!(share > 0 && share <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "The share of the pixels must be greater than 0 and at most 1.");
        }

        int count = TopPixels.Count(a.Length, share);
        bool[] topA = TopPixels.Select(a, count, absolute), topB = TopPixels.Select(b, count, absolute);
        int common = 0;
        for (int i = 0; i < topA.Length; i++)
        {
            common += topA[i] && topB[i] ? 1 : 0;
        }

        return (double)common / ((2 * count) - common);
    }

    /// <inheritdoc cref="MeanAbsoluteDifference(SaliencyMap, SaliencyMap)"/>
    /// <param name="first">n values a, finite.</param>
    /// <param name="second">n values b, finite.</param>
    /// <exception cref="ArgumentException">The vectors are empty or differ in length, or a value is not finite.</exception>
    public static double MeanAbsoluteDifference(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        double[] a = Widen(first), b = Widen(second);
        RequirePairs(a, b);
        SpreadOverUnit(a);
        SpreadOverUnit(b);
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += Math.Abs(a[i] - b[i]);
        }

        return sum / a.Length;
    }

    private static double[] Widen(ReadOnlySpan<float> values)
    {
        var wide = new double[values.Length];
        TensorPrimitives.ConvertSaturating(values, wide);
        return wide;
    }

    /// <summary>Minimum..maximum over 0..1, in place; a constant vector becomes 0.</summary>
    private static void SpreadOverUnit(Span<double> values)
    {
        double minimum = TensorPrimitives.Min<double>(values), maximum = TensorPrimitives.Max<double>(values);
        foreach (ref double value in values)
        {
            value = minimum < maximum ? (value - minimum) / (maximum - minimum) : 0;
        }
    }

    private static void RequirePairs(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length || first.IsEmpty)
        {
            throw new ArgumentException(
                $"The vectors must have the same length, at least 1, but had {first.Length} and {second.Length} values.", nameof(second));
        }

        RequireFinite(first, "first", nameof(first));
        RequireFinite(second, "second", nameof(second));
    }

    private static void RequireFinite(ReadOnlySpan<double> values, string which, string parameter)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException($"Values must be finite, but value {i} of the {which} vector was {values[i]}.", parameter);
            }
        }
    }

    private static void RequireVaried(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        RequirePairs(first, second);
        RequireVaried(first, "first", nameof(first));
        RequireVaried(second, "second", nameof(second));
    }

    private static void RequireVaried(ReadOnlySpan<double> values, string which, string parameter)
    {
        if (!values.ContainsAnyExcept(values[0]))
        {
            throw new ArgumentException(
                $"A correlation needs different values, but the {which} of the two is {values[0]} in all {values.Length} places.",
                parameter);
        }
    }

    /// <summary>The largest absolute value, which must not be 0.</summary>
    private static double RequireDirection(ReadOnlySpan<double> values, string which, string parameter)
    {
        double largest = Math.Abs(TensorPrimitives.MaxMagnitude(values));
        return largest > 0
            ? largest
            : throw new ArgumentException(
                $"A cosine needs a value other than 0, but the {which} of the two is 0 in all {values.Length} places.", parameter);
    }
}
