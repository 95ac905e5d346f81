namespace Microsoft.ML.Saliency;

/// <summary>Similarity of several maps of the same images: for each pair the mean over the images and its standard error.</summary>
public sealed class MapComparison
{
    private readonly List<double>[,] _values;

    /// <summary>Creates a comparison, to which images are added.</summary>
    /// <param name="names">The maps' names, two or more.</param>
    /// <param name="measure">The measure of similarity.</param>
    /// <exception cref="ArgumentException">There are fewer than two names.</exception>
    public MapComparison(IReadOnlyList<string> names, SimilarityMeasure measure)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count < 2)
        {
            throw new ArgumentException($"A comparison needs at least two maps, but had {names.Count}.", nameof(names));
        }

        Names = [.. names];
        Measure = measure;
        _values = Lists(names.Count);
    }

    /// <summary>The maps' names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The measure of similarity.</summary>
    public SimilarityMeasure Measure { get; }

    /// <summary>Number of images added.</summary>
    public int Images { get; private set; }

    /// <summary>The similarity of two maps over the images for which it is defined; NaN if there is none.</summary>
    /// <param name="first">Number of one map.</param>
    /// <param name="second">Number of another.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such maps, or they are the same.</exception>
    public MeanEstimate this[int first, int second]
    {
        get
        {
            List<double> values = Values(first, second);
            return values.Count > 0 ? MeanEstimate.Of(values) : new MeanEstimate(double.NaN, double.NaN);
        }
    }

    /// <summary>For how many images the similarity of two different maps is defined.</summary>
    /// <param name="first">Number of one map.</param>
    /// <param name="second">Number of another.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such maps, or they are the same.</exception>
    public int Count(int first, int second) => Values(first, second).Count;

    /// <summary>Adds one image.</summary>
    /// <param name="maps">Its maps, in the order of the names, all of one size.</param>
    /// <exception cref="ArgumentException">The number of maps is wrong, or their sizes differ.</exception>
    public void Add(IReadOnlyList<SaliencyMap> maps)
    {
        ArgumentNullException.ThrowIfNull(maps);
        if (maps.Count != Names.Count)
        {
            throw new ArgumentException($"There must be {Names.Count} maps, one for each name, but there were {maps.Count}.", nameof(maps));
        }

        for (int i = 0; i < maps.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (IsDefined(maps[i], Measure) && IsDefined(maps[j], Measure))
                {
                    _values[i, j].Add(MapSimilarity.Compare(maps[i], maps[j], Measure));
                }
            }
        }

        Images++;
    }

    /// <summary>Whether a measure can compare a map with others: a correlation needs values that differ.</summary>
    internal static bool IsDefined(SaliencyMap map, SimilarityMeasure measure) => measure switch
    {
        SimilarityMeasure.Pearson or SimilarityMeasure.Spearman or SimilarityMeasure.KendallTauB => map.Minimum < map.Maximum,
        SimilarityMeasure.Cosine => map.Minimum != 0 || map.Maximum != 0,
        _ => true,
    };

    /// <summary>An empty list for each pair.</summary>
    internal static List<double>[,] Lists(int count)
    {
        var lists = new List<double>[count, count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                lists[i, j] = lists[j, i] = [];
            }
        }

        return lists;
    }

    private List<double> Values(int first, int second)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)first, (uint)Names.Count, nameof(first));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)second, (uint)Names.Count, nameof(second));
        ArgumentOutOfRangeException.ThrowIfEqual(second, first);
        return _values[first, second];
    }
}
