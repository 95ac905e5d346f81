namespace Microsoft.ML.Saliency;

/// <summary>Learns the mean of a data set's images, at the model's size and in pixel space: per pixel and as one color. Sums are kept in
/// double precision. Not thread-safe.</summary>
public sealed class DataSetMean
{
    private readonly double[] _sums;
    private readonly float[] _planes;

    /// <summary>Starts with no image.</summary>
    /// <param name="shape">The model's input, with 1 or 3 channels.</param>
    /// <exception cref="ArgumentException">The shape has neither 1 nor 3 channels, or no pixel.</exception>
    public DataSetMean(TensorShape shape)
    {
        if (shape.Channels is not (1 or 3) || shape.Height < 1 || shape.Width < 1)
        {
            throw new ArgumentException(
                $"The model's input must have 1 channel (gray) or 3 (color) and at least 1 x 1 pixels, but was {shape}.", nameof(shape));
        }

        Shape = shape;
        _sums = new double[shape.Length];
        _planes = new float[shape.Length];
    }

    /// <summary>The model's input.</summary>
    public TensorShape Shape { get; }

    /// <summary>How many images have been added.</summary>
    public long Count { get; private set; }

    /// <summary>Adds an image in the form of the model's input; its preprocessing leads back to pixels.</summary>
    /// <param name="input">The image, of this shape.</param>
    /// <exception cref="ArgumentException">
    /// The input does not fit the shape, has a value that is not finite, or its preprocessing is unknown.
    /// </exception>
    public void Add(ClassifierInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        input.Require(Shape);
        if (input.Preprocessing is null)
        {
            throw new ArgumentException(
                "The mean of a data set is taken in pixel space, but the input's preprocessing is unknown. " +
                $"Give the input its {nameof(ImagePreprocessing)}.",
                nameof(input));
        }

        new PixelSpace(input.Preprocessing, Shape).ToPixels(input.Tensor.Span, _planes);
        AddPlanes();
    }

    /// <summary>Adds an image of H x W pixels. Images of other sizes come by <see cref="ClassifierInput.FromImage"/>.</summary>
    /// <param name="image">The image; for a gray model its luma is taken, as by <see cref="ImagePreprocessing"/>.</param>
    /// <exception cref="ArgumentException">The image has another size.</exception>
    public void Add(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if ((image.Height, image.Width) != (Shape.Height, Shape.Width))
        {
            throw new ArgumentException(
                $"The image must have the model's input size, {Shape.Height} x {Shape.Width} pixels, " +
                $"but has {image.Height} x {image.Width}. Make it a {nameof(ClassifierInput)} first, which resizes it.",
                nameof(image));
        }

        byte[] values = Shape.Channels == 1 ? image.ToGray() : image.Pixels;
        int pixels = Shape.Height * Shape.Width;
        for (int i = 0; i < values.Length; i++)
        {
            (int pixel, int color) = Math.DivRem(i, Shape.Channels);
            _planes[(color * pixels) + pixel] = values[i];
        }

        AddPlanes();
    }

    /// <summary>The mean of each pixel.</summary>
    /// <returns>
    /// C x H x W values, 0..255, red, green, blue (or gray), channels first; to be kept, and given to
    /// <see cref="KnownBaselines.DataSetMean(ReadOnlySpan{float}, TensorShape)"/>.
    /// </returns>
    /// <exception cref="InvalidOperationException">No image has been added.</exception>
    public float[] ToPlanes()
    {
        RequireImages();
        return Array.ConvertAll(_sums, sum => (float)(sum / Count));
    }

    /// <summary>The mean of all pixels.</summary>
    /// <returns>A color, 0..255; for a gray model three equal values.</returns>
    /// <exception cref="InvalidOperationException">No image has been added.</exception>
    public ChannelValues ToColor()
    {
        RequireImages();
        return Shape.Channels == 1 ? new(Mean(0)) : new(Mean(0), Mean(1), Mean(2));
    }

    /// <summary>The baseline that shows the mean of each pixel.</summary>
    /// <exception cref="InvalidOperationException">No image has been added.</exception>
    public Baseline ToBaseline() => KnownBaselines.DataSetMean(ToPlanes(), Shape);

    /// <summary>The baseline that shows the mean of all pixels.</summary>
    /// <exception cref="InvalidOperationException">No image has been added.</exception>
    public Baseline ToColorBaseline() => KnownBaselines.DataSetMean(ToColor());

    private void AddPlanes()
    {
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] += _planes[i];
        }

        Count++;
    }

    private float Mean(int plane)
    {
        int pixels = Shape.Height * Shape.Width;
        double sum = 0;
        foreach (double value in _sums.AsSpan(plane * pixels, pixels))
        {
            sum += value;
        }

        return (float)Math.Clamp(sum / Count / pixels, 0, 255);
    }

    private void RequireImages()
    {
        if (Count == 0)
        {
            throw new InvalidOperationException("The mean needs at least one image, but none has been added. Call Add first.");
        }
    }
}
