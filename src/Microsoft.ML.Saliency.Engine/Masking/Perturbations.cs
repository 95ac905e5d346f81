namespace Microsoft.ML.Saliency;

/// <summary>Writes a perturbed image into the scorer's input buffer, or the numbers of a mask. Used by one thread at a time.</summary>
/// <param name="index">Number of the perturbation, from 0.</param>
/// <param name="tensor">Where to write: C x H x W values in the scorer's layout, or a mask of a <see cref="MaskFamily"/>.</param>
internal delegate void PerturbationWriter(long index, Span<float> tensor);

/// <summary>A numbered sequence of perturbed images.</summary>
/// <param name="CreateImageWriter">Makes a writer of the images for each thread.</param>
/// <param name="Masked">The same images as masks of one image; null if they are more than that.</param>
internal sealed record Perturbations(Func<PerturbationWriter> CreateImageWriter, MaskedImage? Masked = null)
{
    private bool StartsWithOriginal { get; init; }

    /// <summary>Names one of the images, in an error.</summary>
    public string NameOf(long index) =>
        !StartsWithOriginal ? $"perturbed image {index}" : index == 0 ? "the unperturbed image" : $"perturbed image {index - 1}";

    /// <summary>Puts the unperturbed image in front, as number 0.</summary>
    /// <param name="input">The image.</param>
    public Perturbations AfterOriginal(ClassifierInput input)
    {
        return new Perturbations(
            () => After((_, tensor) => input.Tensor.Span.CopyTo(tensor), CreateImageWriter()),
            Masked is null ? null : Masked with
            {
                CreateMaskWriter = () => After(
                    (_, mask) => MaskFamily.Write(mask, Masked.OriginalThreshold), Masked.CreateMaskWriter()),
            })
        {
            StartsWithOriginal = true,
        };

        static PerturbationWriter After(PerturbationWriter writeOriginal, PerturbationWriter write) => (index, tensor) =>
        {
            if (index == 0)
            {
                writeOriginal(0, tensor);
            }
            else
            {
                write(index - 1, tensor);
            }
        };
    }
}

/// <summary>An image x behind masks: x . M + b . (1 - M).</summary>
/// <param name="Masks">The form of the masks.</param>
/// <param name="Kept">The image x, C x H x W in the scorer's layout.</param>
/// <param name="Removed">Makes the baseline b, the same.</param>
/// <param name="CreateMaskWriter">Makes a writer of the masks for each thread.</param>
internal sealed record MaskedImage(
    MaskFamily Masks, ReadOnlyMemory<float> Kept, Func<ReadOnlyMemory<float>> Removed, Func<PerturbationWriter> CreateMaskWriter)
{
    /// <summary>The threshold of the mask, over a grid of ones, behind which the image is unperturbed.</summary>
    public float OriginalThreshold { get; init; } = MaskFamily.BelowAll;

    /// <summary>Creates it for a baseline that is the same behind each mask; null for another.</summary>
    public static MaskedImage? Create(
        MaskFamily masks, ClassifierInput input, TensorShape shape, Baseline baseline, Func<PerturbationWriter> createMaskWriter) =>
        baseline.Variation == BaselineVariation.Fixed
            ? new MaskedImage(masks, input.Tensor, () => baseline.Apply(input, shape), createMaskWriter)
            : null;
}
