namespace Microsoft.ML.Saliency.Statistics;

/// <summary>Checks the arguments of <see cref="MetricReliability"/>.</summary>
internal static class ReliabilityGuard
{
    public static void RequireRatings(double[,] ratings)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        (int raters, int units) = (ratings.GetLength(0), ratings.GetLength(1));
        if (raters < 2)
        {
            throw new ArgumentException($"Agreement needs at least 2 raters (rows), but had {raters} for {units} units.", nameof(ratings));
        }

        bool hasPair = false;
        for (int unit = 0; unit < units; unit++)
        {
            int rated = 0;
            for (int rater = 0; rater < raters; rater++)
            {
                double rating = ratings[rater, unit];
                rated += double.IsNaN(rating) ? 0 : 1;
                if (double.IsInfinity(rating))
                {
                    throw new ArgumentException(
                        $"A rating must be finite, or NaN if missing, but that of unit {unit} by rater {rater} was {rating}.",
                        nameof(ratings));
                }
            }

            hasPair |= rated >= 2;
        }

        if (!hasPair)
        {
            throw new ArgumentException(
                $"Agreement needs at least one unit with ratings by 2 raters, but none of {units} units rated by {raters} raters had them.",
                nameof(ratings));
        }
    }

    public static void RequireScores(double[,] scores, string column = "method")
    {
        ArgumentNullException.ThrowIfNull(scores);
        (int images, int columns) = (scores.GetLength(0), scores.GetLength(1));
        if (images < 2 || columns < 2)
        {
            throw new ArgumentException(
                $"Scores must be of at least 2 images (rows) and 2 {column}s (columns), but were {images} x {columns}.", nameof(scores));
        }

        for (int image = 0; image < images; image++)
        {
            for (int i = 0; i < columns; i++)
            {
                if (!double.IsFinite(scores[image, i]))
                {
                    throw new ArgumentException(
                        $"Scores must be finite, but that of image {image} and {column} {i} was {scores[image, i]}.", nameof(scores));
                }
            }
        }
    }

    /// <summary>The columns, none of them constant.</summary>
    public static double[][] VariedColumns(double[,] scores, string column)
    {
        var columns = new double[scores.GetLength(1)][];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = new double[scores.GetLength(0)];
            for (int image = 0; image < columns[i].Length; image++)
            {
                columns[i][image] = scores[image, i];
            }

            if (!columns[i].AsSpan().ContainsAnyExcept(columns[i][0]))
            {
                throw new ArgumentException(
                    $"Scores must differ for a correlation, but {column} {i} has {columns[i][0]} for all {columns[i].Length} images.",
                    nameof(scores));
            }
        }

        return columns;
    }
}
