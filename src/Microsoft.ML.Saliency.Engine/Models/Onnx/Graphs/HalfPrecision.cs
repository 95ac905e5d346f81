using Onnx;
using DataType = Onnx.TensorProto.Types.DataType;

namespace Microsoft.ML.Saliency;

/// <summary>Makes a model of 32-bit floats compute with 16-bit floats, while its inputs and outputs stay what they are. The idea is that of
/// onnxconverter-common: weights are rounded, and Cast nodes stand between the operators that run in half precision and the others. A
/// tensor keeps its name as 32-bit floats, so that subgraphs, which are left alone, still find it; its half has another name.</summary>
internal sealed class HalfPrecision
{
    private readonly GraphProto _graph;
    private readonly IReadOnlySet<string> _singles;
    private readonly int _version;
    private readonly HashSet<string> _outputs;
    private readonly HashSet<string> _names;
    private readonly Dictionary<string, string> _halves = [];
    private readonly HashSet<string> _neededAsSingle = [];
    private readonly HashSet<string> _neededAsHalf = [];

    private HalfPrecision(ModelProto model, IReadOnlySet<string> singles)
    {
        _graph = model.Graph;
        _singles = singles;
        _version = (int)(model.OpsetImport.FirstOrDefault(opset => HalfOperators.IsStandard(opset.Domain))?.Version ?? 0);
        _outputs = [.. _graph.Output.Select(output => output.Name)];
        _names = [.. _graph.Node.SelectMany(AllNames), .. _graph.Input.Select(input => input.Name)];
    }

    /// <summary>Converts a model in place. Its weights must be in it, not in other files.</summary>
    /// <param name="model">The model.</param>
    /// <param name="singles">The names of the graph's tensors of 32-bit floats, whether inputs, weights or results.</param>
    /// <returns>The names of the results of 16-bit floats; none if no operator runs in half precision.</returns>
    public static IReadOnlySet<string> Convert(ModelProto model, IReadOnlySet<string> singles) =>
        new HalfPrecision(model, singles).Convert();

    /// <summary>Makes a CPU round the results of a converted model as a GPU does, in place. ONNX Runtime computes halves as 32-bit
    /// floats there, and leaves out what casts to halves and back; it does not look past a Concat of one tensor.</summary>
    /// <param name="model">The model.</param>
    /// <param name="results">The names of its results of 16-bit floats.</param>
    public static void RoundOnCpu(ModelProto model, IReadOnlySet<string> results)
    {
        GraphProto graph = model.Graph;
        NodeProto[] nodes = [.. graph.Node];
        graph.Node.Clear();
        foreach (NodeProto node in nodes)
        {
            graph.Node.Add(node);
            for (int i = 0; i < node.Output.Count; i++)
            {
                if (results.Contains(node.Output[i]))
                {
                    string name = node.Output[i], computed = name + "_computed";
                    node.Output[i] = computed;
                    graph.Node.Add(new NodeProto
                    {
                        OpType = "Concat",
                        Input = { computed },
                        Output = { name },
                        Attribute = { new AttributeProto { Name = "axis", Type = AttributeProto.Types.AttributeType.Int } },
                    });
                }
            }
        }
    }

    private HashSet<string> Convert()
    {
        TurnConstantsIntoInitializers();
        var isHalf = new HashSet<NodeProto>(_graph.Node.Where(RunsInHalf), ReferenceEqualityComparer.Instance);
        FindNeeds(isHalf);
        isHalf.UnionWith(_graph.Node.Where(MakesHalvesOnly));

        List<NodeProto> nodes = [.. _graph.Node.SelectMany(node => isHalf.Contains(node) ? Halve(node) : Keep(node))];
        HashSet<string> produced = [.. nodes.SelectMany(node => node.Output)];
        ConvertInitializers(produced);

        // What is left are the graph's inputs.
        IEnumerable<NodeProto> casts = _neededAsHalf.Where(name => !produced.Contains(HalfOf(name))).Order(StringComparer.Ordinal)
            .Select(name => Cast(name, HalfOf(name), DataType.Float16));
        _graph.Node.Clear();
        _graph.Node.Add([.. casts, .. nodes]);
        _graph.ValueInfo.Clear();
        return [.. _graph.Node.SelectMany(node => node.Output).Intersect(_halves.Values)];
    }

