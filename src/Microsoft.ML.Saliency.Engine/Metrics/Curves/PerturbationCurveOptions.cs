namespace Microsoft.ML.Saliency;

/// <summary>Settings of <see cref="PerturbationCurveEvaluator"/>.</summary>
public sealed record PerturbationCurveOptions
{
    /// <summary>In which order pixels or regions are changed.</summary>
    /// <value>Default: <see cref="PerturbationOrder.MostRelevantFirst"/>.</value>
    public PerturbationOrder Order { get; init; } = PerturbationOrder.MostRelevantFirst;

    /// <summary>Whether the curve starts from the image or from its baseline.</summary>
    /// <value>Default: <see cref="PerturbationDirection.Removal"/>.</value>
    public PerturbationDirection Direction { get; init; } = PerturbationDirection.Removal;

    /// <summary>How much changes from one point of the curve to the next. A curve takes one pass through the model per point.</summary>
    /// <value>Default: 100 equal steps; our choice.</value>
    public PerturbationSteps Steps { get; init; } = PerturbationSteps.Equal(100);

    /// <summary>What replaces removed pixels. One that is random is drawn once for each repeat, so that a pixel, once removed, stays as it
    /// is; one that imputes is made anew for each point.</summary>
    /// <value>Default: <see cref="KnownBaselines.ModelZero"/>, as for deletion in the RISE authors' code.</value>
    public Baseline Baseline { get; init; } = KnownBaselines.ModelZero;

    /// <summary>Runs whose scores are averaged, each with its own draw of a random baseline. A fixed baseline is run once.</summary>
    /// <value>Default: 1. At least 1.</value>
    public int Repeats { get; init; } = 1;

    /// <summary>Seed of <see cref="PerturbationOrder.Random"/>; a random baseline has another seed.</summary>
    /// <value>Default: 0.</value>
    public ulong Seed { get; init; }

    /// <summary>Images per batch. The perturbations do not depend on it; a model's scores may, in their last bits.</summary>
    /// <value>Default: null, <see cref="IScorer.BatchSize"/>. At least 1; a scorer's smaller limit wins.</value>
    public int? BatchSize { get; init; }

    /// <summary>Number of batches that are made and scored at the same time.</summary>
    /// <value>Default: null, <see cref="IScorer.Concurrency"/>. At least 1.</value>
    public int? Threads { get; init; }

    /// <summary>Checks all settings against the scorer's input.</summary>
    /// <param name="input">Shape of the model's input.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public void Validate(TensorShape input)
    {
        ArgumentNullException.ThrowIfNull(Baseline);
        ArgumentNullException.ThrowIfNull(Steps);
        Steps.Validate(input);
        RequireAtLeastOne(Repeats, nameof(Repeats));
        RequireAtLeastOne(BatchSize, nameof(BatchSize));
        RequireAtLeastOne(Threads, nameof(Threads));
        RequireDefined(Order, nameof(Order));
        RequireDefined(Direction, nameof(Direction));
    }

    private static void RequireAtLeastOne(int? value, string name)
    {
        if (value < 1)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 1.");
        }
    }

    private static void RequireDefined<T>(T value, string name)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"Unknown {char.ToLowerInvariant(name[0])}{name[1..]}.");
        }
    }
}

/// <summary>In which order pixels or regions are changed, by their relevance in a saliency map. Equals come in row-major order.</summary>
public enum PerturbationOrder
{
    /// <summary>MoRF, descending: of a good map, removal makes the score fall at once.</summary>
    MostRelevantFirst,

    /// <summary>LeRF, ascending: of a good map, removal leaves the score high for long. Equals come in row-major order here too (our
    /// choice), so that a constant map gives the same curve for both orders.</summary>
    LeastRelevantFirst,

    /// <summary>At random, whatever the map says: the control that a map must beat. Drawn from (seed, image).</summary>
    Random,
}

/// <summary>Whether a curve starts from the image or from its baseline.</summary>
public enum PerturbationDirection
{
    /// <summary>From the image to the baseline: with <see cref="PerturbationOrder.MostRelevantFirst"/> RISE's "deletion".</summary>
    Removal,

    /// <summary>From the baseline to the image: with <see cref="PerturbationOrder.MostRelevantFirst"/> RISE's "insertion".</summary>
    Insertion,
}
