using System.Globalization;
using Google.Protobuf;
using Onnx;

namespace Microsoft.ML.Saliency;

/// <summary>Models whose scores leave a ZipMap as a sequence of maps from class to score (Custom Vision, scikit-learn). The tensor in
/// front of it holds the same scores, and can be scored in batches.</summary>
internal static class ZipMapGraph
{
    private const string ZipMap = "ZipMap";

    /// <summary>Whether a model has an output that is a sequence.</summary>
    public static bool HasSequence(InferenceSession session) =>
        session.OutputMetadata.Values.Any(output => output.OnnxValueType == OnnxValueType.ONNX_TYPE_SEQUENCE);

    /// <summary>Makes each output of a ZipMap the tensor that goes into it, under the same name.</summary>
    /// <param name="content">The .onnx file.</param>
    /// <returns>The changed model, and the names of the classes if they are more than numbers from 0; null if it has no ZipMap.</returns>
    public static (byte[] Model, ClassLabels? Labels)? Open(byte[] content)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(content);
        ClassLabels? labels = null;
        bool isChanged = false;
        foreach (NodeProto node in model.Graph.Node.Where(node => node.OpType == ZipMap))
        {
            if (model.Graph.Output.FirstOrDefault(output => output.Name == node.Output[0]) is not ValueInfoProto output)
            {
                continue;
            }

            labels ??= LabelsOf(node);
            node.OpType = "Identity";
            node.Domain = "";
            node.Attribute.Clear();
            output.Type = new TypeProto { TensorType = new() { ElemType = (int)TensorProto.Types.DataType.Float } };
            isChanged = true;
        }

        return isChanged ? (model.ToByteArray(), labels) : null;
    }

    private static ClassLabels? LabelsOf(NodeProto zipMap)
    {
        string[] names =
        [
            .. zipMap.Attribute.Where(attribute => attribute.Name == "classlabels_strings")
                .SelectMany(attribute => attribute.Strings).Select(name => name.ToStringUtf8()),
            .. zipMap.Attribute.Where(attribute => attribute.Name == "classlabels_int64s")
                .SelectMany(attribute => attribute.Ints).Select(name => name.ToString(CultureInfo.InvariantCulture)),
        ];
        IEnumerable<string> indices = Enumerable.Range(0, names.Length).Select(index => index.ToString(CultureInfo.InvariantCulture));
        bool areIndices = names.SequenceEqual(indices);
        return areIndices || names.Any(string.IsNullOrWhiteSpace) ? null : new ClassLabels(names);
    }
}
