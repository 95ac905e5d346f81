namespace Microsoft.ML.Saliency;

/// <summary>A given image at the model's size, with values that need not be whole.</summary>
internal sealed class PlanesBaseline : PixelBaseline
{
    /// <param name="name">What reports call it.</param>
    /// <param name="planes">The values; kept.</param>
    /// <param name="size">The model's input; its layout does not matter.</param>
    public PlanesBaseline(string name, float[] planes, TensorShape size)
        : base(name, BaselineVariation.Fixed)
    {
        if (planes.Length != size.Length)
        {
            throw new ArgumentException(
                $"An image of {size.Channels} x {size.Height} x {size.Width} must have {size.Length} values, but has {planes.Length}.",
                nameof(planes));
        }

        for (int i = 0; i < planes.Length; i++)
        {
            if (!float.IsFinite(planes[i]))
            {
                throw new ArgumentException($"The values of an image must be finite, but value {i} is {planes[i]}.", nameof(planes));
            }
        }

        Size = size;
        Planes = planes;
    }

    public TensorShape Size { get; }

    public float[] Planes { get; }

    protected override PixelWriter CreatePixelWriter(PixelImage image)
    {
        TensorShape shape = image.Shape;
        if ((shape.Channels, shape.Height, shape.Width) != (Size.Channels, Size.Height, Size.Width))
        {
            throw new ArgumentException(
                $"Baseline '{Name}' must have the model's input size of {shape.Channels} x {shape.Height} x {shape.Width}, " +
                $"but has {Size.Channels} x {Size.Height} x {Size.Width}.");
        }

        return (_, _, planes) => Planes.CopyTo(planes);
    }
}
