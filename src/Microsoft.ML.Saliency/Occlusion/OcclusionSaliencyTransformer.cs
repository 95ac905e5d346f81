namespace Microsoft.ML.Saliency;

/// <summary>Adds occlusion saliency maps to each row; made by <see cref="OcclusionSaliencyEstimator"/>. Thread-safe.</summary>
public sealed class OcclusionSaliencyTransformer : SaliencyTransformer
{
    internal OcclusionSaliencyTransformer(FittedSaliency fitted, OcclusionSaliencyOptions options)
        : this(fitted, options, options.Occlusion with { Baseline = fitted.Baseline ?? options.Occlusion.Baseline })
    {
    }

    private OcclusionSaliencyTransformer(FittedSaliency fitted, OcclusionSaliencyOptions options, OcclusionOptions occlusion)
        : base(fitted, new OcclusionExplainer(fitted.Scorer, occlusion), occlusion.Baseline, options with { Occlusion = occlusion })
    {
    }

    private protected override SavedSaliency Describe(SaliencyEstimatorOptions options) =>
        new SavedOcclusion { Options = (OcclusionSaliencyOptions)options };
}
