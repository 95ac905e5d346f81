using System.Runtime.CompilerServices;

namespace Microsoft.ML.Saliency;

/// <summary>The steps from an image to a model's input: resize, crop, scale, mean and standard deviation; equal to torchvision's. A tensor
/// value is (pixel / <see cref="Divisor"/> - <see cref="Mean"/>) / <see cref="Std"/> in single precision, with pixel in 0..255. <see
/// cref="KnownPreprocessing"/> has the presets; change one by <c>KnownPreprocessing.ImageNet with { ShortSide = 232 }</c>.</summary>
/// <remarks>Resizing is bilinear with antialiasing: a triangle filter of half-width max(1, scale) source pixels around half-pixel centers,
/// its weights renormalized at the border. For a model with one channel the image is first made gray, 8 bits a pixel, by ITU-R 601 luma as
/// in Pillow's <c>convert("L")</c>.</remarks>
public sealed record ImagePreprocessing
{
    /// <summary>How the image is brought to the model's input size.</summary>
    /// <value>Default: <see cref="ResizeMode.Exact"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enumeration.</exception>
    public ResizeMode Resize { get; init => field = Defined(value); }

    /// <summary>The length in pixels to which <see cref="ResizeMode.ShortSide"/> brings the short side; unused in the other
    /// modes.</summary>
    /// <value>Default: null, which is round(min(H, W) * 256 / 224): ImageNet's 256 for a model of 224 x 224, and in proportion.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? ShortSide
    {
        get;
        init => field = value is not < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(ShortSide), value, "ShortSide must be at least 1 pixel.");
    }

    /// <summary>How the resized pixels are rounded.</summary>
    /// <value>Default: <see cref="ResizeRounding.Pillow"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enumeration.</exception>
    public ResizeRounding Rounding { get; init => field = Defined(value); }

    /// <summary>The order of the colors along the tensor's channel axis; unused for a gray model.</summary>
    /// <value>Default: <see cref="ChannelOrder.Rgb"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enumeration.</exception>
    public ChannelOrder ChannelOrder { get; init => field = Defined(value); }

    /// <summary>What the pixel values 0..255 are divided by, before anything else.</summary>
    /// <value>Default: 255, for values in 0..1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public float Divisor { get; init => field = Positive(value); } = 255;

    /// <summary>What is subtracted from each channel, in units of pixel / <see cref="Divisor"/>. A gray model needs three equal
    /// values.</summary>
    /// <value>Default: 0.</value>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite.</exception>
    public ChannelValues Mean
    {
        get;
        init => field = float.IsFinite(value.Red + value.Green + value.Blue)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Mean), value, "Mean must be finite.");
    }

    /// <summary>What each channel is divided by last, in units of pixel / <see cref="Divisor"/>. A gray model needs three equal
    /// values.</summary>
    /// <value>Default: 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">A value is not positive and finite.</exception>
    public ChannelValues Std { get; init => field = new(Positive(value.Red), Positive(value.Green), Positive(value.Blue)); } = new(1);

    /// <summary>Turns an image into the model's input tensor.</summary>
    /// <param name="image">The image.</param>
    /// <param name="shape">Shape and layout of the model's input, with 1, 3 or 4 channels.</param>
    /// <param name="destination">Receives the C x H x W values in the shape's layout.</param>
    /// <exception cref="ArgumentException">
    /// The shape has not 1, 3 or 4 channels, or no pixel; it has 1 or 4 and the mean or the standard deviation differs between the colors;
    /// the destination has another length than the shape; or the image can't be brought to the input size
    /// (<see cref="ResizeMode.None"/>: it has another size; <see cref="ResizeMode.ShortSide"/>: resized, it is smaller than the input).
    /// </exception>
    public void Apply(RgbImage image, TensorShape shape, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(image);
        Placement placement = Place(image.Height, image.Width, shape);
        if (destination.Length != shape.Length)
        {
            throw new ArgumentException(
                $"The destination must have the {shape.Length} values of a tensor of {shape}, but has {destination.Length}.",
                nameof(destination));
        }

        int colors = shape.Colors.Channels;
        ReadOnlySpan<byte> pixels = colors == 1 ? image.ToGray() : image.Pixels;
        float[] resized = Resampler.Resample(
            pixels,
            colors,
            new ResampledAxis(image.Height, placement.ResizedHeight, placement.Top, shape.Height),
            new ResampledAxis(image.Width, placement.ResizedWidth, placement.Left, shape.Width),
            Rounding);

        for (int channel = 0; channel < colors; channel++)
        {
            int color = ChannelOrder == ChannelOrder.Rgb ? channel : colors - 1 - channel;
            (float mean, float std) = (Mean[color], Std[color]);
            (int target, int step) = Locate(channel, shape);
            for (int source = color; source < resized.Length; source += colors, target += step)
            {
                destination[target] = ((resized[source] / Divisor) - mean) / std;
            }
        }

        WriteAlpha(shape, destination);
    }

    /// <summary>Whether the values are the pixels' own, 0..255, as models that take bytes need them.</summary>
    internal bool KeepsBytes => this is { Divisor: 1, Mean: (0, 0, 0), Std: (1, 1, 1) };

    /// <summary>Returns the preprocessing of a classifier's images: this, or this without divisor, mean and standard deviation if the
    /// classifier takes the pixels' bytes.</summary>
    /// <param name="shape">The classifier's input.</param>
    /// <param name="takesBytes">Whether it takes bytes.</param>
    /// <exception cref="ArgumentException">It cannot make that input of any image.</exception>
    internal ImagePreprocessing For(TensorShape shape, bool takesBytes)
    {
        ImagePreprocessing fitted = takesBytes && !KeepsBytes ? this with { Divisor = 1, Mean = default, Std = new(1) } : this;
        fitted.CheckShape(shape);
        return fitted;
    }

    /// <summary>Makes a tensor's fourth channel, if it has one, what an opaque pixel's alpha becomes.</summary>
    internal void WriteAlpha(TensorShape shape, Span<float> tensor)
    {
        if (shape.Channels == 4)
        {
            (int target, int step) = Locate(3, shape);
            float opaque = ((byte.MaxValue / Divisor) - Mean.Red) / Std.Red;
            for (int pixel = 0; pixel < shape.Height * shape.Width; pixel++, target += step)
            {
                tensor[target] = opaque;
            }
        }
    }

    /// <summary>The part of an image that the model sees, so that a saliency map can be laid over the picture it explains.</summary>
    /// <param name="imageHeight">Height of the image in pixels, at least 1.</param>
    /// <param name="imageWidth">Width of the image in pixels, at least 1.</param>
    /// <param name="shape">Shape of the model's input, with 1, 3 or 4 channels.</param>
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

    /// <summary>Where in a tensor a channel's values begin, and how far apart they lie.</summary>
    private static (int First, int Step) Locate(int channel, TensorShape shape) =>
        shape.Layout == TensorLayout.Nchw ? (channel * shape.Height * shape.Width, 1) : (channel, shape.Channels);

    /// <summary>Tells whether another preprocessing makes the same tensors for a model's input: settings that are unused there, or written
    /// out, do not matter.</summary>
    internal bool IsSameFor(ImagePreprocessing other, TensorShape shape) => For(shape) == other.For(shape);

    private ImagePreprocessing For(TensorShape shape) => this with
    {
        ShortSide = Resize == ResizeMode.ShortSide ? ShortSideFor(shape) : null,
        Rounding = Resize == ResizeMode.None ? default : Rounding,
        ChannelOrder = shape.Channels == 1 ? default : ChannelOrder,
    };

    private int ShortSideFor(TensorShape shape) => ShortSide ?? (int)Math.Round(Math.Min(shape.Height, shape.Width) * 256 / 224.0);

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
                $"An image that is not resized must have the model's input size of {shape.Height} x {shape.Width} pixels, but has "
                + $"{imageHeight} x {imageWidth}. Choose ResizeMode.Exact or ShortSide.");
        }

        return new(shape.Height, shape.Width, 0, 0);
    }

    private Placement PlaceByShortSide(int imageHeight, int imageWidth, TensorShape shape)
    {
        int side = ShortSideFor(shape);
        (int height, int width) = imageHeight < imageWidth
            ? (side, checked((int)((long)side * imageWidth / imageHeight)))
            : (checked((int)((long)side * imageHeight / imageWidth)), side);
        if (height < shape.Height || width < shape.Width)
        {
            throw new ArgumentException(
                $"An image of {imageHeight} x {imageWidth} pixels, its short side resized to {side}, must have at least the model's input "
                + $"size of {shape.Height} x {shape.Width}, but has {height} x {width}. Choose a larger ShortSide or ResizeMode.Exact.");
        }

        // torchvision: int(round((side - crop) / 2.0)), Python's round being half to even.
        return new(height, width, (int)Math.Round((height - shape.Height) / 2.0), (int)Math.Round((width - shape.Width) / 2.0));
    }

    private void CheckShape(TensorShape shape)
    {
        if (shape.Channels is not (1 or 3 or 4))
        {
            throw new ArgumentException(
                $"The model's input of {shape} must have 1 channel (gray), 3 (color) or 4 (color and alpha), but has {shape.Channels}. "
                + "Images cannot be made into it; pass tensors.",
                nameof(shape));
        }

        if (shape.Height < 1 || shape.Width < 1)
        {
            throw new ArgumentException(
                $"The model's input must have at least 1 x 1 pixels, but has {shape.Height} x {shape.Width}.", nameof(shape));
        }

        if (shape.Channels != 3 && !(Mean.IsGray && Std.IsGray))
        {
            throw new ArgumentException(
                $"Mean and Std of a model with {shape.Channels} channel(s) must be the same for all colors, but are {Mean} and {Std}. "
                + "Use new ChannelValues(value), or a preprocessing without them.",
                nameof(shape));
        }
    }

    private static T Defined<T>(T value, [CallerMemberName] string property = "")
        where T : struct, Enum
        => Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(property, value, $"{property} must be a member of {typeof(T).Name}.");

    private static float Positive(float value, [CallerMemberName] string property = "")
        => value > 0 && float.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(property, value, $"{property} must be positive and finite.");

    /// <summary>Size of the whole resized image, and where in it the model's input begins.</summary>
    private readonly record struct Placement(int ResizedHeight, int ResizedWidth, int Top, int Left);
}

