using System.Runtime.InteropServices;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Onnx;
using AttributeType = Onnx.AttributeProto.Types.AttributeType;

namespace OnnxModels;

/// <summary>Builds an ONNX model (IR version 8, opset 17). Nodes must be added in the order in which they run.</summary>
public sealed class OnnxModelBuilder
{
    private readonly ModelProto _model = new()
    {
        IrVersion = 8,
        ProducerName = nameof(OnnxModels),
        OpsetImport = { new OperatorSetIdProto { Version = 17 } },
        Graph = new GraphProto { Name = "graph" },
    };

    /// <summary>Declares an input tensor.</summary>
    public OnnxModelBuilder Input(string name, DataType type, params OnnxDimension[] dimensions) =>
        Add(_model.Graph.Input, new() { Name = name, Type = Tensor(type, dimensions) });

    /// <summary>Declares an output tensor.</summary>
    public OnnxModelBuilder Output(string name, DataType type, params OnnxDimension[] dimensions) =>
        Add(_model.Graph.Output, new() { Name = name, Type = Tensor(type, dimensions) });

    /// <summary>Declares an output that is a sequence of tensors.</summary>
    public OnnxModelBuilder SequenceOutput(string name, DataType type, params OnnxDimension[] dimensions) =>
        Add(_model.Graph.Output, new() { Name = name, Type = new() { SequenceType = new() { ElemType = Tensor(type, dimensions) } } });

    /// <summary>Adds a constant float tensor.</summary>
    public OnnxModelBuilder Initializer(string name, long[] dimensions, ReadOnlySpan<float> values) =>
        Initializer(name, DataType.Float, dimensions, MemoryMarshal.AsBytes(values));

    /// <summary>Adds a constant vector of integers, such as a shape or axes.</summary>
    public OnnxModelBuilder Initializer(string name, params long[] values) =>
        Initializer(name, DataType.Int64, [values.Length], MemoryMarshal.AsBytes(values.AsSpan()));

    /// <summary>Adds a constant float tensor whose values are in a file at <paramref name="location"/>, relative to the model's.</summary>
    public OnnxModelBuilder ExternalInitializer(string name, long[] dimensions, string location) => Add(_model.Graph.Initializer, new()
    {
        Name = name,
        DataType = (int)DataType.Float,
        Dims = { dimensions },
        DataLocation = TensorProto.Types.DataLocation.External,
        ExternalData = { new StringStringEntryProto { Key = "location", Value = location } },
    });

    /// <summary>Declares an output that is a sequence of maps from class to score, as a ZipMap returns it.</summary>
    public OnnxModelBuilder MapOutput(string name, DataType key)
    {
        var map = new TypeProto.Types.Map { KeyType = (int)key, ValueType = Tensor(DataType.Float, []) };
        var sequence = new TypeProto.Types.Sequence { ElemType = new() { MapType = map } };
        return Add(_model.Graph.Output, new() { Name = name, Type = new() { SequenceType = sequence } });
    }

    /// <summary>Adds an operation; an attribute's value is an int, a long[] or a string[].</summary>
    public OnnxModelBuilder Node(string type, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes) =>
        Add(_model.Graph.Node, new()
        {
            Name = $"{type}_{_model.Graph.Node.Count}",
            OpType = type,
            Input = { inputs },
            Output = { outputs },
            Attribute = { attributes.Select(attribute => Attribute(attribute.Name, attribute.Value)) },
        });

    /// <summary>Adds an operation of the domain of classical learners.</summary>
    public OnnxModelBuilder LearnerNode(string type, string input, string output, params (string Name, object Value)[] attributes)
    {
        _model.OpsetImport.Add(new OperatorSetIdProto { Domain = "ai.onnx.ml", Version = 2 });
        Node(type, [input], [output], attributes);
        _model.Graph.Node[^1].Domain = "ai.onnx.ml";
        return this;
    }

    /// <summary>Adds an entry of the model's metadata.</summary>
    public OnnxModelBuilder Metadata(string key, string value) => Add(_model.MetadataProps, new() { Key = key, Value = value });

    /// <summary>Returns the content of the .onnx file.</summary>
    public byte[] Build() => _model.ToByteArray();

    private static AttributeProto Attribute(string name, object value) => value switch
    {
        long[] numbers => new() { Name = name, Type = AttributeType.Ints, Ints = { numbers } },
        string[] texts => new() { Name = name, Type = AttributeType.Strings, Strings = { texts.Select(ByteString.CopyFromUtf8) } },
        _ => new() { Name = name, Type = AttributeType.Int, I = (int)value },
    };

    private static TypeProto Tensor(DataType type, OnnxDimension[] dimensions)
    {
        var shape = new TensorShapeProto { Dim = { dimensions.Select(dimension => dimension.Proto) } };
        return new() { TensorType = new() { ElemType = (int)type, Shape = shape } };
    }

    private OnnxModelBuilder Initializer(string name, DataType type, long[] dimensions, ReadOnlySpan<byte> data) => Add(
        _model.Graph.Initializer, new() { Name = name, DataType = (int)type, Dims = { dimensions }, RawData = ByteString.CopyFrom(data) });

    private OnnxModelBuilder Add<T>(RepeatedField<T> field, T value)
    {
        field.Add(value);
        return this;
    }
}

/// <summary>One dimension of an input or output: a number, or a name for a size that is known only when the model runs.</summary>
public readonly record struct OnnxDimension(TensorShapeProto.Types.Dimension Proto)
{
    /// <summary>Converts a fixed size.</summary>
    public static implicit operator OnnxDimension(long size) => new(new() { DimValue = size });

    /// <summary>Converts the name of a free size.</summary>
    public static implicit operator OnnxDimension(string name) => new(new() { DimParam = name });
}
