using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace PlainLoad;

/// <summary>An image, and a vector of 3 x 8 x 8 values.</summary>
public sealed class Scene
{
    [VectorType(3, 8, 8)]
    public float[] Pixels { get; set; } = [];
    [ImageType(12, 10)]
    public MLImage? Image { get; set; }

    /// <summary>The values of the vector.</summary>
    public static float[] CreatePixels() => [.. Enumerable.Range(0, 3 * 8 * 8).Select(i => MathF.Sin(i / 3f))];

    /// <summary>An image of 12 x 10 pixels.</summary>
    public static MLImage CreateImage() =>
        MLImage.CreateFromPixels(
            10, 12, MLPixelFormat.Bgra32, [.. Enumerable.Range(0, 12 * 10 * 4).Select(i => i % 4 == 3 ? byte.MaxValue : (byte)(i * 7))]);
}
