namespace Microsoft.ML.Saliency;

/// <summary>Draws each row's saliency map over its image; made by <see cref="HeatmapEstimator"/>. Thread-safe.</summary>
public sealed class HeatmapTransformer : RowTransformer
{
    private readonly HeatmapNames _names;
    private readonly int _mapHeight;
    private readonly int _mapWidth;
    private readonly HeatmapOptions _options;

    internal HeatmapTransformer(HeatmapNames names, int mapHeight, int mapWidth, HeatmapOptions options)
        : base(owned: null) => (_names, _mapHeight, _mapWidth, _options) = (names, mapHeight, mapWidth, options);

    internal override IReadOnlyList<OutputColumn> CreateOutputs(DataViewSchema inputSchema) =>
        _names.CreateOutputs(_names.FindImage(inputSchema).Type);

    internal override IReadOnlyList<DataViewSchema.Column> FindInputs(DataViewSchema inputSchema) =>
        [_names.FindImage(inputSchema), .. FindMaps(inputSchema).Columns];

    internal override Func<object> Bind(DataViewRow input, IReadOnlyList<DataViewSchema.Column> inputs)
    {
        Func<RgbImage> readImage = InputColumn.CreateImageReader(input, inputs[0]);
        Func<SaliencyMap[]> readMaps = FindMaps(input.Schema).CreateReader(input);
        return () => new HeatmapColumns { Drawn = _options.Draw(readImage(), readMaps()[_options.MapIndex]) };
    }

    internal override SavedTransformer Describe() =>
        new SavedHeatmap { Columns = _names, MapHeight = _mapHeight, MapWidth = _mapWidth, Options = _options };

    private MapColumn FindMaps(DataViewSchema schema) => _names.FindMaps(schema, _options.MapIndex, _mapHeight, _mapWidth);
}
