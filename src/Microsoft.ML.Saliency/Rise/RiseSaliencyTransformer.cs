namespace Microsoft.ML.Saliency;

/// <summary>Adds RISE saliency maps to each row; made by <see cref="RiseSaliencyEstimator"/>. Thread-safe.</summary>
public sealed class RiseSaliencyTransformer : SaliencyTransformer
{
    internal RiseSaliencyTransformer(string outputColumnName, string inputColumnName, IScorer scorer, RiseSaliencyOptions options, IDisposable? owned)
        : base(outputColumnName, inputColumnName, new RiseExplainer(scorer, options.Rise), options, owned)
    {
    }
}
