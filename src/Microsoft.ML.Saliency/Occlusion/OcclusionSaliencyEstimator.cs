namespace Microsoft.ML.Saliency;

/// <summary>Adds occlusion saliency maps to a pipeline; made by <see cref="SaliencyCatalog.Occlusion(string, string, IScorer, OcclusionSaliencyOptions?)"/>.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Estimator characteristics</term><description /></listheader>
/// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>Only if a baseline is to be learnt from it</description></item>
/// <item><term>Input column data type</term><description>Image (<see cref="Data.MLImage"/>) of any size, or Vector of <see cref="float"/>: C x H x W values as the model eats them</description></item>
/// <item><term>Output column data type</term><description>Map: Vector of <see cref="float"/>, H x W; target: <see cref="int"/>, a class index; score: <see cref="float"/>; the target's label, if known: text. With targets other than the predicted class, T of each.</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>Microsoft.ML.OnnxRuntime or Microsoft.ML.OnnxRuntime.Gpu, brought by the application</description></item>
/// <item><term>Can the transformer be saved with a model?</term><description>Yes, if its classifier is an <see cref="OnnxScorer"/>; see <see cref="RowTransformer.Save"/></description></item>
/// </list>
/// </remarks>
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
