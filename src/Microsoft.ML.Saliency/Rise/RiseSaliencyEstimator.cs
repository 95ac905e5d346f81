namespace Microsoft.ML.Saliency;

/// <summary>Adds RISE saliency maps to a pipeline; made by <c>mlContext.Saliency().Rise</c>.</summary>
/// <remarks><inheritdoc cref="SaliencyEstimator{TTransformer}" path="/remarks"/></remarks>
public sealed class RiseSaliencyEstimator : SaliencyEstimator<RiseSaliencyTransformer>
{
    private readonly RiseSaliencyOptions _options;

    internal RiseSaliencyEstimator(
        string outputColumnName, string inputColumnName, ScorerSource source, RiseSaliencyOptions options, ContextLog log)
        : base(outputColumnName, inputColumnName, source, options, log)
    {
        options.Rise.Validate(source.InputShape);
        _options = options;
    }

    private protected override RiseSaliencyTransformer CreateTransformer(FittedSaliency fitted) => new(fitted, _options);
}
