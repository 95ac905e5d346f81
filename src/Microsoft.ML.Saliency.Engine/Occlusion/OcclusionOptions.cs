namespace Microsoft.ML.Saliency;

/// <summary>What becomes of the score drops of the windows that cover one pixel. Implementations in the field differ.</summary>
public enum OcclusionOverlap
{
    /// <summary>Their mean (Captum's choice): in the unit of the score, on the same scale at the border, where fewer overlap.</summary>
    Mean,

    /// <summary>Their sum (Xplique's choice): grows with the number of windows over a pixel, which is smaller at the border.</summary>
    Sum,
}

/// <summary>Settings of <see cref="OcclusionExplainer"/>. The number of windows follows from patch and stride.</summary>
public sealed record OcclusionOptions
{
    /// <summary>Height of the patch in pixels of the model's input.</summary>
    /// <value>
    /// Default: null, an eighth of the input's height, rounded up (28 of 224), so that any size of input takes about 225 passes; our
    /// choice. At least 1, at most the input's height.
    /// </value>
    public int? PatchHeight { get; init; }

    /// <summary>Width of the patch in pixels of the model's input.</summary>
    /// <value>Default: null, an eighth of the input's width, rounded up; our choice. At least 1, at most the input's width.</value>
    public int? PatchWidth { get; init; }

    /// <summary>Pixels from one window down to the next.</summary>
    /// <value>
    /// Default: null, half of the patch's height, rounded up; our choice. At least 1, at most the patch's height: with a larger one the
    /// pixels between two windows would never be covered, and the map would say nothing of them.
    /// </value>
    public int? VerticalStride { get; init; }

    /// <summary>Pixels from one window to the next on its right.</summary>
    /// <value>Default: null, half of the patch's width, rounded up; our choice. At least 1, at most the patch's width.</value>
    public int? HorizontalStride { get; init; }

    /// <summary>What replaces the covered pixels. One that is random or imputes is made anew for each window.</summary>
    /// <value>Default: <see cref="KnownBaselines.ModelZero"/>, as in Captum.</value>
    public Baseline Baseline { get; init; } = KnownBaselines.ModelZero;

    /// <summary>What becomes of the score drops of the windows that cover one pixel.</summary>
    /// <value>Default: <see cref="OcclusionOverlap.Mean"/>, as in Captum.</value>
    public OcclusionOverlap Overlap { get; init; } = OcclusionOverlap.Mean;

    /// <summary>Images per batch. The windows do not depend on it; a model's scores may, in their last bits.</summary>
    /// <value>Default: null, <see cref="IScorer.BatchSize"/>. At least 1; a scorer's smaller limit wins.</value>
    public int? BatchSize { get; init; }

    /// <summary>Number of batches that are made and scored at the same time.</summary>
    /// <value>Default: null, <see cref="IScorer.Concurrency"/>. At least 1.</value>
    public int? Threads { get; init; }

    /// <summary>Gets the same settings with the sizes in place that follow from the model's input.</summary>
    /// <param name="input">The model's input.</param>
    public OcclusionOptions Resolve(TensorShape input)
    {
        int height = PatchHeight ?? ((input.Height + 7) / 8), width = PatchWidth ?? ((input.Width + 7) / 8);
        return this with
        {
            PatchHeight = height,
            PatchWidth = width,
            VerticalStride = VerticalStride ?? ((height + 1) / 2),
            HorizontalStride = HorizontalStride ?? ((width + 1) / 2),
        };
    }

    /// <summary>Checks all settings against the scorer's input.</summary>
    /// <param name="input">Shape of the model's input.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public void Validate(TensorShape input)
    {
        ArgumentNullException.ThrowIfNull(Baseline);
        OcclusionOptions resolved = Resolve(input);
        int height = resolved.PatchHeight!.Value, width = resolved.PatchWidth!.Value;
        RequireInRange(height, input.Height, nameof(PatchHeight), "the height of the model's input");
        RequireInRange(width, input.Width, nameof(PatchWidth), "the width of the model's input");
        const string Uncovered = "or pixels between the windows would never be covered";
        RequireInRange(VerticalStride ?? 1, height, nameof(VerticalStride), $"the height of the patch, {Uncovered}");
        RequireInRange(HorizontalStride ?? 1, width, nameof(HorizontalStride), $"the width of the patch, {Uncovered}");
        RequireInRange(BatchSize ?? 1, int.MaxValue, nameof(BatchSize), "");
        RequireInRange(Threads ?? 1, int.MaxValue, nameof(Threads), "");
        if (!Enum.IsDefined(Overlap))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Overlap), Overlap, $"{nameof(Overlap)} must be a value of {nameof(OcclusionOverlap)}, but was {Overlap}.");
        }
    }

    private static void RequireInRange(int value, int most, string name, string limit)
    {
        if (value < 1 || value > most)
        {
            string upper = most == int.MaxValue ? "" : $" and at most {most}, {limit}";
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 1{upper}, but was {value}.");
        }
    }
}
