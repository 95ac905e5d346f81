namespace Microsoft.ML.Saliency;

/// <summary>A baseline that is defined in pixel space: its subclasses see and write planes of 0..255, red, green, blue (or grey), each H x W.</summary>
internal abstract class PixelBaseline(string name, BaselineVariation variation) : Baseline(name, BaselineSpace.Pixel, variation)
{
    internal sealed override BaselineWriter CreateWriter(ClassifierInput input, TensorShape shape)
    {
        if (input.Preprocessing is null)
        {
            throw new ArgumentException(
                $"The baseline '{Name}' is defined in pixel space, but the input's preprocessing is unknown: give the input with its ImagePreprocessing, " +
                $"or take a baseline in model space, such as {nameof(KnownBaselines)}.{nameof(KnownBaselines.ModelZero)}.");
        }

        var space = new PixelSpace(input.Preprocessing, shape);
        var image = new float[shape.Length];
        space.ToPixels(input.Tensor.Span, image);
        var replaced = new float[shape.Length];
        PixelWriter write = CreatePixelWriter(image, shape, input.Identity);
        return (index, removed, baseline) =>
        {
            write(index, removed, replaced);
            space.ToTensor(replaced, baseline);
        };
    }

    /// <summary>Prepares the baseline of one image for one thread.</summary>
    /// <param name="image">The image's planes, C x H x W, 0..255.</param>
    /// <param name="shape">The image's size; planes are always channels first, whatever its layout.</param>
    /// <param name="identity">The image's number, for random draws.</param>
    protected abstract PixelWriter CreatePixelWriter(float[] image, TensorShape shape, ulong identity);
}
