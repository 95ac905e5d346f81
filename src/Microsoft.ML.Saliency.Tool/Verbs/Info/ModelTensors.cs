using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>All inputs and outputs of an ONNX file, whether they can be used or not.</summary>
/// <param name="Inputs">Each as "name: Float ? x 3 x 224 x 224".</param>
internal sealed record ModelTensors(IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
{
    /// <summary>Reads them.</summary>
    public static ModelTensors Read(string modelPath)
    {
        // The model is loaded without optimization, since it is not run.
        using var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL };
        using var session = new InferenceSession(modelPath, options);
        return new ModelTensors(Describe(session.InputMetadata), Describe(session.OutputMetadata));
    }

    private static string[] Describe(IReadOnlyDictionary<string, NodeMetadata> nodes) => [.. nodes.Select(node => node.Value.IsTensor
        ? $"{node.Key}: {node.Value.ElementDataType} " +
            string.Join(" x ", node.Value.Dimensions.Select(side => side > 0 ? side.ToString() : "?"))
        : $"{node.Key}: {node.Value.OnnxValueType}")];
}
