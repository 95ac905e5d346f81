namespace Microsoft.ML.Saliency;

/// <summary>How sure a classifier is of the same images under one preprocessing.</summary>
/// <param name="Name">Name of the preprocessing.</param>
/// <param name="TopScore">Mean of the images' highest scores.</param>
/// <param name="Margin">Mean difference between the highest score and the next.</param>
/// <param name="ClassCount">Number of different classes that have the highest score of some image.</param>
public sealed record PreprocessingScore(string Name, double TopScore, double Margin, int ClassCount);

/// <summary>Tells a classifier that sees nothing: wrong preprocessing is the commonest fault, and its sign is scores near chance.</summary>
/// <remarks>High scores alone prove nothing: fed with values that are far too large, many models are sure of one and the same class. So
/// a preprocessing is recommended only if three of four images get different classes. All thresholds are our choice.</remarks>
public static class PreprocessingCheck
{
    /// <summary>The number of images that suffice.</summary>
    public const int ImageCount = 8;

    // Of the way from chance to certainty: below the first the model sees nothing; a preset must be this many times surer, and the share of
    // images with classes of their own at least this.
    private const double Nothing = 0.05, FarSurer = 3, Variety = 0.75;

    // Fewer images prove too little to compare presets; then only scores near chance are reported.
    private const int LeastImages = 4;

    /// <summary>Scores images under several kinds of preprocessing.</summary>
    /// <param name="scorer">The classifier, whose scores are probabilities.</param>
    /// <param name="images">The images, of any size; each takes one pass for each preprocessing.</param>
    /// <param name="candidates">The kinds of preprocessing and their names. Those that cannot make the classifier's input are left
    /// out.</param>
    /// <param name="cancellationToken">Checked after each preprocessing.</param>
    /// <returns>One row for each preprocessing, the surest first.</returns>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public static IReadOnlyList<PreprocessingScore> Compare(
        IScorer scorer,
        IReadOnlyList<RgbImage> images,
        IEnumerable<KeyValuePair<string, ImagePreprocessing>> candidates,
        CancellationToken cancellationToken = default)
    {
        ScorerContract.Require(scorer);
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(candidates);
        if (images.Count == 0)
        {
            throw new ArgumentException("A comparison must have at least one image, but has none.", nameof(images));
        }

        var scores = new List<PreprocessingScore>();
        using IScorerBatch batch = ScorerContract.Open(scorer, Math.Min(images.Count, scorer.MaxBatchSize));
        foreach ((string name, ImagePreprocessing preprocessing) in candidates)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Score(name, preprocessing, scorer, batch, images) is PreprocessingScore score)
            {
                scores.Add(score);
            }
        }

        return [.. scores.OrderByDescending(score => score.TopScore)];
    }

    /// <summary>Returns what is wrong with a preprocessing, in a sentence or two; null if nothing seems to be, or if the scores are no
    /// probabilities.</summary>
    /// <param name="scorer">The classifier, whose scores are probabilities.</param>
    /// <param name="images">Some of the images that are to be explained, <see cref="ImageCount"/> for example; one pass each, and only if
    /// the scores are low one for each candidate.</param>
    /// <param name="preprocessing">The preprocessing in use.</param>
    /// <param name="candidates">Other kinds of preprocessing and their names.</param>
    /// <param name="cancellationToken">Checked after each preprocessing.</param>
    public static string? FindFault(
        IScorer scorer,
        IReadOnlyList<RgbImage> images,
        ImagePreprocessing preprocessing,
        IEnumerable<KeyValuePair<string, ImagePreprocessing>> candidates,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        if (Compare(scorer, images, [new("", preprocessing)], cancellationToken) is not [PreprocessingScore used] ||
            scorer.ClassCount < 2 || used.TopScore < 0 || Excess(used) * FarSurer >= 1)
        {
            return null;
        }

        PreprocessingScore[] better = [.. Compare(scorer, images, candidates, cancellationToken).Where(other =>
            other.ClassCount >= Math.Min(scorer.ClassCount, Variety * images.Count)
            && Excess(other) >= FarSurer * Math.Max(Nothing, Excess(used)))];
        bool seesNothing = IsNearChance(used.TopScore, scorer.ClassCount);
        if (!seesNothing && (better.Length == 0 || images.Count < LeastImages))
        {
            return null;
        }

        string chance = seesNothing ? $", near chance (1 of {scorer.ClassCount} classes)" : "";
        string others = better.Length == 0
            ? "no known preset does better. Check the model and the images."
            : string.Join(", ", better.Take(3).Select(other => $"with {other.Name} it is {other.TopScore:0.00}")) + ".";
        return $"The preprocessing may be wrong: the mean top score of {images.Count} image(s) is {used.TopScore:0.000}{chance}; {others}";

        double Excess(PreprocessingScore score) => ExcessOf(score.TopScore, scorer.ClassCount);
    }

    /// <summary>Whether scores of the likeliest classes are so low on average that the classifier sees nothing.</summary>
    internal static bool IsNearChance(double meanTopScore, int classCount) =>
        classCount > 1 && meanTopScore >= 0 && ExcessOf(meanTopScore, classCount) < Nothing;

    /// <summary>The share of the way from chance to certainty.</summary>
    private static double ExcessOf(double topScore, int classCount) => (topScore - (1.0 / classCount)) / (1 - (1.0 / classCount));

    private static PreprocessingScore? Score(
        string name, ImagePreprocessing preprocessing, IScorer scorer, IScorerBatch batch, IReadOnlyList<RgbImage> images)
    {
        double top = 0, margin = 0;
        var classes = new HashSet<int>();
        int length = scorer.InputShape.Length;
        foreach (RgbImage[] some in images.Chunk(batch.Capacity))
        {
            Span<float> inputs = ScorerContract.Inputs(scorer, batch, some.Length, length);
            try
            {
                ImagePreprocessing fitted = preprocessing.For(scorer.InputShape, scorer.TakesBytes);
                for (int i = 0; i < some.Length; i++)
                {
                    fitted.Apply(some[i], scorer.InputShape, inputs.Slice(i * length, length));
                }
            }
            catch (ArgumentException)
            {
                return null;
            }

            float[] scores = ScorerContract.Score(scorer, batch, some.Length, _ => "an unperturbed image").ToArray();
            foreach (float[] row in scores.Chunk(scorer.ClassCount))
            {
                int best = TensorPrimitives.IndexOfMax<float>(row);
                float next = row.Where((_, index) => index != best).DefaultIfEmpty().Max();
                (top, margin) = (top + row[best], margin + row[best] - next);
                classes.Add(best);
            }
        }

        return new PreprocessingScore(name, top / images.Count, margin / images.Count, classes.Count);
    }
}
