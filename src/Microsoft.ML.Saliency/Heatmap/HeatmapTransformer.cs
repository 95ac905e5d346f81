namespace Microsoft.ML.Saliency;

/// <summary>Draws each row's saliency map over its image; made by <see cref="HeatmapEstimator"/>. Thread-safe.</summary>
public sealed class HeatmapTransformer : RowTransformer
{
    private readonly HeatmapNames _names;
    private readonly int _mapHeight;
    private readonly int _mapWidth;
    private readonly HeatmapOptions _options;
    private readonly bool _checksOrigin;

    internal HeatmapTransformer(HeatmapNames names, int mapHeight, int mapWidth, HeatmapOptions options, bool checksOrigin)
        : base(owned: null) =>
        (_names, _mapHeight, _mapWidth, _options, _checksOrigin) = (names, mapHeight, mapWidth, options, checksOrigin);

    internal override IReadOnlyList<OutputColumn> CreateOutputs(DataViewSchema inputSchema) =>
        _names.CreateOutputs(_names.FindImage(inputSchema).Type);

    internal override IReadOnlyList<DataViewSchema.Column> FindInputs(DataViewSchema inputSchema)
    {
        DataViewSchema.Column image = _names.FindImage(inputSchema);
        MapColumn maps = FindMaps(inputSchema);
        if (_checksOrigin)
        {
            Resolve(maps, _options);
        }

        return [image, .. maps.Columns];
    }

    internal override Func<object> Bind(DataViewRow input, IReadOnlyList<DataViewSchema.Column> inputs)
    {
        Func<RgbImage> readImage = InputColumn.CreateImageReader(input, inputs[0]);
        Func<SaliencyMap[]> readMaps = FindMaps(input.Schema).CreateReader(input);
        return () => new HeatmapColumns { Drawn = _options.Draw(readImage(), readMaps()[_options.MapIndex]) };
    }

    internal override SavedTransformer Describe() =>
        new SavedHeatmap
        {
            Version = _checksOrigin ? SavedTransformer.CurrentVersion : SavedTransformer.VersionWithoutOrigin,
            Columns = _names,
            MapHeight = _mapHeight,
            MapWidth = _mapWidth,
            Options = _options,
        };

    /// <summary>Gets the preprocessing of the images: that of the maps, which the options must not contradict.</summary>
    internal static ImagePreprocessing Resolve(MapColumn maps, HeatmapOptions options)
    {
        TensorShape shape = maps.Origin?.InputShape ?? new TensorShape(3, maps.Height, maps.Width);
        string setting = $"{nameof(HeatmapOptions)}.{nameof(options.Preprocessing)}";
        return MapOrigin.Resolve(maps.Maps, maps.Origin, options.Preprocessing, shape, isImage: true, setting)!;
    }

    private MapColumn FindMaps(DataViewSchema schema) => _names.FindMaps(schema, _options.MapIndex, _mapHeight, _mapWidth);
}
