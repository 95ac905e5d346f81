namespace Microsoft.ML.Saliency;

/// <summary>Writes a baseline's planes of pixel values.</summary>
/// <param name="index">Number of the perturbation.</param>
/// <param name="removed">Which of the H x W pixels are removed.</param>
/// <param name="planes">Where to write: C x H x W values, 0..255, red, green, blue (or gray).</param>
internal delegate void PixelWriter(ulong index, ReadOnlySpan<bool> removed, Span<float> planes);

/// <summary>A baseline that is defined in pixel space: its subclasses see and write planes of 0..255, red, green, blue (or gray), each H x
/// W.</summary>
internal abstract class PixelBaseline(string name, BaselineVariation variation) : Baseline(name, BaselineSpace.Pixel, variation)
{
    internal sealed override BaselineWriter CreateWriter(ClassifierInput input, TensorShape shape)
    {
        if (input.Preprocessing is null)
        {
            throw new ArgumentException(
                $"Baseline '{Name}' is defined in pixel space, but the input's preprocessing is unknown. " +
                $"Give the input its {nameof(ImagePreprocessing)}, or use a baseline in model space, " +
                $"such as {nameof(KnownBaselines)}.{nameof(KnownBaselines.ModelZero)}.");
        }

        var space = new PixelSpace(input.Preprocessing, shape);
        TensorShape colors = shape.Colors;
        var image = new PixelImage(new float[colors.Length], colors, input.Identity, input.Preprocessing);
        space.ToPixels(input.Tensor.Span, image.Planes);
        PixelWriter write = CreatePixelWriter(image);
        var planes = new float[colors.Length];
        if (Variation != BaselineVariation.Fixed)
        {
            return (index, removed, baseline) =>
            {
                write(index, removed, planes);
                space.ToTensor(planes, baseline);
            };
        }

        write(0, [], planes);
        var tensor = new float[shape.Length];
        space.ToTensor(planes, tensor);
        return (_, _, baseline) => tensor.CopyTo(baseline);
    }

    /// <summary>Prepares the baseline of one image for one thread. A fixed baseline is written once, with the number 0 and no pixel marked
    /// as removed.</summary>
    /// <param name="image">The image.</param>
    protected abstract PixelWriter CreatePixelWriter(PixelImage image);
}
