namespace Microsoft.ML.Saliency;

/// <summary>Draws saliency maps over their images, for pictures at the end of a pipeline; by <c>mlContext.Saliency().Heatmap</c>.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Estimator characteristics</term><description /></listheader>
/// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>No</description></item>
/// <item><term>Input column data type</term><description>Image (<see cref="Data.MLImage"/>) of any size; maps: Vector of
/// <see cref="float"/>, H x W or T x H x W</description></item>
/// <item><term>Output column data type</term><description>Image (<see cref="Data.MLImage"/>) of the same size, opaque</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>Microsoft.ML.ImageAnalytics</description></item>
/// </list>
/// </remarks>
public sealed class HeatmapEstimator : IEstimator<HeatmapTransformer>
{
    private readonly HeatmapNames _names;
    private readonly HeatmapOptions _options;

    internal HeatmapEstimator(HeatmapNames names, HeatmapOptions options)
    {
        _names = names;
        _options = options;
    }

    /// <summary>Creates the transformer without reading a row.</summary>
    /// <param name="input">Data with images and maps.</param>
    /// <exception cref="ArgumentException">
    /// A column is missing or of the wrong type, or has too few maps for the options, or the maps were made with another preprocessing, or
    /// do not say with which and the options have none.
    /// </exception>
    public HeatmapTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _names.FindImage(input.Schema);
        MapColumn maps = _names.FindMaps(input.Schema, _options.MapIndex);
        HeatmapOptions options = _options with { Preprocessing = HeatmapTransformer.Resolve(maps, _options) };
        return new HeatmapTransformer(_names, maps.Height, maps.Width, options, checksOrigin: true);
    }

    /// <summary>Gets the shape of the transformed data.</summary>
    /// <param name="inputSchema">The shape of the data.</param>
    /// <exception cref="ArgumentException">A column is missing or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return SchemaShapes.Append(inputSchema, _names.CreateOutputs(_names.Require(inputSchema)));
    }
}
