using System.Runtime.CompilerServices;

namespace Microsoft.ML.Saliency;

/// <summary>
/// What stands between an image and a model: resize, crop, scale, mean and standard deviation; equal to torchvision's.
/// A tensor value is (pixel / <see cref="Divisor"/> - <see cref="Mean"/>) / <see cref="Std"/> with pixel in 0..255, computed in single
/// precision.
/// The catalogue is <see cref="KnownPreprocessing"/>; change a preset by <c>KnownPreprocessing.ImageNet with { ShortSide = 232 }</c>.
/// </summary>
/// <remarks>
/// Resizing is bilinear with antialiasing: a triangle filter of half-width max(1, scale) source pixels around half-pixel centres, its
/// weights renormalised at the border.
/// For a model with one channel the image is first turned grey, 8 bits a pixel, by ITU-R 601 luma as in Pillow's <c>convert("L")</c>.
/// </remarks>
public sealed record ImagePreprocessing
{
    /// <summary>How the image is brought to the model's input size.</summary>
    /// <value>Default: <see cref="ResizeMode.Exact"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enumeration.</exception>
    public ResizeMode Resize { get; init => field = Defined(value); }

    /// <summary>
    /// The length in pixels to which <see cref="ResizeMode.ShortSide"/> brings the short side; unused in the other modes.
    /// </summary>
    /// <value>Default: null, which is round(min(H, W) * 256 / 224): ImageNet's 256 for a model of 224 x 224, and in proportion.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? ShortSide
    {
        get;
        init
        {
            if (value is < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(ShortSide), value, "The short side must be at least 1 pixel.");
            }

            field = value;
        }
    }

    /// <summary>How the resized pixels are rounded.</summary>
    /// <value>Default: <see cref="ResizeRounding.Pillow"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enumeration.</exception>
    public ResizeRounding Rounding { get; init => field = Defined(value); }

    /// <summary>The order of the colours along the tensor's channel axis; has no effect on a grey model.</summary>
    /// <value>Default: <see cref="ChannelOrder.Rgb"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enumeration.</exception>
    public ChannelOrder ChannelOrder { get; init => field = Defined(value); }

    /// <summary>What the pixel values 0..255 are divided by, before anything else.</summary>
    /// <value>Default: 255, for values in 0..1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public float Divisor { get; init => field = Positive(value); } = 255;

    /// <summary>
    /// What is subtracted from each channel, in units of pixel / <see cref="Divisor"/>. A grey model needs three equal values.
    /// </summary>
    /// <value>Default: 0.</value>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite.</exception>
    public ChannelValues Mean
    {
        get;
        init
        {
            if (!float.IsFinite(value.Red + value.Green + value.Blue))
            {
                throw new ArgumentOutOfRangeException(nameof(Mean), value, "The mean must be finite.");
            }

            field = value;
        }
    }

    /// <summary>
    /// What each channel is divided by at last, in units of pixel / <see cref="Divisor"/>. A grey model needs three equal values.
    /// </summary>
    /// <value>Default: 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">A value is not positive and finite.</exception>
    public ChannelValues Std { get; init => field = new(Positive(value.Red), Positive(value.Green), Positive(value.Blue)); } = new(1);

    /// <summary>Turns an image into the tensor that the model eats.</summary>
    /// <param name="image">The image.</param>
    /// <param name="shape">Shape and layout of the model's input, with 1 or 3 channels.</param>
    /// <param name="destination">Receives the C x H x W values in the shape's layout.</param>
    /// <exception cref="ArgumentException">
    /// The shape has neither 1 nor 3 channels, or no pixel; it has 1 and mean or standard deviation differ between the colours;
    /// the length of the destination is not that of the shape; or the image can't be brought to the input size
    /// (<see cref="ResizeMode.None"/>: it has another size; <see cref="ResizeMode.ShortSide"/>: resized, it is smaller than the input).
    /// </exception>
    public void Apply(RgbImage image, TensorShape shape, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(image);
        Placement placement = Place(image.Height, image.Width, shape);
        if (destination.Length != shape.Length)
        {
            throw new ArgumentException(
                $"A tensor of {shape} has {shape.Length} values; the destination has {destination.Length}.", nameof(destination));
        }

        int channels = shape.Channels;
        ReadOnlySpan<byte> pixels = channels == 1 ? image.ToGray() : image.Pixels;
        float[] resized = Resampler.Resample(
            pixels,
            channels,
            new ResampledAxis(image.Height, placement.ResizedHeight, placement.Top, shape.Height),
            new ResampledAxis(image.Width, placement.ResizedWidth, placement.Left, shape.Width),
            Rounding);

        for (int channel = 0; channel < channels; channel++)
        {
            int colour = ChannelOrder == ChannelOrder.Rgb ? channel : channels - 1 - channel;
            (float mean, float std) = (Mean[colour], Std[colour]);
            (int target, int step) = shape.Layout == TensorLayout.Nchw ? (channel * shape.Height * shape.Width, 1) : (channel, channels);
            for (int source = colour; source < resized.Length; source += channels, target += step)
            {
                destination[target] = ((resized[source] / Divisor) - mean) / std;
            }
        }
    }

    /// <summary>The part of an image that the model sees, so that a saliency map can be laid over the picture it explains.</summary>
    /// <param name="imageHeight">Height of the image in pixels, at least 1.</param>
    /// <param name="imageWidth">Width of the image in pixels, at least 1.</param>
    /// <param name="shape">Shape of the model's input, with 1 or 3 channels.</param>
    /// <returns>
    /// The region in the image's pixels: the whole image, or what the crop of <see cref="ResizeMode.ShortSide"/> leaves of it.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">Height or width is below 1.</exception>
    /// <exception cref="ArgumentException">As for <see cref="Apply"/>.</exception>
    public ImageRegion VisibleRegion(int imageHeight, int imageWidth, TensorShape shape)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(imageHeight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(imageWidth, 1);
        Placement placement = Place(imageHeight, imageWidth, shape);
        double rows = (double)imageHeight / placement.ResizedHeight;
        double columns = (double)imageWidth / placement.ResizedWidth;
        return new(placement.Top * rows, placement.Left * columns, shape.Height * rows, shape.Width * columns);
    }

    private Placement Place(int imageHeight, int imageWidth, TensorShape shape)
    {
        CheckShape(shape);
        if (Resize == ResizeMode.ShortSide)
        {
            return PlaceByShortSide(imageHeight, imageWidth, shape);
        }

        if (Resize == ResizeMode.None && (imageHeight, imageWidth) != (shape.Height, shape.Width))
        {
            throw new ArgumentException(
                $"Without resizing the image must have the model's input size of {shape.Height} x {shape.Width} pixels; "
                + $"given were {imageHeight} x {imageWidth}.");
        }

        return new(shape.Height, shape.Width, 0, 0);
    }

    private Placement PlaceByShortSide(int imageHeight, int imageWidth, TensorShape shape)
    {
        int side = ShortSide ?? (int)Math.Round(Math.Min(shape.Height, shape.Width) * 256 / 224.0);
        (int height, int width) = imageHeight < imageWidth
            ? (side, checked((int)((long)side * imageWidth / imageHeight)))
            : (checked((int)((long)side * imageHeight / imageWidth)), side);
        if (height < shape.Height || width < shape.Width)
        {
            throw new ArgumentException(
                $"The middle of {shape.Height} x {shape.Width} pixels can't be cut out: an image of {imageHeight} x {imageWidth} pixels "
                + $"has {height} x {width} with its short side resized to {side}. Choose a larger ShortSide or ResizeMode.Exact.");
        }

        // torchvision: int(round((side - crop) / 2.0)), Python's round being half to even.
        return new(height, width, (int)Math.Round((height - shape.Height) / 2.0), (int)Math.Round((width - shape.Width) / 2.0));
    }

    private void CheckShape(TensorShape shape)
    {
        if (shape.Channels is not (1 or 3))
        {
            throw new ArgumentException(
                $"An image has 1 channel (grey) or 3 (colour); the model's input of {shape} has {shape.Channels}.", nameof(shape));
        }

        if (shape.Height < 1 || shape.Width < 1)
        {
            throw new ArgumentException(
                $"The model's input must have at least 1 x 1 pixels; given were {shape.Height} x {shape.Width}.", nameof(shape));
        }

        if (shape.Channels == 1 && !(Mean.IsGray && Std.IsGray))
        {
            throw new ArgumentException(
                $"A grey model needs one mean and one standard deviation; given were, by colour, {Mean} and {Std}.", nameof(shape));
        }
    }

    private static T Defined<T>(T value, [CallerMemberName] string property = "")
        where T : struct, Enum
        => Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(property, value, $"Unknown {typeof(T).Name}.");

    private static float Positive(float value, [CallerMemberName] string property = "")
        => value > 0 && float.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(property, value, $"{property} must be positive and finite.");

    /// <summary>Size of the whole resized image, and where in it the model's input begins.</summary>
    private readonly record struct Placement(int ResizedHeight, int ResizedWidth, int Top, int Left);
}
