namespace Microsoft.ML.Saliency.Statistics;

/// <summary>Columns of scores, ranked once for Spearman's correlations of any resample of the images.</summary>
internal sealed class RankedScores
{
    private readonly int[][] _categories;
    private readonly int[] _categoryCounts;
    private readonly int _images;

    /// <param name="columns">C columns of I scores.</param>
    public RankedScores(double[][] columns)
    {
        _images = columns[0].Length;
        (int[] Categories, int Count)[] ranked = Array.ConvertAll(columns, column => Ranks.Dense(column));
        _categories = Array.ConvertAll(ranked, column => column.Categories);
        _categoryCounts = Array.ConvertAll(ranked, column => column.Count);
    }

    /// <summary>Spearman's correlation of each pair of columns (0, 1), (0, 2), .. (1, 2), ..; NaN where one is constant.</summary>
    /// <param name="copies">How many times each image is in the sample.</param>
    public double[] Spearman(ReadOnlySpan<int> copies)
    {
        var ranks = new double[_categories.Length][];
        for (int column = 0; column < ranks.Length; column++)
        {
            ranks[column] = Rank(column, copies);
        }

        var correlations = new double[ranks.Length * (ranks.Length - 1) / 2];
        int pair = 0;
        for (int i = 0; i < ranks.Length; i++)
        {
            for (int j = i + 1; j < ranks.Length; j++)
            {
                correlations[pair++] = Correlation.Pearson(ranks[i], ranks[j], copies);
            }
        }

        return correlations;
    }

    private double[] Rank(int column, ReadOnlySpan<int> copies)
    {
        int[] categories = _categories[column];
        var counts = new int[_categoryCounts[column]];
        for (int image = 0; image < _images; image++)
        {
            counts[categories[image]] += copies[image];
        }

        double[] ranks = Ranks.OfCategories(counts);
        return Array.ConvertAll(categories, category => ranks[category]);
    }
}
