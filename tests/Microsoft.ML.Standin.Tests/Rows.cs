using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Standin.Tests;

public sealed class Row
{
    public float Number { get; set; }

    public string Text { get; set; } = "";

    [VectorType(2, 3)]
    public float[] Fixed { get; set; } = [];

    public double[] Free { get; set; } = [];
}

public sealed class ImageRow
{
    [ImageType(1, 2)]
    public MLImage? Image { get; set; }

    [ColumnName("Label")]
    public uint Class;

    [NoColumn]
    public object? Ignored { get; set; }
}

public sealed class NumberRow
{
    public float Number { get; set; }
}

public sealed class DoubledRow
{
    public float Doubled { get; set; }
}

internal static class Some
{
    public static MLContext ML { get; } = new(seed: 1);

    public static IDataView Numbers(int count) =>
        ML.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new NumberRow { Number = i }).ToList());
}
