namespace Microsoft.ML.Saliency.Statistics;

/// <summary>Ranks of numbers, equal ones sharing a rank.</summary>
internal static class Ranks
{
    /// <summary>Each value's category: 0 for the smallest value, 1 for the next different one, and so on; and how many there are.</summary>
    public static (int[] Categories, int Count) Dense(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);

        var categories = new int[sorted.Length];
        int category = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            category += i > 0 && sorted[i] != sorted[i - 1] ? 1 : 0;
            categories[order[i]] = category;
        }

        return (categories, sorted.Length > 0 ? category + 1 : 0);
    }

    /// <summary>The values' ranks from 1; equal values share the mean of the ranks that they take up together.</summary>
    public static double[] Average(ReadOnlySpan<double> values)
    {
        (int[] categories, int count) = Dense(values);
        var counts = new int[count];
        foreach (int category in categories)
        {
            counts[category]++;
        }

        double[] ranks = OfCategories(counts);
        return Array.ConvertAll(categories, category => ranks[category]);
    }

    /// <summary>The average rank of each category, given how many values it has: those of all lower categories + (count + 1) / 2.</summary>
    public static double[] OfCategories(ReadOnlySpan<int> counts)
    {
        var ranks = new double[counts.Length];
        long below = 0;
        for (int category = 0; category < counts.Length; category++)
        {
            ranks[category] = below + ((counts[category] + 1) / 2.0);
            below += counts[category];
        }

        return ranks;
    }
}
