namespace Microsoft.ML.Saliency;

/// <summary>Adds RISE saliency maps to each row; made by <see cref="RiseSaliencyEstimator"/>. Thread-safe.</summary>
public sealed class RiseSaliencyTransformer : SaliencyTransformer
{
    internal RiseSaliencyTransformer(FittedSaliency fitted, RiseSaliencyOptions options)
        : this(fitted, options, options.Rise with { Baseline = fitted.Baseline ?? options.Rise.Baseline })
    {
    }

    private RiseSaliencyTransformer(FittedSaliency fitted, RiseSaliencyOptions options, RiseOptions rise)
        : base(fitted, new RiseExplainer(fitted.Scorer, rise), rise.Baseline, options with { Rise = rise })
    {
    }

    private protected override SavedSaliency Describe(SaliencyEstimatorOptions options) =>
        new SavedRise { Options = (RiseSaliencyOptions)options };
}
