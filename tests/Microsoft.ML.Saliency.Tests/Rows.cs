namespace Microsoft.ML.Saliency.Tests;

/// <summary>A row with a vector of 1 x 4 x 4 values, and something that passes through.</summary>
internal sealed class VectorRow
{
    [VectorType(16)]
    public float[] Pixels { get; set; } = [];
    public int Number { get; set; }

    /// <summary>Row n has all pixels n + 1.</summary>
    public static VectorRow[] Many(int count) =>
        [.. Enumerable.Range(0, count).Select(n => new VectorRow { Pixels = [.. Enumerable.Repeat(n + 1f, 16)], Number = n })];
}

/// <summary>The new columns of one target, and what passed through.</summary>
internal sealed class MapRow
{
    public float[] Saliency { get; set; } = [];
    public int SaliencyTarget { get; set; }
    public float SaliencyScore { get; set; }
    public int Number { get; set; }
}
