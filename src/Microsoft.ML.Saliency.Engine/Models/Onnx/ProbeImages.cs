namespace Microsoft.ML.Saliency;

/// <summary>The inputs that show what kind of scores a model returns. None suits every preprocessing, so there are several.</summary>
internal static class ProbeImages
{
    // ImageNet's mean and standard deviation over all colors, roughly; enough to move a photograph's values around zero.
    private const float Mean = 0.45f, Std = 0.225f;

    // A photograph of a cat, 48 x 48 pixels ("Chelsea" of scikit-image, public domain).
    private static readonly Lazy<RgbImage> Cat = new(() =>
    {
        using Stream stream = typeof(ProbeImages).Assembly.GetManifestResourceStream("Microsoft.ML.Saliency.Models.Onnx.probe.png")!;
        return RgbImage.Load(stream);
    });

    /// <summary>The position of the photograph in the units of most models, around zero.</summary>
    public const int Photograph = 3;

    /// <summary>Creates tensors of a shape: zeros, two patterns that look like no image in particular, and a photograph in the units of
    /// the usual preprocessing: 0..1, around zero, 0..255.</summary>
    public static float[][] Create(TensorShape shape)
    {
        float[] photograph = Draw(shape);
        return
        [
            new float[shape.Length],
            [.. photograph],
            Pattern(shape, 2),
            [.. photograph.Select(value => (value - Mean) / Std)],
            Pattern(shape, 128),
            [.. photograph.Select(value => value * byte.MaxValue)],
        ];
    }

    private static float[] Pattern(TensorShape shape, float magnitude) =>
        [.. Enumerable.Range(0, shape.Length).Select(i => magnitude * MathF.Sin(i * 0.7f))];

    /// <summary>The photograph, stretched to the shape, as values 0..1.</summary>
    private static float[] Draw(TensorShape shape)
    {
        RgbImage photograph = Cat.Value;
        var values = new float[shape.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (int channel, int pixel) = shape.Layout == TensorLayout.Nchw
                ? Math.DivRem(i, shape.Height * shape.Width)
                : (i % shape.Channels, i / shape.Channels);
            (int row, int column) = Math.DivRem(pixel, shape.Width);
            int source = (row * photograph.Height / shape.Height * photograph.Width) + (column * photograph.Width / shape.Width);
            // Channels that are not colors repeat them; an image's fourth is opaque.
            values[i] = shape.Channels == 4 && channel == 3 ? 1 : photograph.Pixels[(3 * source) + (channel % 3)] / (float)byte.MaxValue;
        }

        return values;
    }
}
