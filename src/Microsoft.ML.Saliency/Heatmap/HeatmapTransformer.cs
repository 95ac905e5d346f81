namespace Microsoft.ML.Saliency;

/// <summary>Draws each row's saliency map over its image; made by <see cref="HeatmapEstimator"/>. Thread-safe.</summary>
public sealed class HeatmapTransformer : RowTransformer
{
    private readonly HeatmapColumns _columns;
    private readonly int _mapHeight;
    private readonly int _mapWidth;
    private readonly HeatmapOptions _options;

    internal HeatmapTransformer(HeatmapColumns columns, int mapHeight, int mapWidth, HeatmapOptions options)
    {
        _columns = columns;
        (_mapHeight, _mapWidth) = (mapHeight, mapWidth);
        _options = options;
    }

    internal override IReadOnlyList<OutputColumn> CreateOutputs(DataViewSchema inputSchema) => _columns.Outputs(_columns.FindImage(inputSchema).Type);

    internal override IReadOnlyList<DataViewSchema.Column> FindInputs(DataViewSchema inputSchema) =>
        [_columns.FindImage(inputSchema), .. FindMaps(inputSchema).Columns];

    internal override RowComputation Bind(DataViewRow input, IReadOnlyList<DataViewSchema.Column> inputs) =>
        new HeatmapComputation(input, inputs[0], FindMaps(input.Schema), _options);

    internal override SavedTransformer Describe() => new SavedHeatmap
    {
        Columns = _columns,
        MapHeight = _mapHeight,
        MapWidth = _mapWidth,
        Options = _options,
    };

    private MapColumn FindMaps(DataViewSchema schema) => _columns.FindMaps(schema, _options.MapIndex, _mapHeight, _mapWidth);
}
