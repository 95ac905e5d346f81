namespace Microsoft.ML.Saliency;

/// <summary>Settings of <see cref="SaliencyEvaluator"/>: the curves that are followed for each map.</summary>
public sealed record SaliencyEvaluationOptions
{
    /// <summary>The curve for MoRF and LeRF; its order is not used, both are.</summary>
    /// <value>
    /// Default: removal of regions of 8 x 8 pixels onto <see cref="KnownBaselines.ModelZero"/> (our choice: the same for every map, and
    /// cheap).
    /// </value>
    public PerturbationCurveOptions Removal { get; init; } = new() { Steps = PerturbationSteps.Regions(8, 8) };

    /// <summary>The deletion curve.</summary>
    /// <value>Default: <see cref="KnownPerturbationCurves.Deletion"/>.</value>
    public PerturbationCurveOptions Deletion { get; init; } = KnownPerturbationCurves.Deletion;

    /// <summary>The insertion curve.</summary>
    /// <value>Default: <see cref="KnownPerturbationCurves.Insertion"/>.</value>
    public PerturbationCurveOptions Insertion { get; init; } = KnownPerturbationCurves.Insertion;

    /// <summary>Distance in pixels from the object within which the pointing game counts a hit.</summary>
    /// <value>Default: 0. At least 0.</value>
    public double PointingTolerance { get; init; }
}
