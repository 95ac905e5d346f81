using System.Text.Json.Serialization;

namespace Microsoft.ML.Saliency;

/// <summary>
/// What stands in the place of removed pixels: the choice on which, as Brunke et al. (ECCV Workshops 2020) show, maps and metrics depend.
/// See <see cref="KnownBaselines"/>. Immutable and thread-safe.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ModelConstantBaseline), "modelConstant")]
[JsonDerivedType(typeof(ColorBaseline), "color")]
[JsonDerivedType(typeof(ImageMeanBaseline), "imageMean")]
[JsonDerivedType(typeof(PlanesBaseline), "planes")]
[JsonDerivedType(typeof(ImageBaseline), "image")]
[JsonDerivedType(typeof(GaussianBlurBaseline), "gaussianBlur")]
[JsonDerivedType(typeof(BoxBlurBaseline), "boxBlur")]
[JsonDerivedType(typeof(RiseBlurBaseline), "riseBlur")]
[JsonDerivedType(typeof(UniformNoiseBaseline), "uniformNoise")]
[JsonDerivedType(typeof(GaussianNoiseBaseline), "gaussianNoise")]
[JsonDerivedType(typeof(PixelShuffleBaseline), "pixelShuffle")]
[JsonDerivedType(typeof(PatchShuffleBaseline), "patchShuffle")]
[JsonDerivedType(typeof(NoisyLinearImputationBaseline), "noisyLinearImputation")]
public abstract class Baseline
{
    private protected Baseline(string name, BaselineSpace space, BaselineVariation variation)
    {
        Name = name;
        Space = space;
        Variation = variation;
    }

    /// <summary>A name for reports, with the settings, as in "gaussian blur (sigma 10)".</summary>
    public string Name { get; }

    /// <summary>The values in which the baseline is defined.</summary>
    [JsonIgnore]
    public BaselineSpace Space { get; }

    /// <summary>On what its values depend, besides the image.</summary>
    [JsonIgnore]
    public BaselineVariation Variation { get; }

    /// <summary>The whole image replaced: what the classifier is shown when every pixel is removed.</summary>
    /// <param name="input">The image.</param>
    /// <param name="shape">What the model eats.</param>
    /// <param name="index">Number of the perturbation, for random baselines.</param>
    /// <returns>C x H x W values in the shape's layout.</returns>
    /// <exception cref="ArgumentException">The input does not fit the shape, or the baseline is defined in pixel space and the input's preprocessing is unknown.</exception>
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

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Prepares the baseline of one image for one thread.</summary>
    internal abstract BaselineWriter CreateWriter(ClassifierInput input, TensorShape shape);
}
