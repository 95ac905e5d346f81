namespace Microsoft.ML.Saliency.Statistics;

/// <summary>How far maps of the same images differ that were made under different conditions (baselines, hyperparameters, methods), beyond
/// what another seed under the same condition changes. For that each condition has several maps of an image, which differ by their seeds;
/// one map, if the condition is not random.</summary>
/// <remarks>Of two conditions a and b, S(a, b) is the mean similarity of a map of a and a map of b with another seed, so that no masks are
/// shared, and S(a, a) that of two maps of a; 1, if it has one only. If the conditions had the same limit map, the similarity to expect
/// would be sqrt(S(a, a) S(b, b)) (for correlations: Spearman, "The Proof and Measurement of Association between Two Things", 1904; for the
/// other measures our choice; a negative one counts as 0). That is the noise floor; floor - S(a, b) is the excess.</remarks>
public sealed class MapDivergence
{
    private readonly List<double>[,] _similarities;
    private readonly List<double>[,] _floors;
    private readonly List<double>[] _repeats;

    /// <summary>Creates a comparison, to which images are added.</summary>
    /// <param name="names">The conditions' names, two or more.</param>
    /// <param name="measure">The measure; not <see cref="SimilarityMeasure.MeanAbsoluteDifference"/>, which is a distance.</param>
    /// <exception cref="ArgumentException">There are fewer than two names, or the measure is a distance.</exception>
    public MapDivergence(IReadOnlyList<string> names, SimilarityMeasure measure)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count < 2)
        {
            throw new ArgumentException($"A comparison needs at least two conditions, but had {names.Count}.", nameof(names));
        }

        if (measure == SimilarityMeasure.MeanAbsoluteDifference)
        {
            throw new ArgumentException($"The measure must be 1 for equal maps, but was {measure}, a distance.", nameof(measure));
        }

        (Names, Measure) = ([.. names], measure);
        _similarities = MapComparison.Lists(names.Count);
        _floors = MapComparison.Lists(names.Count);
        _repeats = [.. names.Select(_ => new List<double>())];
    }

    /// <summary>The conditions' names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The measure of similarity.</summary>
    public SimilarityMeasure Measure { get; }

    /// <summary>Number of images added.</summary>
    public int Images { get; private set; }

    /// <summary>Adds one image.</summary>
    /// <param name="maps">For each condition its maps, in the order of the seeds; all maps of one size.</param>
    /// <exception cref="ArgumentException">The number of conditions is wrong, one has no map, or the maps' sizes differ.</exception>
    public void Add(IReadOnlyList<IReadOnlyList<SaliencyMap>> maps)
    {
        ArgumentNullException.ThrowIfNull(maps);
        int empty = maps.TakeWhile(ofCondition => ofCondition.Count > 0).Count();
        if (maps.Count != Names.Count || empty < maps.Count)
        {
            throw new ArgumentException(
                $"Each of {Names.Count} conditions must have at least one map, but there were {maps.Count} conditions" +
                (empty < maps.Count ? $", number {empty} without a map." : "."),
                nameof(maps));
        }

        // All maps at once: each is ranked once.
        SaliencyMap[] all = [.. maps.SelectMany(ofCondition => ofCondition)];
        int[] first = [.. maps.Select((_, i) => maps.Take(i).Sum(ofCondition => ofCondition.Count))];
        bool[] isDefined = [.. maps.Select(ofCondition => ofCondition.All(map => MapComparison.IsDefined(map, Measure)))];
        double[,] similarities = Similarities(all, [.. maps.SelectMany((ofCondition, i) => ofCondition.Select(_ => isDefined[i]))]);
        double Mean(int i, int j) => Pairs(maps, i, j).Average(pair => similarities[first[i] + pair.First, first[j] + pair.Second]);
        double[] own = [.. maps.Select((ofCondition, i) => ofCondition.Count == 1 || !isDefined[i] ? 1 : Mean(i, i))];
        for (int i = 0; i < maps.Count; i++)
        {
            if (isDefined[i])
            {
                _repeats[i].Add(own[i]);
            }

            for (int j = 0; j < i; j++)
            {
                if (isDefined[i] && isDefined[j])
                {
                    _similarities[i, j].Add(Mean(i, j));
                    _floors[i, j].Add(Math.Sqrt(Math.Max(own[i], 0) * Math.Max(own[j], 0)));
                }
            }
        }

        Images++;
    }

    /// <summary>S(a, a): how similar two maps of one condition are that differ by their seeds; 1 if it has one map only.</summary>
    /// <param name="condition">Number of the condition.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such condition.</exception>
    public MeanEstimate Repeatability(int condition)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)condition, (uint)Names.Count, nameof(condition));
        return MeanOf(_repeats[condition]);
    }

    /// <summary>Estimates how far two conditions differ, over the images whose maps the measure can compare.</summary>
    /// <param name="first">Number of one condition.</param>
    /// <param name="second">Number of another.</param>
    /// <param name="bootstrap">The interval's settings; null: the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The conditions do not exist or are the same, or a setting is out of range.</exception>
    public DivergenceEstimate Estimate(int first, int second, BootstrapOptions? bootstrap = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)first, (uint)Names.Count, nameof(first));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)second, (uint)Names.Count, nameof(second));
        ArgumentOutOfRangeException.ThrowIfEqual(second, first);
        List<double> similarities = _similarities[first, second], floors = _floors[first, second];
        double[] excess = [.. floors.Zip(similarities, (floor, similarity) => floor - similarity)];
        return new(MeanOf(similarities), MeanOf(floors), IntervalEstimate.OfMean(excess, bootstrap), excess.Length);
    }

    private static MeanEstimate MeanOf(List<double> values) => values.Count > 0 ? MeanEstimate.Of(values) : new(double.NaN, double.NaN);

    /// <summary>Pairs of maps with different seeds: all pairs where one of two conditions is not random.</summary>
    private static IEnumerable<(int First, int Second)> Pairs(IReadOnlyList<IReadOnlyList<SaliencyMap>> maps, int i, int j)
    {
        bool isRandom = maps[i].Count > 1 && maps[j].Count > 1;
        return
            from a in Enumerable.Range(0, maps[i].Count)
            from b in Enumerable.Range(0, maps[j].Count)
            where !isRandom || a != b
            select (a, b);
    }

    private double[,] Similarities(SaliencyMap[] maps, bool[] isDefined)
    {
        // What is not defined is never asked for; the matrix is made of the others.
        int[] places = [.. Enumerable.Range(0, maps.Length).Where(i => isDefined[i])];
        var all = new double[maps.Length, maps.Length];
        if (places.Length > 0)
        {
            double[,] defined = MapSimilarity.Matrix([.. places.Select(place => maps[place])], Measure);
            for (int i = 0; i < places.Length; i++)
            {
                for (int j = 0; j < places.Length; j++)
                {
                    all[places[i], places[j]] = defined[i, j];
                }
            }
        }

        return all;
    }
}

/// <summary>How far the maps of two conditions differ, and how much of that is noise: see <see cref="MapDivergence"/>.</summary>
/// <param name="Similarity">Similarity of a map of the one and a map of the other condition.</param>
/// <param name="Floor">The noise floor: the similarity to expect if only the seeds differed. 1 if neither condition is random.</param>
/// <param name="Excess">Floor less similarity, image by image: the difference beyond the noise. 0 if the seeds explain it all.</param>
/// <param name="Images">Images for which all of this is defined.</param>
public sealed record DivergenceEstimate(MeanEstimate Similarity, MeanEstimate Floor, IntervalEstimate Excess, int Images);
