namespace Microsoft.ML.Saliency;

/// <summary>Adds occlusion saliency maps to each row; made by <see cref="OcclusionSaliencyEstimator"/>. Thread-safe: engines and threads may share one.</summary>
public sealed class OcclusionSaliencyTransformer : SaliencyTransformer
{
    private readonly OcclusionSaliencyOptions _options;

    internal OcclusionSaliencyTransformer(FittedSaliency fitted, OcclusionSaliencyOptions options)
        : this(fitted, options, options.Occlusion with { Baseline = fitted.Baseline ?? options.Occlusion.Baseline })
    {
    }

    private OcclusionSaliencyTransformer(FittedSaliency fitted, OcclusionSaliencyOptions options, OcclusionOptions occlusion)
        : base(fitted, new OcclusionExplainer(fitted.Scorer, occlusion), occlusion.Baseline, options) => _options = options with { Occlusion = occlusion };

    private protected override SavedSaliency Describe(FittedSaliency fitted, SavedModel model, OnnxScorerOptions scorer, ImagePreprocessing? preprocessing) => new SavedOcclusion
    {
        Model = model,
        IsImage = fitted.IsImage,
        OutputColumnName = fitted.OutputColumnName,
        InputColumnName = fitted.InputColumnName,
        BaselineRanking = fitted.Ranking,
        Options = _options with { Scorer = scorer, Preprocessing = preprocessing, Labels = fitted.Labels },
    };
}
