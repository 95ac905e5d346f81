namespace Microsoft.ML.Saliency;

/// <summary>The baselines that can be chosen from. Each says in which space it is defined: pixel space is red, green, blue (or gray),
/// 0..255, as floats that are not rounded, at the model's size; it then goes through the model's preprocessing, which the input has to know
/// (<see cref="ClassifierInput.Preprocessing"/>). Model space is the model's input values. Colors on a gray model turn into their luma
/// (ITU-R 601).</summary>
/// <remarks>Random baselines are a pure function of (seed, image, number of the perturbation), whatever the batch size, the number of
/// threads and the order; "image" is the content of the tensor, wherever it stands in a data set.</remarks>
public static partial class KnownBaselines
{
    /// <summary>Zero in the model's space: the mean color for models whose input is normalized, black for models of 0..1. What RISE's
    /// authors, Captum and Xplique do by default, and often call "black".</summary>
    public static Baseline ModelZero => ModelConstantBaseline.Zero;

    /// <summary>Pixel value 0, pixel space.</summary>
    public static Baseline Black { get; } = new ColorBaseline(new(0));

    /// <summary>Pixel value 255, pixel space.</summary>
    public static Baseline White { get; } = new ColorBaseline(new(255));

    /// <summary>Pixel value 127.5, pixel space. Our choice: the exact middle of 0..255, 0.5 after division by 255, since baselines need not
    /// be whole numbers; peers' 128 is <c>Color(128, 128, 128)</c>.</summary>
    public static Baseline Gray { get; } = new ColorBaseline(new(127.5f));

    /// <summary>The mean color of the image itself, pixel space: per color, over all H x W pixels.</summary>
    public static Baseline ImageMean { get; } = new ImageMeanBaseline();

    /// <summary>One value for all channels and pixels, in the model's space.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public static Baseline ModelConstant(float value) => new ModelConstantBaseline(value);

    /// <summary>One color, pixel space.</summary>
    /// <param name="red">Red, 0 to 255.</param>
    /// <param name="green">Green, 0 to 255.</param>
    /// <param name="blue">Blue, 0 to 255.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Baseline Color(float red, float green, float blue) => new ColorBaseline(new(red, green, blue));

    /// <summary>A data set's mean color, pixel space.</summary>
    /// <param name="color">
    /// The color, 0..255, as of <see cref="Saliency.DataSetMean.ToColor"/>; ImageNet's is about (123.675, 116.28, 103.53).
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Baseline DataSetMean(ChannelValues color) => new ColorBaseline(color);

    /// <summary>A data set's mean image, pixel space.</summary>
    /// <param name="planes">
    /// C x H x W values, 0..255, red, green, blue (or gray), channels first, as of <see cref="Saliency.DataSetMean.ToPlanes"/>; copied.
    /// </param>
    /// <param name="shape">The model's input; its layout does not matter.</param>
    /// <exception cref="ArgumentException">
    /// The number of values does not fit the shape, or one is not finite. On use: the model's input has another size.
    /// </exception>
    public static Baseline DataSetMean(ReadOnlySpan<float> planes, TensorShape shape) =>
        new PlanesBaseline("data-set mean image", planes.ToArray(), shape);

    /// <summary>A data set's mean image, pixel space. It goes the way of <see cref="FromImage"/>.</summary>
    /// <param name="image">The mean image.</param>
    public static Baseline DataSetMean(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return new ImageBaseline("data-set mean image", image);
    }

    /// <summary>A given image, pixel space. It goes through the preprocessing as the explained images do, resizing and cropping included;
    /// with <see cref="ResizeMode.None"/> it must have the model's size.</summary>
    /// <param name="image">The image. Kept, not copied.</param>
    /// <param name="name">What reports call it.</param>
    /// <exception cref="ArgumentException">On use: the preprocessing cannot make the model's input of this image.</exception>
    public static Baseline FromImage(RgbImage image, string name = "given image")
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new ImageBaseline(name, image);
    }
}
