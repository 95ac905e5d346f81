using System.Runtime.InteropServices;

namespace Microsoft.ML.Saliency;

/// <summary>An image as a classifier's input tensor and, where known, the preprocessing that made it.</summary>
public sealed class ClassifierInput
{
    /// <summary>Creates an input over a tensor, which is not copied.</summary>
    /// <param name="tensor">C x H x W values in the scorer's layout.</param>
    /// <param name="preprocessing">How the values were made of pixels; null if unknown: baselines in pixel space are then refused.</param>
    public ClassifierInput(ReadOnlyMemory<float> tensor, ImagePreprocessing? preprocessing = null)
    {
        Tensor = tensor;
        Preprocessing = preprocessing;
        Identity = Hash(tensor.Span);
    }

    /// <summary>The values, C x H x W in the scorer's layout.</summary>
    public ReadOnlyMemory<float> Tensor { get; }

    /// <summary>How the values were made of pixels; null if unknown.</summary>
    public ImagePreprocessing? Preprocessing { get; }

    /// <summary>A hash of the values: the "image" in (seed, image, index), from which random baselines draw in any data set.</summary>
    internal ulong Identity { get; }

    /// <summary>Creates an input whose preprocessing is unknown.</summary>
    /// <param name="tensor">C x H x W values in the scorer's layout.</param>
    public static implicit operator ClassifierInput(ReadOnlyMemory<float> tensor) => new(tensor);

    /// <summary>Creates an input whose preprocessing is unknown.</summary>
    /// <param name="tensor">C x H x W values in the scorer's layout.</param>
    public static implicit operator ClassifierInput(float[] tensor) => new(tensor);

    /// <summary>Preprocesses an image.</summary>
    /// <param name="image">The image, of any size that the preprocessing takes.</param>
    /// <param name="shape">Shape of the model's input.</param>
    /// <param name="preprocessing">How to turn the image into the input.</param>
    /// <exception cref="ArgumentException">The preprocessing cannot make this shape of this image.</exception>
    public static ClassifierInput FromImage(RgbImage image, TensorShape shape, ImagePreprocessing preprocessing)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        var tensor = new float[shape.Length];
        preprocessing.Apply(image, shape, tensor);
        return new ClassifierInput(tensor, preprocessing);
    }

    /// <summary>Checks the values before a classifier scores any of them.</summary>
    /// <param name="scorer">The classifier.</param>
    /// <exception cref="ArgumentException">There are more or fewer values, one of them is not finite, or the classifier takes bytes and the
    /// input holds other values.</exception>
    internal void Require(IScorer scorer)
    {
        Require(scorer.InputShape);
        if (!scorer.TakesBytes)
        {
            return;
        }

        ReadOnlySpan<float> input = Tensor.Span;
        (float lowest, float highest) = (TensorPrimitives.Min(input), TensorPrimitives.Max(input));
        if (Preprocessing is { KeepsBytes: false } || lowest < 0 || highest > byte.MaxValue)
        {
            throw new ArgumentException(
                $"The input of a model that takes bytes must be pixel values 0..255, but was {lowest} to {highest}"
                + (Preprocessing is null ? "" : $" after a divisor of {Preprocessing.Divisor}, a mean of {Preprocessing.Mean} and a "
                    + $"standard deviation of {Preprocessing.Std}")
                + ". Use an ImagePreprocessing with Divisor = 1 and no mean.",
                nameof(input));
        }
    }

    /// <summary>Checks the values before any of them is scored.</summary>
    /// <param name="shape">The shape that they must have.</param>
    /// <exception cref="ArgumentException">There are more or fewer values, or one of them is not finite.</exception>
    internal void Require(TensorShape shape)
    {
        ReadOnlySpan<float> input = Tensor.Span;
        if (input.Length != shape.Length)
        {
            throw new ArgumentException(
                $"The input must have {shape} = {shape.Length} values ({shape.Layout}), but had {input.Length}. "
                + "Preprocess the image for this shape.",
                nameof(input));
        }

        if (!float.IsFinite(TensorPrimitives.SumOfMagnitudes(input)))
        {
            for (int i = 0; i < input.Length; i++)
            {
                if (!float.IsFinite(input[i]))
                {
                    throw new ArgumentException(
                        $"The input's values must be finite, but value {i} was {input[i]}. "
                        + "Check the image and its preprocessing.",
                        nameof(input));
                }
            }
        }
    }

    /// <summary>FNV-1a, 64 bits, over the values' bits: stable across processes and platforms.</summary>
    private static ulong Hash(ReadOnlySpan<float> values)
    {
        ulong hash = 14695981039346656037;
        foreach (uint bits in MemoryMarshal.Cast<float, uint>(values))
        {
            hash = (hash ^ bits) * 1099511628211;
        }

        return hash;
    }
}
