namespace Microsoft.ML.Saliency.Tests;

/// <summary>A row with a vector to explain, and a map of it.</summary>
public sealed class ContractVectorRow
{
    [VectorType(1, 4, 4)]
    public float[] Pixels { get; set; } = [];
    [VectorType(4, 4)]
    public float[] Map { get; set; } = [];
    public int MapTarget { get; set; }
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
        get
        {
            byte[] pixels = [.. Enumerable.Range(0, 48).Select(i => (byte)((37 * Number) + (5 * i)))];
            return RgbImage.FromPixels(pixels, 4, 4, PixelFormat.Rgb24).ToMLImage();
        }
        set => _ = value;
    }

    [VectorType(4, 4)]
    public float[] Map { get; set; } = [];
    public int MapTarget { get; set; }
    public int Number { get; set; }

    /// <summary>Rows that differ.</summary>
    public static ContractImageRow[] Many(int count) =>
        Array.ConvertAll(
            ContractVectorRow.Many(count), row => new ContractImageRow { Map = row.Map, MapTarget = row.MapTarget, Number = row.Number });
}

/// <summary>What the estimators of maps add for several targets.</summary>
public sealed class ContractMaps
{
    public float[] Saliency { get; set; } = [];
    public int[] SaliencyTarget { get; set; } = [];
    public float[] SaliencyScore { get; set; } = [];
}

/// <summary>What the estimator of curves adds.</summary>
public sealed class ContractCurve
{
    public float[] Curve { get; set; } = [];
    public float[] CurveFractions { get; set; } = [];
    public float CurveAuc { get; set; }
    public float CurveAopc { get; set; }
}

/// <summary>What the estimator of heat maps adds.</summary>
public sealed class ContractPicture
{
    [ImageType(4, 4)]
    public MLImage? Picture { get; set; }
}
