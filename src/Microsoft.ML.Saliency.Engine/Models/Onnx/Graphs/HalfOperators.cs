using Onnx;

namespace Microsoft.ML.Saliency;

/// <summary>Which operators run in half precision. The others stay in single precision: those without 16-bit floats in ONNX or without a
/// kernel of them for CUDA (Range, NonMaxSuppression, Resize, GridSample, NonZero, random numbers, other domains, graphs within graphs),
/// and those that lose too much, because their intermediate values leave the range of a half or are differences of large numbers (powers
/// and roots, exponentials, sums of squares, LRN, InstanceNormalization, cumulative sums). Our choice.</summary>
internal static class HalfOperators
{
    // Operators that take and return one type of floats. MaxPool's and Dropout's second results are of other types.
    private static readonly HashSet<string> Names =
    [
        "Conv", "ConvTranspose", "Gemm", "MatMul", "Einsum",
        "Relu", "LeakyRelu", "PRelu", "Elu", "Selu", "Sigmoid", "HardSigmoid", "HardSwish", "Tanh", "Erf", "Gelu", "Clip",
        "Add", "Sub", "Mul", "Div", "Neg", "Abs", "Max", "Min", "Sum", "Where",
        "MaxPool", "AveragePool", "GlobalAveragePool", "GlobalMaxPool", "ReduceMean", "ReduceMax", "ReduceMin",
        "BatchNormalization", "LayerNormalization", "Softmax", "LogSoftmax", "Dropout",
        "Concat", "Split", "Slice", "Gather", "Transpose", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Expand", "Tile", "Pad",
        "Identity", "DepthToSpace", "SpaceToDepth",
    ];

    /// <summary>Whether a domain is that of the standard's own operators.</summary>
    public static bool IsStandard(string domain) => domain is "" or "ai.onnx";

    /// <summary>Whether an operator runs in half precision.</summary>
    /// <param name="node">The operator.</param>
    /// <param name="version">The version of the standard's operators.</param>
    public static bool Include(NodeProto node, int version)
    {
        // Earlier versions of Clip have no kernel of 16-bit floats for CUDA.
        const int FirstClip = 12;
        return IsStandard(node.Domain) && Names.Contains(node.OpType) && (node.OpType != "Clip" || version >= FirstClip);
    }

    /// <summary>Whether it returns probabilities, which stay in single precision where they are the model's result.</summary>
    public static bool AreScores(NodeProto node) => node.OpType is "Softmax" or "LogSoftmax" or "Sigmoid";

    /// <summary>Whether a model is quantized, so that its layers do not compute with floats.</summary>
    public static bool AreQuantized(GraphProto graph) =>
        graph.Node.Any(node => node.OpType.Contains("QuantizeLinear", StringComparison.Ordinal)
            || node.OpType.StartsWith("QLinear", StringComparison.Ordinal)
            || node.OpType is "ConvInteger" or "MatMulInteger");
}
