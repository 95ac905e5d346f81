namespace Microsoft.ML.Saliency;

/// <summary>The pixels with the largest values.</summary>
internal static class TopPixels
{
    /// <summary>The pixels of a share: share x n, rounded to the nearest whole number, at least 1.</summary>
    public static int Count(int pixels, double share) => Math.Max(1, (int)Math.Round(share * pixels, MidpointRounding.AwayFromZero));

    /// <summary>Selects the <paramref name="count"/> pixels with the largest values; of equal ones the first come first.</summary>
    public static bool[] Select(ReadOnlySpan<double> values, int count, bool absolute)
    {
        var descending = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            descending[i] = absolute ? -Math.Abs(values[i]) : -values[i];
        }

        double[] sorted = [.. descending];
        Array.Sort(sorted);
        double last = sorted[count - 1];
        int equal = count - Array.FindIndex(sorted, value => value == last);

        var selected = new bool[values.Length];
        for (int i = 0; i < selected.Length; i++)
        {
            selected[i] = descending[i] < last || (descending[i] == last && equal-- > 0);
        }

        return selected;
    }
}
