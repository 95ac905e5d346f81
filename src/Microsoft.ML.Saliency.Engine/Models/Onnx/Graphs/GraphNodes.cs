using Onnx;
using AttributeType = Onnx.AttributeProto.Types.AttributeType;
using DataType = Onnx.TensorProto.Types.DataType;
using Dimension = Onnx.TensorShapeProto.Types.Dimension;

namespace Microsoft.ML.Saliency;

/// <summary>Writes nodes of an ONNX graph, in their order of execution. Values have names of a prefix that models do not use.</summary>
internal sealed class GraphNodes
{
    private const string Prefix = "mlsaliency/";
    private readonly List<NodeProto> _nodes = [];
    private readonly int _firstName;

    /// <param name="before">Nodes of the same graph whose names are taken; null for none.</param>
    public GraphNodes(GraphNodes? before = null) => _firstName = before?._nodes.Count ?? 0;

    /// <summary>The nodes.</summary>
    public IEnumerable<NodeProto> Nodes => _nodes;

    /// <summary>The name of a value that is ours.</summary>
    public static string NameOf(string value) => Prefix + value;

    /// <summary>Describes an input or output whose dimensions are open.</summary>
    public static ValueInfoProto Value(string name, DataType type, params string[] dimensions)
    {
        var shape = new TensorShapeProto { Dim = { dimensions.Select(dimension => new Dimension { DimParam = NameOf(dimension) }) } };
        return new() { Name = name, Type = new TypeProto { TensorType = new() { ElemType = (int)type, Shape = shape } } };
    }

    /// <summary>Adds a node, and returns the name of its output.</summary>
    public string Add(string operation, params string[] inputs)
    {
        string output = NameOf($"{_firstName + _nodes.Count}");
        _nodes.Add(new NodeProto { OpType = operation, Name = output, Input = { inputs }, Output = { output } });
        return output;
    }

    /// <summary>Adds a node that has an attribute.</summary>
    public string AddAlong(string operation, int axis, params string[] inputs) => With("axis", axis, Add(operation, inputs));

    /// <summary>Adds a conversion to another type.</summary>
    public string Cast(string value, DataType type) => With("to", (int)type, Add("Cast", value));

    /// <summary>Adds another form of the same values; -1 stands for what the others leave.</summary>
    public string Reshape(string value, params long[] dimensions) => Add("Reshape", value, Constant(dimensions));

    /// <summary>Adds another order of the axes.</summary>
    public string Transpose(string value, params long[] axes)
    {
        string output = Add("Transpose", value);
        _nodes[^1].Attribute.Add(new AttributeProto { Name = "perm", Type = AttributeType.Ints, Ints = { axes } });
        return output;
    }

    /// <summary>Adds whole numbers, a vector.</summary>
    public string Constant(params long[] values) =>
        Constant(new TensorProto { DataType = (int)DataType.Int64, Dims = { values.Length }, Int64Data = { values } });

    /// <summary>Adds one whole number, without dimensions.</summary>
    public string Index(long value) => Constant(new TensorProto { DataType = (int)DataType.Int64, Int64Data = { value } });

    /// <summary>Adds one number, without dimensions.</summary>
    public string Number(float value) => Constant(new TensorProto { DataType = (int)DataType.Float, FloatData = { value } });

    /// <summary>Gives the last node's output another name.</summary>
    public void Name(string output) => _nodes[^1].Output[0] = output;

    /// <summary>Adds the values between two, low * (1 - weight) + high * weight.</summary>
    public string Lerp(string low, string high, string weight) =>
        Add("Add", Add("Mul", low, Add("Sub", Number(1), weight)), Add("Mul", high, weight));

    private string With(string attribute, int value, string output)
    {
        _nodes[^1].Attribute.Add(new AttributeProto { Name = attribute, Type = AttributeType.Int, I = value });
        return output;
    }

    private string Constant(TensorProto tensor)
    {
        string output = Add("Constant");
        _nodes[^1].Attribute.Add(new AttributeProto { Name = "value", Type = AttributeType.Tensor, T = tensor });
        return output;
    }
}
