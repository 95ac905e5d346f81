namespace Microsoft.ML.Saliency;

/// <summary>Adds occlusion saliency maps to a pipeline; made by <c>mlContext.Saliency().Occlusion</c>.</summary>
/// <remarks><inheritdoc cref="SaliencyEstimator{TTransformer}" path="/remarks"/></remarks>
public sealed class OcclusionSaliencyEstimator : SaliencyEstimator<OcclusionSaliencyTransformer>
{
    private readonly OcclusionSaliencyOptions _options;

    internal OcclusionSaliencyEstimator(
        string outputColumnName, string inputColumnName, ScorerSource source, OcclusionSaliencyOptions options, ContextLog log)
        : base(outputColumnName, inputColumnName, source, options, log)
    {
        options.Occlusion.Validate(source.InputShape);
        _options = options;
    }

    private protected override OcclusionSaliencyTransformer CreateTransformer(FittedSaliency fitted) => new(fitted, _options);
}
