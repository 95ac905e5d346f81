using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Microsoft.ML.Saliency;

/// <summary>Writes what stands in the place of removed pixels. Used by one thread at a time.</summary>
/// <param name="index">Number of the perturbation.</param>
/// <param name="removed">Which of the H x W pixels are removed; read by baselines that impute.</param>
/// <param name="baseline">Where to write: all C x H x W values, in the scorer's layout and the model's space.</param>
internal delegate void BaselineWriter(ulong index, ReadOnlySpan<bool> removed, Span<float> baseline);

/// <summary>The values in which a baseline is defined. Peers leave this open: "black" is pixel 0 in one and the mean color in
/// another.</summary>
public enum BaselineSpace
{
    /// <summary>Pixel values, 0..255, before the model's preprocessing.</summary>
    Pixel,

    /// <summary>The model's input values, after the preprocessing: 0 is the mean color for models whose input is normalized.</summary>
    Model,
}

/// <summary>On what the values of a baseline depend, besides the image.</summary>
public enum BaselineVariation
{
    /// <summary>On nothing: the same for every perturbation of an image.</summary>
    Fixed,

    /// <summary>On the perturbation's number: drawn anew for each from (seed, image, number).</summary>
    Random,

    /// <summary>On which pixels are removed, and possibly on the perturbation's number.</summary>
    Imputed,
}

/// <summary>What stands in the place of removed pixels: the choice on which, as Brunke et al. (ECCV Workshops 2020) show, maps and metrics
/// depend. See <see cref="KnownBaselines"/>. Immutable and thread-safe.</summary>
/// <remarks>Every baseline but a picture has a text form, a name and its numbers as in "gaussian-blur:10", which <see
/// cref="Parse(string)"/> reads, and which the command line, settings files, JSON and reports share.</remarks>
public abstract class Baseline
{
    private protected Baseline(string name, BaselineSpace space, BaselineVariation variation)
    {
        Name = name;
        Space = space;
        Variation = variation;
    }

    /// <summary>What <see cref="Parse(string)"/> reads: model-zero, model-constant:V, black, white, gray, color:R,G,B, image-mean,
    /// gaussian-blur:SIGMA and so on. Numbers at the end may be left out where <see cref="KnownBaselines"/> has a default.</summary>
    public static string Forms => BaselineText.Forms;

    /// <summary>The text form, as in "gaussian-blur:10"; of a picture, what it was called.</summary>
    public string Name { get; }

    /// <summary>The values in which the baseline is defined.</summary>
    [JsonIgnore]
    public BaselineSpace Space { get; }

    /// <summary>On what its values depend, besides the image.</summary>
    [JsonIgnore]
    public BaselineVariation Variation { get; }

    /// <summary>Reads the text form: one of <see cref="Forms"/>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">There is no such baseline.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Baseline Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return BaselineText.Read(text) ?? throw new FormatException($"A baseline must be one of {Forms}, but was '{text}'.");
    }

    /// <summary>Reads the text form, if it is one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="baseline">The baseline; null if there is no such baseline or a number is out of its range.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Baseline? baseline)
    {
        try
        {
            baseline = text is null ? null : BaselineText.Read(text);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            baseline = null;
        }

        return baseline is not null;
    }

    /// <summary>Gets the same baseline with another seed; one without a seed is returned as it is.</summary>
    /// <param name="offset">What is added to the seed.</param>
    internal virtual Baseline AddToSeed(ulong offset) => this;

    /// <summary>Replaces the whole image: what the classifier is shown when every pixel is removed.</summary>
    /// <param name="input">The image.</param>
    /// <param name="shape">The model's input.</param>
    /// <param name="index">Number of the perturbation, for random baselines.</param>
    /// <returns>C x H x W values in the shape's layout.</returns>
    /// <exception cref="ArgumentException">
    /// The input does not fit the shape, or the baseline is defined in pixel space and the input's preprocessing is unknown.
    /// </exception>
    public float[] Apply(ClassifierInput input, TensorShape shape, ulong index = 0)
    {
        ArgumentNullException.ThrowIfNull(input);
        input.Require(shape);
        var removed = new bool[shape.Height * shape.Width];
        Array.Fill(removed, true);
        var baseline = new float[shape.Length];
        CreateWriter(input, shape)(index, removed, baseline);
        return baseline;
    }

    /// <summary>Gets the text form, which <see cref="Parse(string)"/> reads; of a picture, what it was called.</summary>
    public override string ToString() => Name;

    /// <summary>Prepares the baseline of one image for one thread.</summary>
    internal abstract BaselineWriter CreateWriter(ClassifierInput input, TensorShape shape);

    /// <summary>The text form: the name and the numbers, without a seed of 0 at the end.</summary>
    private protected static string Text(string name, params object[] numbers)
    {
        string[] texts = [.. numbers.Where((number, i) => i < numbers.Length - 1 || number is not 0UL)
            .Select(number => Convert.ToString(number, CultureInfo.InvariantCulture)!)];
        return texts.Length == 0 ? name : $"{name}:{string.Join(',', texts)}";
    }
}