    private void TurnConstantsIntoInitializers()
    {
        foreach (NodeProto node in _graph.Node.Where(node => node.OpType == "Constant" && _singles.Contains(node.Output[0])).ToList())
        {
            if (node.Attribute.FirstOrDefault(attribute => attribute.Name == "value")?.T is TensorProto tensor)
            {
                tensor.Name = node.Output[0];
                _graph.Initializer.Add(tensor);
                _graph.Node.Remove(node);
            }
        }

        // Defaults of inputs, which nobody else sets, are weights.
        HashSet<string> weights = [.. _graph.Initializer.Select(tensor => tensor.Name)];
        foreach (ValueInfoProto input in _graph.Input.Where(input => weights.Contains(input.Name)).ToList())
        {
            _graph.Input.Remove(input);
        }
    }

    private bool RunsInHalf(NodeProto node) =>
        HalfOperators.Include(node, _version)
        && node.Input.Concat(node.Output.Take(1)).Any(_singles.Contains)
        && !(HalfOperators.AreScores(node) && _outputs.Contains(node.Output[0]));

    private void FindNeeds(HashSet<NodeProto> isHalf)
    {
        _neededAsSingle.UnionWith(_outputs);
        foreach (NodeProto node in _graph.Node)
        {
            (isHalf.Contains(node) ? _neededAsHalf : _neededAsSingle).UnionWith(node.Input.Where(_singles.Contains));
            _neededAsSingle.UnionWith(Subgraphs(node).SelectMany(graph => graph.Node).SelectMany(AllNames).Where(_singles.Contains));
        }
    }

    /// <summary>Whether it casts other numbers to 32-bit floats that are wanted as halves only.</summary>
    private bool MakesHalvesOnly(NodeProto node) =>
        node.OpType == "Cast" && HalfOperators.IsStandard(node.Domain) && !_singles.Contains(node.Input[0])
        && _neededAsHalf.Contains(node.Output[0]) && !_neededAsSingle.Contains(node.Output[0]);

    private IEnumerable<NodeProto> Halve(NodeProto node)
    {
        NodeProto half = node.Clone();
        if (node.OpType == "Cast")
        {
            half.Attribute.Single(attribute => attribute.Name == "to").I = (int)DataType.Float16;
        }

        for (int i = 0; i < node.Input.Count; i++)
        {
            half.Input[i] = _singles.Contains(node.Input[i]) ? HalfOf(node.Input[i]) : node.Input[i];
        }

        // Other results than the first, as a normalization's mean, stay 32-bit floats, except for those of Split.
        string[] results = [.. node.Output.Take(node.OpType == "Split" ? node.Output.Count : 1).Where(_singles.Contains)];
        for (int i = 0; i < results.Length; i++)
        {
            half.Output[i] = HalfOf(results[i]);
        }

        return [half, .. results.Where(_neededAsSingle.Contains).Select(name => Cast(HalfOf(name), name, DataType.Float)),
            .. CastsToHalf(node.Output.Skip(results.Length))];
    }

    private IEnumerable<NodeProto> Keep(NodeProto node) => [node, .. CastsToHalf(node.Output)];

    private IEnumerable<NodeProto> CastsToHalf(IEnumerable<string> results) =>
        results.Where(_neededAsHalf.Contains).Select(name => Cast(name, HalfOf(name), DataType.Float16));

    private void ConvertInitializers(HashSet<string> produced)
    {
        foreach (TensorProto tensor in _graph.Initializer.Where(tensor => _neededAsHalf.Contains(tensor.Name)).ToList())
        {
            TensorProto half = HalfTensors.Convert(tensor, HalfOf(tensor.Name));
            produced.Add(half.Name);
            _graph.Initializer.Add(half);
            if (!_neededAsSingle.Contains(tensor.Name))
            {
                _graph.Initializer.Remove(tensor);
            }
        }
    }

    private string HalfOf(string name)
    {
        if (!_halves.TryGetValue(name, out string? half))
        {
            for (half = name + "_half"; !_names.Add(half); half += "_")
            {
            }

            _halves.Add(name, half);
        }

        return half;
    }

    private static NodeProto Cast(string input, string output, DataType type) => new()
    {
        OpType = "Cast",
        Input = { input },
        Output = { output },
        Attribute = { new AttributeProto { Name = "to", Type = AttributeProto.Types.AttributeType.Int, I = (int)type } },
    };

    private static IEnumerable<GraphProto> Subgraphs(NodeProto node) => node.Attribute
        .SelectMany(attribute => attribute.G is null ? attribute.Graphs : attribute.Graphs.Prepend(attribute.G));

    private static IEnumerable<string> AllNames(NodeProto node) => node.Input.Concat(node.Output)
        .Concat(Subgraphs(node).SelectMany(graph => graph.Output.Select(output => output.Name).Concat(graph.Node.SelectMany(AllNames))));
}
