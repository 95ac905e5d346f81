using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.Saliency;

/// <summary>How a model returns its scores.</summary>
/// <param name="Name">Name of the output.</param>
/// <param name="Type">Type of its elements.</param>
/// <param name="Tail">Its dimensions behind that of the images; all of them if <paramref name="HasBatchDimension"/> is false.</param>
/// <param name="HasBatchDimension">Whether its first dimension is the number of images.</param>
internal sealed record OnnxOutput(string Name, TensorElementType Type, long[] Tail, bool HasBatchDimension)
{
    /// <summary>Number of values that the model returns for an image.</summary>
    public int Width { get; } = (int)Tail.Aggregate(1L, (product, side) => product * side);

    /// <summary>Returns the dimensions for a number of images.</summary>
    public long[] Dimensions(int images) => HasBatchDimension ? [images, .. Tail] : Tail;

    /// <summary>Reads the scores' form off the dimensions of an output; null if it does not hold a score for each class.</summary>
    /// <param name="name">Name of the output.</param>
    /// <param name="type">Type of its elements.</param>
    /// <param name="dimensions">Its dimensions in a run.</param>
    /// <param name="images">Number of images in that run.</param>
    public static OnnxOutput? Read(string name, TensorElementType type, long[] dimensions, int images)
    {
        // N, N x K, N x K x 1 x 1 or N x 1 x 1 x K; for one image, which may have no batch dimension, also K.
        bool hasBatch = images > 1 || dimensions.Length > 1;
        if (dimensions.Contains(0) || (hasBatch && (dimensions.Length == 0 || dimensions[0] != images)))
        {
            return null;
        }

        long[] tail = hasBatch ? dimensions[1..] : dimensions;
        return tail.Count(side => side > 1) <= 1 ? new OnnxOutput(name, type, tail, hasBatch) : null;
    }
}
