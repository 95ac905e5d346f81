namespace Microsoft.ML.Saliency;

/// <summary>Settings of <see cref="RiseExplainer"/>.</summary>
public sealed record RiseOptions
{
    /// <summary>How the map is estimated from the scores.</summary>
    /// <value>
    /// Default: <see cref="RiseEstimation.VarianceReduced"/>; <see cref="RiseEstimation.Reference"/> is the published formula.
    /// </value>
    public RiseEstimation Estimation { get; init; } = RiseEstimation.VarianceReduced;

    /// <summary>
    /// Number of masks N, one pass through the model each; the most of them, if <see cref="Fidelity"/> is set. Antithetic masks come in
    /// pairs, so that an odd number is raised by one.
    /// </summary>
    /// <value>Default: 4000 (the paper's number for VGG-16; it uses 8000 for ResNet-50). At least 1.</value>
    public int Masks { get; init; } = 4000;

    /// <summary>
    /// Stop as soon as the maps of all targets have reached this fidelity (see <see cref="SamplingError.FidelityLowerBound"/>), looked at
    /// after 256 masks and then about each time that a quarter has been added.
    /// </summary>
    /// <value>Default: null, all masks are drawn. Greater than 0 and less than 1.</value>
    public double? Fidelity { get; init; }

    /// <summary>Rows h of the coarse grid from which a mask is upsampled.</summary>
    /// <value>Default: 7 (the paper). At least 1, at most the input's height.</value>
    public int GridHeight { get; init; } = 7;

    /// <summary>Columns w of the coarse grid.</summary>
    /// <value>Default: 7 (the paper). At least 1, at most the input's width.</value>
    public int GridWidth { get; init; } = 7;

    /// <summary>Probability p that a grid cell is kept.</summary>
    /// <value>
    /// Default: 0.5 (the paper); only with it are masks antithetic. Greater than 0 and less than 1, or <see cref="KeepProbability.Auto"/>.
    /// </value>
    public KeepProbability KeepProbability { get; init; } = 0.5;

    /// <summary>What replaces removed pixels; between a kept and a removed pixel the two are mixed by the mask's value.</summary>
    /// <value>Default: <see cref="KnownBaselines.ModelZero"/>, as in the authors' code.</value>
    public Baseline Baseline { get; init; } = KnownBaselines.ModelZero;

    /// <summary>
    /// The scale of the map; with <see cref="RiseEstimation.Reference"/> also what the weighted sum of masks is divided by.
    /// </summary>
    /// <value>Default: <see cref="RiseNormalization.MaskSum"/>.</value>
    public RiseNormalization Normalization { get; init; } = RiseNormalization.MaskSum;

    /// <summary>Seed of the masks. Mask i depends on the seed and i alone.</summary>
    /// <value>Default: 0.</value>
    public ulong Seed { get; init; }

    /// <summary>Images per batch. The masks do not depend on it; a model's scores may, in their last bits.</summary>
    /// <value>Default: null, <see cref="IScorer.BatchSize"/>. At least 1; a scorer's smaller limit wins.</value>
    public int? BatchSize { get; init; }

    /// <summary>Number of batches that are made and scored at the same time.</summary>
    /// <value>Default: null, <see cref="IScorer.Concurrency"/>. At least 1.</value>
    public int? Threads { get; init; }

    /// <summary>The same settings with a stopping rule: masks are drawn until the maps are as faithful as asked for.</summary>
    /// <param name="fidelity">The fidelity, greater than 0 and less than 1: see <see cref="Fidelity"/>.</param>
    /// <param name="atMost">The most masks to draw, at least 1.</param>
    public RiseOptions Until(double fidelity, int atMost) => this with { Fidelity = fidelity, Masks = atMost };

    /// <summary>Checks all settings against the scorer's input.</summary>
    /// <param name="input">Shape of the model's input.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public void Validate(TensorShape input)
    {
        ArgumentNullException.ThrowIfNull(Baseline);
        RequireInRange(Masks, int.MaxValue, nameof(Masks));
        RequireInRange(GridHeight, input.Height, nameof(GridHeight));
        RequireInRange(GridWidth, input.Width, nameof(GridWidth));
        RequireInRange(BatchSize ?? 1, int.MaxValue, nameof(BatchSize));
        RequireInRange(Threads ?? 1, int.MaxValue, nameof(Threads));
        RequireProbability(KeepProbability.Value, nameof(KeepProbability));
        RequireProbability(Fidelity ?? 0.5, nameof(Fidelity));
        if (!Enum.IsDefined(Estimation))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Estimation), Estimation, $"{nameof(Estimation)} must be a value of {nameof(RiseEstimation)}, but was {Estimation}.");
        }

        if (!Enum.IsDefined(Normalization))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Normalization),
                Normalization,
                $"{nameof(Normalization)} must be a value of {nameof(RiseNormalization)}, but was {Normalization}.");
        }
    }

    private static void RequireProbability(double value, string name)
    {
        if (!(value > 0 && value < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be greater than 0 and less than 1, but was {value}.");
        }
    }

    private static void RequireInRange(int value, int most, string name)
    {
        if (value < 1 || value > most)
        {
            string upper = most == int.MaxValue ? "" : $" and at most {most}, the size of the model's input";
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 1{upper}, but was {value}.");
        }
    }
}
