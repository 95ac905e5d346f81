using System.Runtime.InteropServices;
using Google.Protobuf;
using Onnx;
using DataType = Onnx.TensorProto.Types.DataType;

namespace Microsoft.ML.Saliency;

/// <summary>Makes the batch dimension of a model free that was exported for batches of one size. Whether the changed model still scores
/// each image by itself only a run shows (<see cref="FreedBatch"/>).</summary>
internal static class FreeBatch
{
    private const string Free = "free_batch";

    /// <summary>Frees the first dimension of an input and of the outputs, and the constant targets of Reshape that hold it.</summary>
    /// <param name="model">The model, which is changed.</param>
    /// <param name="inputName">The input of images.</param>
    /// <returns>Whether the input's first dimension was fixed.</returns>
    public static bool Apply(ModelProto model, string inputName)
    {
        GraphProto graph = model.Graph;
        ValueInfoProto? images = graph.Input.FirstOrDefault(input => input.Name == inputName);
        if (images is null || FixedBatch(images) is not long batch)
        {
            return false;
        }

        foreach (ValueInfoProto value in graph.Output.Append(images).Where(value => FixedBatch(value) == batch))
        {
            value.Type.TensorType.Shape.Dim[0] = new() { DimParam = Free };
        }

        // The shapes in between were inferred for the fixed batch; ONNX Runtime infers them again.
        graph.ValueInfo.Clear();
        FreeReshapes(graph, batch);
        return true;
    }

    private static long? FixedBatch(ValueInfoProto value) =>
        value.Type?.TensorType?.Shape?.Dim is [{ DimValue: > 0 and var first }, ..] ? first : null;

    private static void FreeReshapes(GraphProto graph, long batch)
    {
        var initializers = graph.Initializer.ToDictionary(tensor => tensor.Name);
        Dictionary<string, NodeProto> constants = graph.Node
            .Where(node => node.OpType == "Constant" && node.Output.Count == 1).ToDictionary(node => node.Output[0]);
        var replaced = new HashSet<string>();
        foreach (NodeProto node in graph.Node.Where(node => node.OpType == "Reshape" && node.Input.Count == 2))
        {
            (string data, string target) = (node.Input[0], node.Input[1]);
            bool isConstant = initializers.ContainsKey(data) || constants.ContainsKey(data);
            long[]? sides = initializers.TryGetValue(target, out TensorProto? tensor) ? Read(tensor)
                : constants.TryGetValue(target, out NodeProto? constant) ? Read(constant)
                : null;
            bool zeroIsSize = node.Attribute.Any(attribute => attribute.Name == "allowzero" && attribute.I != 0);
            if (isConstant || sides is null || FreeFirst(sides, batch, zeroIsSize) is not long[] freed)
            {
                continue;
            }

            // A target of its own: the old one may be shared by operations that want it as it is.
            node.Input[1] = $"{target}_{Free}";
            replaced.Add(target);
            if (initializers.TryAdd(node.Input[1], Target(node.Input[1], freed)))
            {
                graph.Initializer.Add(initializers[node.Input[1]]);
            }
        }

        RemoveUnused(graph, replaced);
    }

    /// <summary>Frees the first side of a Reshape's target: inferred from the others, or, if another is inferred, that of the
    /// data.</summary>
    private static long[]? FreeFirst(long[] sides, long batch, bool zeroIsSize) => sides switch
    {
        [> 0, .. var rest] when !rest.Contains(-1) => [-1, .. rest],
        [var first, .. var rest] when first == batch && !zeroIsSize => [0, .. rest],
        _ => null,
    };

    private static long[]? Read(NodeProto constant) => constant.Attribute switch
    {
        [{ Name: "value", T: TensorProto tensor }] => Read(tensor),
        [{ Name: "value_ints" } attribute] => [.. attribute.Ints],
        _ => null,
    };

    private static long[]? Read(TensorProto tensor) =>
        tensor.DataType != (int)DataType.Int64 || tensor.DataLocation == TensorProto.Types.DataLocation.External ? null
        : tensor.RawData.IsEmpty ? [.. tensor.Int64Data]
        : MemoryMarshal.Cast<byte, long>(tensor.RawData.Span).ToArray();

    private static TensorProto Target(string name, long[] sides) =>
        new() { Name = name, DataType = (int)DataType.Int64, Dims = { sides.Length }, Int64Data = { sides } };

    /// <summary>Removes constants that nothing takes any more; files of IR versions below 4 list initializers as inputs too.</summary>
    private static void RemoveUnused(GraphProto graph, HashSet<string> names)
    {
        names.ExceptWith(graph.Node.SelectMany(Inputs));
        names.ExceptWith(graph.Output.Select(output => output.Name));
        RemoveAll(graph.Initializer, tensor => names.Contains(tensor.Name));
        RemoveAll(graph.Input, input => names.Contains(input.Name));
        RemoveAll(graph.Node, node => node.OpType == "Constant" && names.Contains(node.Output[0]));
    }

    /// <summary>What a node takes, the graphs inside it included.</summary>
    private static IEnumerable<string> Inputs(NodeProto node) => node.Attribute
        .SelectMany(attribute => attribute.G is GraphProto graph ? [graph, .. attribute.Graphs] : attribute.Graphs.AsEnumerable())
        .SelectMany(graph => graph.Node).SelectMany(Inputs).Concat(node.Input);

    private static void RemoveAll<T>(IList<T> list, Func<T, bool> isUnused)
    {
        for (int i = list.Count - 1; i >= 0; i--)
        {
            if (isUnused(list[i]))
            {
                list.RemoveAt(i);
            }
        }
    }
}
