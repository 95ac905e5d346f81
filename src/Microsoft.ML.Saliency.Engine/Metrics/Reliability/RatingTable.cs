namespace Microsoft.ML.Saliency.Statistics;

/// <summary>Ratings of U units by R raters, ready for Krippendorff's alpha of any resample of the raters. The coincidence matrix is never
/// built: at every level the sums over pairs of ratings have closed forms, so alpha takes O(R U).</summary>
internal sealed class RatingTable
{
    private const int Missing = -1;
    private readonly int _raters;
    private readonly int _units;

    /// <summary>Rank of each rating among all different ones, unit by unit, or <see cref="Missing"/>.</summary>
    private readonly int[] _categories;

    /// <summary>The different ratings, spread over 0..1: alpha does not depend on the scale's zero and unit.</summary>
    private readonly double[] _scale;

    /// <param name="ratings">R x U, finite or NaN for missing ones.</param>
    public RatingTable(double[,] ratings)
    {
        (_raters, _units) = (ratings.GetLength(0), ratings.GetLength(1));
        double[] given = [.. ratings.Cast<double>().Where(rating => !double.IsNaN(rating))];
        (int[] categories, int count) = Ranks.Dense(given);
        double least = given.DefaultIfEmpty().Min(), range = given.DefaultIfEmpty().Max() - least;
        _scale = new double[count];
        _categories = new int[_raters * _units];
        int next = 0;
        for (int rater = 0; rater < _raters; rater++)
        {
            for (int unit = 0; unit < _units; unit++)
            {
                bool isMissing = double.IsNaN(ratings[rater, unit]);
                _categories[(unit * _raters) + rater] = isMissing ? Missing : categories[next];
                if (!isMissing)
                {
                    _scale[categories[next]] = (given[next] - least) / range;
                    next++;
                }
            }
        }
    }

    /// <summary>alpha = 1 - D_o / D_e, with D_o the sum over units of (squared differences of all ordered pairs of ratings) / (number of
    /// ratings - 1) and D_e = (squared differences of all ordered pairs of ratings of any units) / (number of all - 1); units with one
    /// rating do not count (Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011). NaN if no unit has two ratings or all
    /// ratings are equal.</summary>
    /// <param name="level">What the ratings mean.</param>
    /// <param name="copies">
    /// How many copies of each rater are in the sample. A rating and its own copy agree by construction, so they are not paired (our
    /// choice): n - 1 becomes n - (sum of squared copies) / n, which is the same for one copy of each.
    /// </param>
    public double Alpha(MeasurementLevel level, ReadOnlySpan<int> copies)
    {
        var counts = new int[_scale.Length];
        long ratings = 0, squares = 0;
        for (int unit = 0; unit < _units; unit++)
        {
            (long ofUnit, long squaresOfUnit) = Tally(Unit(unit), copies, counts);
            (ratings, squares) = (ratings + ofUnit, squares + squaresOfUnit);
        }

        if (counts.Count(count => count > 0) < 2)
        {
            return double.NaN;
        }

        double[] positions = level == MeasurementLevel.Interval ? _scale : Ranks.OfCategories(counts);
        int[] every = [.. Enumerable.Range(0, counts.Length)];
        double expected = SquaredDifferences(level, every, counts, counts, positions, ratings) / (ratings - ((double)squares / ratings));
        double observed = 0;
        var countsOfUnit = new int[counts.Length];
        for (int unit = 0; unit < _units; unit++)
        {
            ReadOnlySpan<int> categories = Unit(unit);
            (ratings, squares) = Tally(categories, copies, countsOfUnit);
            if (ratings > 0)
            {
                double differences = SquaredDifferences(level, categories, copies, countsOfUnit, positions, ratings);
                observed += differences / (ratings - ((double)squares / ratings));
                Clear(categories, countsOfUnit);
            }
        }

        return 1 - (observed / expected);
    }

    private ReadOnlySpan<int> Unit(int unit) => _categories.AsSpan(unit * _raters, _raters);

    /// <summary>Adds a unit's ratings to the counts of the categories; none if it has no pair by different raters.</summary>
    private static (long Ratings, long SquaredCopies) Tally(ReadOnlySpan<int> categories, ReadOnlySpan<int> copies, int[] counts)
    {
        long ratings = 0, squares = 0;
        for (int rater = 0; rater < categories.Length; rater++)
        {
            long rated = categories[rater] == Missing ? 0 : copies[rater];
            (ratings, squares) = (ratings + rated, squares + (rated * rated));
        }

        if (ratings * ratings == squares)
        {
            return (0, 0);
        }

        for (int rater = 0; rater < categories.Length; rater++)
        {
            if (categories[rater] != Missing)
            {
                counts[categories[rater]] += copies[rater];
            }
        }

        return (ratings, squares);
    }

    private static void Clear(ReadOnlySpan<int> categories, int[] counts)
    {
        foreach (int category in categories)
        {
            if (category != Missing)
            {
                counts[category] = 0;
            }
        }
    }

    /// <summary>Sum of the squared differences of all ordered pairs of n ratings: of unequal pairs (nominal), or 2 n times the sum of
    /// squares about the mean. An ordinal difference is the distance between the average ranks of the two categories.</summary>
    private static double SquaredDifferences(
        MeasurementLevel level, ReadOnlySpan<int> categories, ReadOnlySpan<int> copies, int[] counts, double[] positions, long ratings)
    {
        double unequal = 0, mean = 0, squares = 0;
        for (int i = 0; i < categories.Length; i++)
        {
            if (categories[i] != Missing)
            {
                unequal += (double)copies[i] * (ratings - counts[categories[i]]);
                mean += copies[i] * positions[categories[i]] / ratings;
            }
        }

        for (int i = 0; i < categories.Length; i++)
        {
            if (categories[i] != Missing)
            {
                double difference = positions[categories[i]] - mean;
                squares += copies[i] * difference * difference;
            }
        }

        return level == MeasurementLevel.Nominal ? unequal : 2 * ratings * squares;
    }
}