/// <summary>How an image is brought to the input size of a model.</summary>
public enum ResizeMode
{
    /// <summary>To the model's H x W at once; the aspect ratio is not kept. torchvision's <c>Resize((H, W))</c>.</summary>
    Exact,

    /// <summary>The short side to <see cref="ImagePreprocessing.ShortSide"/>, the aspect ratio kept (long side truncated to a whole pixel),
    /// then the middle H x W cropped. torchvision's <c>Resize(n)</c> and <c>CenterCrop((H, W))</c>.</summary>
    ShortSide,

    /// <summary>Not at all; an image of another size is refused.</summary>
    None,
}

/// <summary>How the resized pixels are rounded. The two differ by one gray level at most, on about a sixth of a photograph's
/// values.</summary>
public enum ResizeRounding
{
    /// <summary>Pillow's arithmetic, bit for bit: filter weights are multiples of 2^-22, and each pass rounds to 8 bits. This is
    /// torchvision's <c>Resize</c> on PIL images, with which published ImageNet accuracies are measured.</summary>
    Pillow,

    /// <summary>No rounding: torchvision's <c>Resize(antialias=True)</c> on float tensors.</summary>
    None,
}

/// <summary>The order of the colors along the channel axis of a tensor.</summary>
public enum ChannelOrder
{
    /// <summary>Red, green, blue: PyTorch's and most models' order.</summary>
    Rgb,

