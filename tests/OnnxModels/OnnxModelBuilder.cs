using System.Runtime.InteropServices;
using Google.Protobuf;
using static OnnxModels.ProtobufFields;

namespace OnnxModels;

/// <summary>
/// Writes an ONNX model (IR version 8, opset 17) with nothing but protobuf's wire format.
/// The field numbers are those of <see href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</see>.
/// Nodes must be added in the order in which they run.
/// </summary>
public sealed class OnnxModelBuilder
{
    private const int IrVersion = 8;
    private const int Opset = 17;

    private readonly List<(int Number, ByteString Value)> _graph = [(GraphField.Name, ByteString.CopyFromUtf8("graph"))];
    private readonly List<(string Key, string Value)> _metadata = [];
    private int _nodeCount;

    /// <summary>Declares an input tensor.</summary>
    public OnnxModelBuilder Input(string name, OnnxElementType type, params OnnxDimension[] dimensions)
        => Add(GraphField.Input, ValueInfo(name, TensorType(type, dimensions)));

    /// <summary>Declares an output tensor.</summary>
    public OnnxModelBuilder Output(string name, OnnxElementType type, params OnnxDimension[] dimensions)
        => Add(GraphField.Output, ValueInfo(name, TensorType(type, dimensions)));

    /// <summary>Declares an output that is a sequence of tensors.</summary>
    public OnnxModelBuilder SequenceOutput(string name, OnnxElementType type, params OnnxDimension[] dimensions)
    {
        ByteString sequenceType = Message(sequence => sequence.Field(1, TensorType(type, dimensions)));
        return Add(GraphField.Output, ValueInfo(name, Message(typeProto => typeProto.Field(4, sequenceType))));
    }

    /// <summary>Adds a constant float tensor.</summary>
    public OnnxModelBuilder Initializer(string name, long[] dimensions, ReadOnlySpan<float> values)
        => Initializer(name, OnnxElementType.Float, dimensions, MemoryMarshal.AsBytes(values));

    /// <summary>Adds a constant vector of integers, as shapes and axes are given.</summary>
    public OnnxModelBuilder Initializer(string name, params long[] values)
        => Initializer(name, OnnxElementType.Int64, [values.Length], MemoryMarshal.AsBytes(values.AsSpan()));

    /// <summary>Adds a constant float tensor whose values are in a file at <paramref name="location"/>, relative to the model's.</summary>
    public OnnxModelBuilder ExternalInitializer(string name, long[] dimensions, string location)
        => Add(GraphField.Initializer, Message(tensor =>
        {
            tensor.Fields(1, dimensions);
            tensor.Field(2, (long)OnnxElementType.Float);
            tensor.Field(8, name);
            tensor.Field(13, Message(externalData =>
            {
                externalData.Field(1, "location");
                externalData.Field(2, location);
            }));
            tensor.Field(14, 1);
        }));

    /// <summary>Adds an operation; an attribute's value is an int, long, float, string or long[].</summary>
    public OnnxModelBuilder Node(string opType, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes)
        => Add(GraphField.Node, Message(node =>
        {
            node.Fields(1, inputs);
            node.Fields(2, outputs);
            node.Field(3, $"{opType}_{_nodeCount++}");
            node.Field(4, opType);
            foreach ((string name, object value) in attributes)
            {
                node.Field(5, Attribute(name, value));
            }
        }));

    /// <summary>Adds an entry of the model's metadata.</summary>
    public OnnxModelBuilder Metadata(string key, string value)
    {
        _metadata.Add((key, value));
        return this;
    }

    /// <summary>The model as the bytes of an .onnx file.</summary>
    public byte[] Build()
    {
        ByteString opset = Message(opsetId => opsetId.Field(2, Opset));
        // Not a Message within a Message: the weights are most of the file and would be copied once more.
        int graphLength = _graph.Sum(field =>
            CodedOutputStream.ComputeTagSize(field.Number) + CodedOutputStream.ComputeBytesSize(field.Value));
        using MemoryStream file = new(graphLength + 64);
        using (CodedOutputStream model = new(file, leaveOpen: true))
        {
            model.Field(1, IrVersion);
            model.Field(2, nameof(OnnxModels));
            model.Field(8, opset);
            model.WriteTag(7, WireFormat.WireType.LengthDelimited);
            model.WriteLength(graphLength);
            foreach ((int number, ByteString value) in _graph)
            {
                model.Field(number, value);
            }

            foreach ((string key, string value) in _metadata)
            {
                model.Field(14, Message(entry =>
                {
                    entry.Field(1, key);
                    entry.Field(2, value);
                }));
            }
        }

        return file.ToArray();
    }

    private OnnxModelBuilder Initializer(string name, OnnxElementType type, long[] dimensions, ReadOnlySpan<byte> data)
    {
        ByteString rawData = ByteString.CopyFrom(data);
        return Add(GraphField.Initializer, Message(tensor =>
        {
            tensor.Fields(1, dimensions);
            tensor.Field(2, (long)type);
            tensor.Field(8, name);
            tensor.Field(9, rawData);
        }));
    }

    private OnnxModelBuilder Add(int number, ByteString value)
    {
        _graph.Add((number, value));
        return this;
    }

    private static ByteString ValueInfo(string name, ByteString type) => Message(valueInfo =>
    {
        valueInfo.Field(1, name);
        valueInfo.Field(2, type);
    });

    private static ByteString TensorType(OnnxElementType type, OnnxDimension[] dimensions)
    {
        ByteString shape = Message(shapeProto =>
        {
            foreach (OnnxDimension dimension in dimensions)
            {
                shapeProto.Field(1, Message(dim =>
                {
                    if (dimension.Name is null)
                    {
                        dim.Field(1, dimension.Size);
                    }
                    else
                    {
                        dim.Field(2, dimension.Name);
                    }
                }));
            }
        });
        ByteString tensorType = Message(tensor =>
        {
            tensor.Field(1, (long)type);
            tensor.Field(2, shape);
        });
        return Message(typeProto => typeProto.Field(1, tensorType));
    }

    /// <summary>AttributeProto; the numbers in field 20 are AttributeProto.AttributeType.</summary>
    private static ByteString Attribute(string name, object value) => Message(attribute =>
    {
        attribute.Field(1, name);
        switch (value)
        {
            case float number:
                attribute.Field(2, number);
                attribute.Field(20, 1);
                break;
            case int number:
                attribute.Field(3, number);
                attribute.Field(20, 2);
                break;
            case long number:
                attribute.Field(3, number);
                attribute.Field(20, 2);
                break;
            case string text:
                attribute.Field(4, text);
                attribute.Field(20, 3);
                break;
            case long[] numbers:
                attribute.Fields(8, numbers);
                attribute.Field(20, 7);
                break;
            default:
                throw new ArgumentException(
                    $"Attribute {name}: expected was an int, long, float, string or long[]; given was a {value.GetType()}.", nameof(value));
        }
    });

    /// <summary>Field numbers of GraphProto.</summary>
    private static class GraphField
    {
        public const int Node = 1;
        public const int Name = 2;
        public const int Initializer = 5;
        public const int Input = 11;
        public const int Output = 12;
    }
}
