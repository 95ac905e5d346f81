using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.Saliency;

/// <summary>The description of an ONNX image classifier: one image tensor in, class scores out.</summary>
/// <param name="InputName">Name of the image input.</param>
/// <param name="OutputName">Name of the score output.</param>
/// <param name="InputShape">Shape of one input tensor.</param>
/// <param name="FixedBatchSize">The batch dimension, or null if it is open.</param>
internal sealed record OnnxModelSignature(string InputName, string OutputName, TensorShape InputShape, int? FixedBatchSize)
{
    public static OnnxModelSignature Read(InferenceSession session, string modelName, OnnxScorerOptions options)
    {
        (string inputName, NodeMetadata input) = FindInput(session.InputMetadata, modelName, options.InputName);
        string outputName = FindOutput(session.OutputMetadata, modelName, options.OutputName);

        int[] dimensions = input.Dimensions;
        TensorShape shape = ResolveShape(dimensions, modelName, options.InputShape);
        return new OnnxModelSignature(inputName, outputName, shape, dimensions[0] > 0 ? dimensions[0] : null);
    }

    private static (string Name, NodeMetadata Metadata) FindInput(
        IReadOnlyDictionary<string, NodeMetadata> inputs, string modelName, string? wanted)
    {
        if (wanted is not null && !inputs.ContainsKey(wanted))
        {
            throw NotAClassifier(modelName, $"an input named '{wanted}'", Describe(inputs));
        }

        if (inputs.Count != 1)
        {
            throw NotAClassifier(modelName, "exactly one input, a batch of images", Describe(inputs));
        }

        (string name, NodeMetadata metadata) = inputs.Single();
        if (!IsFloatTensor(metadata))
        {
            throw NotAClassifier(modelName, "an input of 32-bit floats", Describe(inputs));
        }

        if (metadata.Dimensions.Length != 4)
        {
            throw NotAClassifier(modelName, "an input of 4 dimensions, N x C x H x W or N x H x W x C", Describe(inputs));
        }

        return (name, metadata);
    }

    private static string FindOutput(IReadOnlyDictionary<string, NodeMetadata> outputs, string modelName, string? wanted)
    {
        if (wanted is not null && !outputs.ContainsKey(wanted))
        {
            throw NotAClassifier(modelName, $"an output named '{wanted}'", Describe(outputs));
        }

        foreach ((string name, NodeMetadata metadata) in outputs)
        {
            if ((wanted is null || wanted == name) && HoldsClassScores(metadata))
            {
                return name;
            }
        }

        throw NotAClassifier(modelName, "an output of N x K 32-bit floats, a score for each of K classes", Describe(outputs));
    }

    private static bool HoldsClassScores(NodeMetadata output) =>
        IsFloatTensor(output) && output.Dimensions.Length >= 2 && output.Dimensions.Skip(2).All(d => d is 1 or < 0);

    private static TensorShape ResolveShape(int[] dimensions, string modelName, TensorShape? wanted)
    {
        TensorLayout? layout = wanted?.Layout;
        if (layout is null && IsChannelCount(dimensions[1]))
        {
            layout = TensorLayout.Nchw;
        }
        else if (layout is null && IsChannelCount(dimensions[3]))
        {
            layout = TensorLayout.Nhwc;
        }

        string given = DescribeDimensions(dimensions);
        if (layout is not TensorLayout known)
        {
            throw NotAClassifier(modelName, "1 or 3 channels in the input's second or last dimension", given);
        }

        (int channels, int height, int width) = known == TensorLayout.Nchw
            ? (dimensions[1], dimensions[2], dimensions[3])
            : (dimensions[3], dimensions[1], dimensions[2]);
        if (wanted is not TensorShape asked)
        {
            return channels > 0 && height > 0 && width > 0
                ? new TensorShape(channels, height, width, known)
                : throw NotAClassifier(modelName, "a fixed height and width", given);
        }

        bool fits = Fits(channels, asked.Channels) && Fits(height, asked.Height) && Fits(width, asked.Width);
        return fits ? asked : throw NotAClassifier(modelName, $"an input that takes the InputShape {asked} ({asked.Layout})", given);
    }

    private static bool Fits(int dimension, int asked) => asked > 0 && (dimension <= 0 || dimension == asked);

    private static bool IsChannelCount(int dimension) => dimension is 1 or 3;

    private static bool IsFloatTensor(NodeMetadata node) => node.IsTensor && node.ElementDataType == TensorElementType.Float;

    private static string Describe(IReadOnlyDictionary<string, NodeMetadata> nodes) => string.Join(", ", nodes.Select(node =>
        node.Value.IsTensor
            ? $"'{node.Key}' ({node.Value.ElementDataType}, {DescribeDimensions(node.Value.Dimensions)})"
            : $"'{node.Key}' ({node.Value.OnnxValueType})"));

    private static string DescribeDimensions(int[] dimensions) => dimensions.Length == 0
        ? "no dimensions"
        : string.Join(" x ", dimensions.Select(d => d > 0 ? d.ToString() : "?"));

    private static InvalidDataException NotAClassifier(string modelName, string expected, string given) =>
        new($"Model '{modelName}' must be an image classifier with {expected}, but has {given}. "
            + "Use another model, or set InputName, OutputName and InputShape of OnnxScorerOptions.");
}
