namespace Microsoft.ML.Saliency;

/// <summary>A given image at the model's size, with values that need not be whole.</summary>
internal sealed class PlanesBaseline : PixelBaseline
{
    private readonly TensorShape _size;
    private readonly float[] _planes;

    public PlanesBaseline(string name, ReadOnlySpan<float> planes, TensorShape size)
        : base(name, BaselineVariation.Fixed)
    {
        if (planes.Length != size.Length)
        {
            throw new ArgumentException(
                $"An image of {size.Channels} x {size.Height} x {size.Width} has {size.Length} values; given were {planes.Length}.", nameof(planes));
        }

        for (int i = 0; i < planes.Length; i++)
        {
            if (!float.IsFinite(planes[i]))
            {
                throw new ArgumentException($"Expected were finite values; value {i} of the image is {planes[i]}.", nameof(planes));
            }
        }

        _size = size;
        _planes = planes.ToArray();
    }

    protected override PixelWriter CreatePixelWriter(PixelImage image)
    {
        TensorShape shape = image.Shape;
        if ((shape.Channels, shape.Height, shape.Width) != (_size.Channels, _size.Height, _size.Width))
        {
            throw new ArgumentException(
                $"The baseline '{Name}' is an image of {_size.Channels} x {_size.Height} x {_size.Width}; " +
                $"the model's input is {shape.Channels} x {shape.Height} x {shape.Width}.");
        }

        return (_, _, planes) => _planes.CopyTo(planes);
    }
}
