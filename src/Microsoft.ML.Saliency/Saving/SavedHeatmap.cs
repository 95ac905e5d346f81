using System.Text.Json.Serialization;
using Microsoft.ML.Data;

namespace Microsoft.ML.Saliency;

/// <summary>A saved <see cref="HeatmapTransformer"/>.</summary>
internal sealed record SavedHeatmap : SavedTransformer
{
    /// <summary>The columns.</summary>
    public required HeatmapColumns Columns { get; init; }

    /// <summary>Height H of a map.</summary>
    public required int MapHeight { get; init; }

    /// <summary>Width W of a map.</summary>
    public required int MapWidth { get; init; }

    /// <summary>The settings.</summary>
    public required HeatmapOptions Options { get; init; }

    [JsonIgnore]
    public override IReadOnlyList<(string Name, DataViewType Type)> Inputs => [(Columns.Image, ImageType), (Columns.Map, VectorType)];

    /// <summary>The map that is drawn, of a row's T maps.</summary>
    public SaliencyMap TakeMap(float[] maps)
    {
        int length = MapHeight * MapWidth, start = Options.MapIndex * length;
        return maps.Length >= start + length
            ? new SaliencyMap(MapHeight, MapWidth, maps[start..(start + length)], target: 0, score: float.NaN)
            : throw new ArgumentException(
                $"Column '{Columns.Map}' must hold {Options.MapIndex + 1} map(s) of {MapHeight} x {MapWidth} or more; this row has {maps.Length} values.");
    }

    public override RowTransformer Open(byte[] model, MLContext? context) => new HeatmapTransformer(Columns, MapHeight, MapWidth, Options);
}
