using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>A row with a vector to explain, and a map of it.</summary>
public sealed class ContractVectorRow
{
    /// <summary>1 x 4 x 4 values.</summary>
    [VectorType(1, 4, 4)]
    public float[] Pixels { get; set; } = [];

    /// <summary>A map of 4 x 4 values.</summary>
    [VectorType(4, 4)]
    public float[] Map { get; set; } = [];

    /// <summary>The map's class.</summary>
    public int MapTarget { get; set; }

    /// <summary>The row's number.</summary>
    public int Number { get; set; }

    /// <summary>Rows that differ.</summary>
    public static ContractVectorRow[] Many(int count) => [.. Enumerable.Range(0, count).Select(n => new ContractVectorRow
    {
        Pixels = [.. Enumerable.Range(0, 16).Select(i => 1 + MathF.Sin((17 * n) + i))],
        Map = [.. Enumerable.Range(0, 16).Select(i => MathF.Cos((19 * n) + i))],
        MapTarget = n % 2,
        Number = n,
    })];
}

/// <summary>A row with an image to explain, and a map of it.</summary>
public sealed class ContractImageRow
{
    /// <summary>An image of 4 x 4 pixels, made anew for each read: ML.NET disposes what it has read.</summary>
    [ImageType(4, 4)]
    public MLImage Image
    {
        get => RgbImage.FromPixels([.. Enumerable.Range(0, 48).Select(i => (byte)((37 * Number) + (5 * i)))], 4, 4, PixelFormat.Rgb24).ToMLImage();
        set => _ = value;
    }

    /// <summary>A map of 4 x 4 values.</summary>
    [VectorType(4, 4)]
    public float[] Map { get; set; } = [];

    /// <summary>The map's class.</summary>
    public int MapTarget { get; set; }

    /// <summary>The row's number.</summary>
    public int Number { get; set; }

    /// <summary>Rows that differ.</summary>
    public static ContractImageRow[] Many(int count) =>
        [.. ContractVectorRow.Many(count).Select(row => new ContractImageRow { Map = row.Map, MapTarget = row.MapTarget, Number = row.Number })];
}
