namespace Microsoft.ML.Saliency;

/// <summary>Follows the score while the image is perturbed in the order of its saliency map (MoRF, LeRF, deletion, insertion); made by
/// <c>mlContext.Saliency().PerturbationCurve</c>.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Estimator characteristics</term><description /></listheader>
/// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>No</description></item>
/// <item><term>Input column data type</term><description>Image (<see cref="MLImage"/>) of any size, or Vector of <see cref="float"/>; maps:
/// Vector of <see cref="float"/>, H x W or T x H x W; targets: <see cref="int"/></description></item>
/// <item><term>Output column data type</term><description>Scores and fractions: Vector of <see cref="float"/>, one value for each point
/// (scores T x points for T maps); Auc and Aopc: <see cref="float"/>, or T of them</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>Microsoft.ML.OnnxRuntime, or its .Gpu</description></item>
/// <item><term>Can be saved</term><description>Yes, if its classifier is an <see cref="OnnxScorer"/></description></item>
/// </list>
/// </remarks>
public sealed class PerturbationCurveEstimator : IEstimator<PerturbationCurveTransformer>
{
    private readonly PerturbationCurveNames _names;
    private readonly ScorerSource _source;
    private readonly PerturbationCurveEstimatorOptions _options;

    internal PerturbationCurveEstimator(PerturbationCurveNames names, ScorerSource source, PerturbationCurveEstimatorOptions options)
    {
        options.Curve.Validate(source.InputShape);
        _names = names;
        _source = source;
        _options = options;
    }

    /// <summary>Creates the transformer without reading a row.</summary>
    /// <param name="input">Data with images, maps and targets.</param>
    /// <exception cref="ArgumentException">
    /// A column is missing or of the wrong type, or the maps were made with another preprocessing or classifier, or do not say with which
    /// preprocessing and the options have none.
    /// </exception>
    public PerturbationCurveTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        bool isImage = InputColumn.Find(input.Schema, _names.Image, _source.InputShape).Type is ImageDataViewType;
        PerturbationCurveNames names = _names with { Score = MapColumn.FindScoreName(input.Schema, _names.Map, _options.ScoreColumnName) };
        MapColumn maps = names.FindMaps(input.Schema, _source.InputShape);
        ImagePreprocessing? preprocessing = PerturbationCurveTransformer.Resolve(maps, _options, _source.InputShape, isImage);
        (IScorer scorer, IDisposable? owned) = _source.Open();
        try
        {
            maps.Origin?.RequireSame(scorer, maps.Maps);
            PerturbationCurveEstimatorOptions options = _options with { Preprocessing = preprocessing };
            return new PerturbationCurveTransformer(names, isImage, maps.IsSingle, scorer, owned, options, checksOrigin: true);
        }
        catch
        {
            owned?.Dispose();
            throw;
        }
    }

    /// <summary>Gets the shape of the transformed data.</summary>
    /// <param name="inputSchema">The shape of the data.</param>
    /// <exception cref="ArgumentException">A column is missing or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        InputColumn.Require(inputSchema, _names.Image, _source.InputShape);
        SchemaShape.Column target = InputColumn.Find(inputSchema, _names.Target);
        InputColumn.Find(inputSchema, _names.Map);
        if (_options.ScoreColumnName is string score)
        {
            InputColumn.Find(inputSchema, score);
        }

        // A shape holds neither sizes nor the names themselves.
        return SchemaShapes.Append(inputSchema, OutputColumns.Of<PerturbationCurveColumns>(
            new ColumnLayout(_names.Output, target.Kind == SchemaShape.Column.VectorKind.Scalar)
            {
                Maps = 1,
                Points = _options.Curve.Steps.Count(_source.InputShape) + 1,
                SlotNames = target.Annotations.Any(annotation => annotation.Name == SlotNames.Kind) ? [""] : null,
            }));
    }
}
