namespace Microsoft.ML.Saliency;

/// <summary>Curves as the field's papers define them; change single settings with <c>with</c>.</summary>
public static class KnownPerturbationCurves
{
    /// <summary>Deletion as in the RISE authors' notebooks (Petsiuk et al., BMVC 2018): the most relevant pixels are set to zero in the
    /// model's space, in 28 equal steps (1792 of 224 x 224 pixels each). Lower is better.</summary>
    public static PerturbationCurveOptions Deletion { get; } = new() { Steps = PerturbationSteps.Equal(28) };

    /// <summary>Insertion as in the RISE authors' notebooks: the same pixels return to the blurred image. Higher is better.</summary>
    public static PerturbationCurveOptions Insertion { get; } =
        Deletion with { Direction = PerturbationDirection.Insertion, Baseline = KnownBaselines.RiseBlur() };

    /// <summary>Region perturbation after Samek et al. (TNNLS 2017, arXiv 1509.06321): 100 regions of 9 x 9 pixels, the most relevant
    /// first, become uniform noise; the mean of ten repeats. A higher <see cref="PerturbationCurve.Aopc"/> is better.</summary>
    public static PerturbationCurveOptions RegionPerturbation { get; } =
        new() { Steps = PerturbationSteps.Regions(9, 9, limit: 100), Baseline = KnownBaselines.UniformNoise(), Repeats = 10 };

    /// <summary>ROAD (Rong et al., "A Consistent and Efficient Evaluation Strategy for Attribution Methods", ICML 2022), most relevant
    /// first: 10, 20, ..., 90 % of the pixels are filled by noisy linear imputation. Its combined score, <see
    /// cref="PerturbationCurve.RoadCombined"/>, also takes the curve with <see cref="PerturbationOrder.LeastRelevantFirst"/>.</summary>
    public static PerturbationCurveOptions Road { get; } = new()
    {
        Steps = PerturbationSteps.Shares(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
        Baseline = KnownBaselines.NoisyLinearImputation(),
    };
}