    /// <summary>Blue, green, red: the order of Caffe and OpenCV.</summary>
    Bgr,
}

/// <summary>One value per color channel, named by color so that no channel order can be mistaken.</summary>
/// <param name="Red">The value of the red channel.</param>
/// <param name="Green">The value of the green channel.</param>
/// <param name="Blue">The value of the blue channel.</param>
public readonly record struct ChannelValues(float Red, float Green, float Blue)
{
    /// <summary>Creates the same value for every channel, as gray models need it.</summary>
    /// <param name="value">The value.</param>
    public ChannelValues(float value)
        : this(value, value, value)
    {
    }

    internal bool IsGray => Red == Green && Green == Blue;

    /// <summary>The value by position in an RGB pixel.</summary>
    internal float this[int color] => color switch { 0 => Red, 1 => Green, _ => Blue };

    /// <summary>The values as in "(0.485, 0.456, 0.406)".</summary>
    public override string ToString() => $"({Red}, {Green}, {Blue})";
}

/// <summary>A rectangle of an image, in pixels; pixel (0, 0) covers the square from (0, 0) to (1, 1), so an H x W image is the region (0,
/// 0, H, W).</summary>
/// <param name="Top">Upper edge, counted downwards from the top of the image.</param>
/// <param name="Left">Left edge, counted from the left of the image.</param>
/// <param name="Height">Height.</param>
/// <param name="Width">Width.</param>
public readonly record struct ImageRegion(double Top, double Left, double Height, double Width);
