namespace Microsoft.ML.Saliency;

/// <summary>A saved <see cref="HeatmapTransformer"/>.</summary>
[SavedKind("heatmap")]
internal sealed record SavedHeatmap : SavedTransformer
{
    public required HeatmapNames Columns { get; init; }

    /// <summary>Gets the height H of a map.</summary>
    public required int MapHeight { get; init; }

    /// <summary>Gets the width W of a map.</summary>
    public required int MapWidth { get; init; }

    /// <summary>Gets the settings. The first version left out ImageNet's preprocessing, its default.</summary>
    public required HeatmapOptions Options
    {
        get;
        init => field = value.Preprocessing is null ? value with { Preprocessing = KnownPreprocessing.ImageNet } : value;
    }

    [JsonIgnore]
    public override IReadOnlyList<(string Name, DataViewType Type)> Inputs => [(Columns.Image, ImageType), (Columns.Map, VectorType)];

    /// <summary>Draws one of a row's T maps over the row's image.</summary>
    public RgbImage Draw(RgbImage image, float[] maps)
    {
        int length = MapHeight * MapWidth, start = Options.MapIndex * length;
        return maps.Length >= start + length
            ? Options.Draw(image, new SaliencyMap(MapHeight, MapWidth, maps[start..(start + length)], target: 0, score: float.NaN))
            : throw new ArgumentException(
                $"Column '{Columns.Map}' must hold {Options.MapIndex + 1} or more map(s) of {MapHeight} x {MapWidth}, " +
                $"but this row has {maps.Length} values.");
    }

    public override RowTransformer Open(byte[] model, MLContext? context) =>
        new HeatmapTransformer(Columns, MapHeight, MapWidth, Options, ChecksOrigin);

    protected override void AddSteps(SavedChainBuilder chain)
    {
        chain.Copy(SavedColumns.Image, Columns.Image);
        chain.Copy(SavedColumns.Map, Columns.Map);
        chain.AddResults(new HeatmapMapping(), HeatmapMapping.Contract, new ColumnLayout(Columns.Output, IsSingle: true));
    }
}
