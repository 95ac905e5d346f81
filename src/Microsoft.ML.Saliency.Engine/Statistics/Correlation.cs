namespace Microsoft.ML.Saliency.Statistics;

/// <summary>Correlations of two vectors, NaN where one is constant. Loops in a fixed order: the same bits on every processor.</summary>
internal static class Correlation
{
    /// <param name="x">n finite values.</param>
    /// <param name="y">n finite values.</param>
    /// <param name="weights">How many times each of the n pairs counts; empty: once.</param>
    public static double Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<int> weights = default)
    {
        (double meanX, double scaleX) = Center(x, weights);
        (double meanY, double scaleY) = Center(y, weights);
        if (scaleX == 0 || scaleY == 0)
        {
            return double.NaN;
        }

        double xx = 0, yy = 0, xy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            // Scaled to -1..1, so that no square over- or underflows.
            double weight = weights.IsEmpty ? 1 : weights[i];
            double dx = (x[i] - meanX) / scaleX, dy = (y[i] - meanY) / scaleY;
            xx += weight * dx * dx;
            yy += weight * dy * dy;
            xy += weight * dx * dy;
        }

        return Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1);
    }

    /// <summary>Knight, "A Computer Method for Calculating Kendall's Tau with Ungrouped Data", JASA 1966: O(n log n).</summary>
    public static double KendallTauB(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        (int[] categoriesX, int countX) = Ranks.Dense(x);
        (int[] categoriesY, int countY) = Ranks.Dense(y);
        if (countX < 2 || countY < 2)
        {
            return double.NaN;
        }

        var keys = new long[x.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = ((long)categoriesX[i] << 32) | (uint)categoriesY[i];
        }

        // Sorted by x and, within equal x, by y: what is left out of order in y are the discordant pairs.
        Array.Sort(keys);
        long pairs = Pairs(x.Length), tiedBoth = TiedPairs(keys);
        int[] inOrderOfX = Array.ConvertAll(keys, key => (int)key);
        long discordant = SortCountingInversions(inOrderOfX);
        long untiedX = pairs - TiedPairs(keys, key => key >> 32), untiedY = pairs - TiedPairs(inOrderOfX);
        long concordantOrDiscordant = untiedX + untiedY - pairs + tiedBoth;
        return (concordantOrDiscordant - (2.0 * discordant)) / Math.Sqrt((double)untiedX * untiedY);
    }

    private static (double Mean, double Scale) Center(ReadOnlySpan<double> values, ReadOnlySpan<int> weights)
    {
        double sum = 0, least = double.PositiveInfinity, most = double.NegativeInfinity;
        long count = 0;
        for (int i = 0; i < values.Length; i++)
        {
            int weight = weights.IsEmpty ? 1 : weights[i];
            if (weight > 0)
            {
                sum += weight * values[i];
                count += weight;
                least = Math.Min(least, values[i]);
                most = Math.Max(most, values[i]);
            }
        }

        // Equal values have the scale 0 even where their mean is rounded.
        double mean = sum / count;
        return (mean, least < most ? Math.Max(most - mean, mean - least) : 0);
    }

    private static long Pairs(long count) => count * (count - 1) / 2;

    private static long TiedPairs<T>(T[] sorted)
        where T : IEquatable<T> => TiedPairs(sorted, value => value);

    private static long TiedPairs<T, TKey>(T[] sorted, Func<T, TKey> key)
        where TKey : IEquatable<TKey>
    {
        long tied = 0;
        int start = 0;
        for (int i = 1; i <= sorted.Length; i++)
        {
            if (i == sorted.Length || !key(sorted[i]).Equals(key(sorted[start])))
            {
                tied += Pairs(i - start);
                start = i;
            }
        }

        return tied;
    }

    /// <summary>Merge sort; returns the number of pairs that were in descending order.</summary>
    private static long SortCountingInversions(int[] values)
    {
        long inversions = 0;
        int[] source = values, merged = new int[values.Length];
        for (int run = 1; run < values.Length; run *= 2)
        {
            for (int start = 0; start < values.Length; start += 2 * run)
            {
                int middle = Math.Min(start + run, values.Length), end = Math.Min(middle + run, values.Length);
                inversions += Merge(source.AsSpan(start, middle - start), source.AsSpan(middle, end - middle), merged.AsSpan(start));
            }

            (source, merged) = (merged, source);
        }

        source.CopyTo(values, 0);
        return inversions;
    }

    private static long Merge(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<int> merged)
    {
        long inversions = 0;
        for (int i = 0, j = 0; i + j < left.Length + right.Length;)
        {
            if (j == right.Length || (i < left.Length && left[i] <= right[j]))
            {
                merged[i + j] = left[i++];
            }
            else
            {
                merged[i + j] = right[j++];
                inversions += left.Length - i;
            }
        }

        return inversions;
    }
}
