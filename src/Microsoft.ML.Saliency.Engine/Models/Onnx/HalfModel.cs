using System.Globalization;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime.Tensors;
using Onnx;
using DataType = Onnx.TensorProto.Types.DataType;

namespace Microsoft.ML.Saliency;

/// <summary>A model in half precision, if its scores are those of single precision.</summary>
/// <param name="Model">The converted .onnx file; null if the model runs as it is.</param>
/// <param name="Sentence">What runs, and why.</param>
/// <param name="IsWarning">Whether single precision runs instead of the half that was asked for.</param>
internal sealed record HalfModel(byte[]? Model, string Sentence, bool IsWarning)
{
    /// <summary>The most that a score of a probe image may change, for scores up to 1; a share of the largest score beyond that. Our
    /// choice.</summary>
    public const float Tolerance = 1e-2f;

    /// <summary>Converts a model, and compares its scores on the probe images, with each result rounded to 16 bits as on a GPU.</summary>
    /// <param name="model">The .onnx file.</param>
    /// <param name="weightsFolder">The folder of weights in files of their own; null for a model from memory.</param>
    /// <param name="single">A session of the model as it is.</param>
    /// <param name="classifier">What was read from it.</param>
    /// <param name="open">Opens a session of another model on the CPU.</param>
    public static HalfModel TryConvert(
        byte[] model, string? weightsFolder, InferenceSession single, OnnxClassifier classifier, Func<byte[], InferenceSession> open)
    {
        try
        {
            ModelProto proto = ModelProto.Parser.ParseFrom(model);
            if (HalfOperators.AreQuantized(proto.Graph))
            {
                return new(null, "The model is quantized, and runs as it is, not in half precision.", IsWarning: false);
            }

            if (ExternalWeights.Read(proto, weightsFolder) is string reason)
            {
                return InSingle(reason);
            }

            HashSet<string> singles = FindSingles(proto, open);
            IReadOnlySet<string> results = HalfPrecision.Convert(proto, singles);
            if (results.Count == 0)
            {
                return new(null, "The model has no 32-bit floats to run in half precision, and runs as it is.", IsWarning: false);
            }

            byte[] half = proto.ToByteArray();
            HalfPrecision.RoundOnCpu(proto, results);
            using InferenceSession session = open(proto.ToByteArray());
            float change = LargestChange(Score(single, classifier), Score(session, classifier));
            return change <= Tolerance
                ? new(half, Text($"The model runs in half precision: scores of the probe images change by at most {change:0.0e+0}."), false)
                : InSingle(float.IsFinite(change)
                    ? Text($"half precision changes scores of the probe images by {change:0.000}, more than {Tolerance}")
                    : "half precision makes scores of the probe images infinite or NaN");
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or InvalidDataException or InvalidProtocolBufferException)
        {
            return InSingle($"it cannot be run in half precision: {exception.Message.Split('\n')[0].TrimEnd('.', ' ')}");
        }
    }

    /// <summary>Returns the largest change of a score, in units of the largest score if that is above 1; infinity if scores are lost.
    /// </summary>
    /// <param name="single">The scores of each image in single precision.</param>
    /// <param name="half">Those in half precision.</param>
    public static float LargestChange(float[][] single, float[][] half)
    {
        float largest = 1, change = 0;
        foreach ((float[] expected, float[] actual) in single.Zip(half))
        {
            // Images that the model itself cannot score show nothing.
            if (float.IsFinite(TensorPrimitives.SumOfMagnitudes<float>(expected)))
            {
                largest = MathF.Max(largest, MathF.Abs(TensorPrimitives.MaxMagnitude<float>(expected)));
                float found = expected.Zip(actual, (left, right) => MathF.Abs(left - right)).Aggregate(MathF.Max);
                change = float.IsFinite(found) ? MathF.Max(change, found) : float.PositiveInfinity;
            }
        }

        return change / largest;
    }

    private static float[][] Score(InferenceSession session, OnnxClassifier classifier)
    {
        float[][] rows = OnnxProbe.RowsOf(session, classifier);
        foreach (float[] row in rows)
        {
            classifier.Activation.Apply(row, classifier.Output.Width);
        }

        return rows;
    }

    /// <summary>Finds the tensors of 32-bit floats. ONNX Runtime knows the types of a graph's outputs, so that each result is made
    /// one.</summary>
    private static HashSet<string> FindSingles(ModelProto model, Func<byte[], InferenceSession> open)
    {
        GraphProto graph = model.Graph;
        ValueInfoProto[] outputs = [.. graph.Output];
        HashSet<string> known = [.. outputs.Select(output => output.Name)];
        graph.Output.Add(graph.Node.SelectMany(node => node.Output).Where(name => name.Length > 0 && known.Add(name))
            .Select(name => new ValueInfoProto { Name = name }));
        using InferenceSession session = open(model.ToByteArray());
        graph.Output.Clear();
        graph.Output.Add(outputs);
        return
        [
            .. session.OutputMetadata.Concat(session.InputMetadata)
                .Where(value => value.Value.IsTensor && value.Value.ElementDataType == TensorElementType.Float).Select(value => value.Key),
            .. graph.Initializer.Where(tensor => tensor.DataType == (int)DataType.Float).Select(tensor => tensor.Name),
        ];
    }

    private static HalfModel InSingle(string reason) => new(null, $"The model runs in single precision, because {reason}.", true);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
