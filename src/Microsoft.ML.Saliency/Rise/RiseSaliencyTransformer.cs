namespace Microsoft.ML.Saliency;

/// <summary>Adds RISE saliency maps to each row; made by <see cref="RiseSaliencyEstimator"/>. Thread-safe: engines and threads may share one.</summary>
public sealed class RiseSaliencyTransformer : SaliencyTransformer
{
    private readonly RiseSaliencyOptions _options;

    internal RiseSaliencyTransformer(FittedSaliency fitted, RiseSaliencyOptions options)
        : this(fitted, options, options.Rise with { Baseline = fitted.Baseline ?? options.Rise.Baseline })
    {
    }

    private RiseSaliencyTransformer(FittedSaliency fitted, RiseSaliencyOptions options, RiseOptions rise)
        : base(fitted, new RiseExplainer(fitted.Scorer, rise), rise.Baseline, options) => _options = options with { Rise = rise };

    private protected override SavedSaliency Describe(FittedSaliency fitted, SavedModel model, OnnxScorerOptions scorer, ImagePreprocessing? preprocessing) => new SavedRise
    {
        Model = model,
        IsImage = fitted.IsImage,
        OutputColumnName = fitted.OutputColumnName,
        InputColumnName = fitted.InputColumnName,
        BaselineRanking = fitted.Ranking,
        Options = _options with { Scorer = scorer, Preprocessing = preprocessing, Labels = fitted.Labels },
    };
}
