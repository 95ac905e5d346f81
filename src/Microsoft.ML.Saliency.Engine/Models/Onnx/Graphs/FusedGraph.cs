using Google.Protobuf;
using Onnx;
using DataType = Onnx.TensorProto.Types.DataType;
using TensorElementType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace Microsoft.ML.Saliency;

/// <summary>A classifier with all that surrounds it in one ONNX graph: masks of a <see cref="MaskFamily"/> are drawn, the image is
/// perturbed, the model scores it, its activation is applied, and the wanted scores are chosen. All but the model is arithmetic in 32-bit
/// floats, element by element: products of matrices would be rounded to TF32 on a GPU.</summary>
internal static class FusedGraph
{
    /// <summary>N x length, float: the masks' numbers.</summary>
    public static readonly string Masks = GraphNodes.NameOf("masks");

    /// <summary>Where the grid's cells stand among a mask's numbers, column by column: w * h integers.</summary>
    public static readonly string GridOrder = GraphNodes.NameOf("grid_order");

    /// <summary>Two integers, (-1, h).</summary>
    public static readonly string GridShape = GraphNodes.NameOf("grid_shape");

    /// <summary>N x 1, 64-bit integers: i * w and i * h, the first column and the first row of mask i among those of all.</summary>
    public static readonly string FirstColumns = GraphNodes.NameOf("first_columns"), FirstRows = GraphNodes.NameOf("first_rows");

    /// <summary>Positions x side: the cells, 64-bit integers, and the weights, float, of <see cref="MaskAxis"/>.</summary>
    public static readonly AxisNames Rows = new("row"), Columns = new("column");

    /// <summary>1 x H x W, float.</summary>
    public static readonly string Ranks = GraphNodes.NameOf("ranks");

    /// <summary>1 x C x H x W or 1 x H x W x C, float.</summary>
    public static readonly string Kept = GraphNodes.NameOf("kept"), Removed = GraphNodes.NameOf("removed");

    /// <summary>The wanted classes, 64-bit integers.</summary>
    public static readonly string Targets = GraphNodes.NameOf("targets");

    /// <summary>The outputs: the scores of all classes, N x K, and those of the wanted ones, float.</summary>
    public static readonly string Scores = GraphNodes.NameOf("scores"), TargetScores = GraphNodes.NameOf("target_scores");

    // Arithmetic broadcasts from version 7 of the operators on; Round is there from version 11 on.
    private const int LeastOperators = 7, OperatorsWithRound = 11;

    /// <summary>Builds the graph.</summary>
    /// <param name="content">The .onnx file of the model.</param>
    /// <param name="classifier">What is known of the model.</param>
    /// <returns>The content of the .onnx file; or the reason why there is none.</returns>
    public static (byte[]? Model, string? Reason) Build(byte[] content, OnnxClassifier classifier)
    {
        ModelProto model;
        try
        {
            model = ModelProto.Parser.ParseFrom(content);
        }
        catch (InvalidProtocolBufferException)
        {
            return (null, "its file is not in the format of .onnx files");
        }

        long operators = model.OpsetImport.FirstOrDefault(set => set.Domain is "" or "ai.onnx")?.Version ?? 0;
        long least = classifier.Input.Type == TensorElementType.UInt8 ? OperatorsWithRound : LeastOperators;
        if (operators < least)
        {
            return (null, $"it has version {operators} of ONNX's operators, below {least}");
        }

        var before = new GraphNodes();
        string image = Perturb(before, classifier.Input.Shape);
        FeedModel(before, image, classifier.Input);
        var after = new GraphNodes(before);
        Choose(after, classifier);

        GraphProto graph = model.Graph;
        NodeProto[] nodes = [.. graph.Node];
        graph.Node.Clear();
        graph.Node.AddRange([.. before.Nodes, .. nodes, .. after.Nodes]);
        graph.Input.Remove(graph.Input.First(input => input.Name == classifier.Input.Name));
        graph.Input.AddRange(Inputs);
        graph.Output.Clear();
        graph.Output.AddRange(
            [GraphNodes.Value(Scores, DataType.Float, "n", "k"), GraphNodes.Value(TargetScores, DataType.Float, "n", "t")]);
        return (model.ToByteArray(), null);
    }

    private static ValueInfoProto[] Inputs =>
    [
        GraphNodes.Value(Masks, DataType.Float, "n", "numbers"),
        GraphNodes.Value(GridOrder, DataType.Int64, "cells"),
        GraphNodes.Value(GridShape, DataType.Int64, "two"),
        GraphNodes.Value(FirstColumns, DataType.Int64, "n", "one"),
        GraphNodes.Value(FirstRows, DataType.Int64, "n", "one"),
        .. Rows.Inputs("rows", "height"),
        .. Columns.Inputs("columns", "width"),
        GraphNodes.Value(Ranks, DataType.Float, "one", "height", "width"),
        GraphNodes.Value(Kept, DataType.Float, "one", "i1", "i2", "i3"),
        GraphNodes.Value(Removed, DataType.Float, "one", "i1", "i2", "i3"),
        GraphNodes.Value(Targets, DataType.Int64, "t"),
    ];

    /// <summary>Adds kept * M + removed * (1 - M).</summary>
    private static string Perturb(GraphNodes nodes, TensorShape shape)
    {
        string row = nodes.Cast(nodes.AddAlong("Gather", 1, Masks, nodes.Index(MaskFamily.Row)), DataType.Int64);
        string column = nodes.Cast(nodes.AddAlong("Gather", 1, Masks, nodes.Index(MaskFamily.Column)), DataType.Int64);
        string threshold = nodes.AddAlong("Gather", 1, Masks, nodes.Index(MaskFamily.Threshold));

        // N * w columns of h cells become N x W x h, and, after the axes' exchange, N * h rows of W become N x H x W.
        string grid = nodes.Add("Reshape", nodes.AddAlong("Gather", 1, Masks, GridOrder), GridShape);
        string wide = Stretch(nodes, grid, Columns, column, FirstColumns, shape.Width);
        string exchanged = nodes.Reshape(nodes.Transpose(wide, 0, 2, 1), -1, shape.Width);
        string mask = Stretch(nodes, exchanged, Rows, row, FirstRows, shape.Height);

        string isRanked = nodes.Add("Greater", Ranks, nodes.Reshape(threshold, -1, 1, 1));
        mask = nodes.Add("Mul", mask, nodes.Cast(isRanked, DataType.Float));
        mask = nodes.Reshape(mask, (shape with { Channels = 1 }).Dimensions(-1));
        return nodes.Lerp(Removed, Kept, mask);
    }

    /// <summary>Adds, for each mask and pixel of the axis, the line between those two lines of the grid that the pixel lies
    /// between.</summary>
    private static string Stretch(GraphNodes nodes, string lines, AxisNames axis, string position, string first, int side)
    {
        string low = nodes.Add("Gather", lines, nodes.Add("Add", nodes.Add("Gather", axis.Low, position), first));
        string high = nodes.Add("Gather", lines, nodes.Add("Add", nodes.Add("Gather", axis.High, position), first));
        return nodes.Lerp(low, high, nodes.Reshape(nodes.Add("Gather", axis.Weights, position), -1, side, 1));
    }

    /// <summary>Adds the conversion to the model's input.</summary>
    private static void FeedModel(GraphNodes nodes, string image, OnnxInput input)
    {
        if (input.Type == TensorElementType.UInt8)
        {
            image = nodes.Add("Max", nodes.Add("Round", image), nodes.Number(byte.MinValue));
            image = nodes.Add("Min", image, nodes.Number(byte.MaxValue));
        }

        nodes.Reshape(nodes.Cast(image, (DataType)input.Type), input.Dimensions(-1));
        nodes.Name(input.Name);
    }

    /// <summary>Adds the activation and the choice of the wanted classes.</summary>
    private static void Choose(GraphNodes nodes, OnnxClassifier classifier)
    {
        string raw = nodes.Reshape(nodes.Cast(classifier.Output.Name, DataType.Float), -1, classifier.Output.Width);
        string scores = classifier.Activation switch
        {
            ScoreActivation.Softmax => nodes.AddAlong("Softmax", 1, raw),
            ScoreActivation.Sigmoid => nodes.Add("Sigmoid", raw),
            ScoreActivation.Percent => nodes.Add("Div", raw, nodes.Number(100)),
            ScoreActivation.Byte => nodes.Add("Div", raw, nodes.Number(byte.MaxValue)),
            _ => nodes.Add("Identity", raw),
        };
        if (classifier.IsBinary)
        {
            nodes.AddAlong("Concat", 1, nodes.Add("Sub", nodes.Number(1), scores), scores);
        }

        nodes.Name(Scores);
        nodes.AddAlong("Gather", 1, Scores, Targets);
        nodes.Name(TargetScores);
    }

    /// <summary>The inputs of one axis.</summary>
    internal sealed record AxisNames(string Axis)
    {
        public string Low { get; } = GraphNodes.NameOf($"{Axis}_low");

        public string High { get; } = GraphNodes.NameOf($"{Axis}_high");

        public string Weights { get; } = GraphNodes.NameOf($"{Axis}_weights");

        public ValueInfoProto[] Inputs(string positions, string side) =>
        [
            GraphNodes.Value(Low, DataType.Int64, positions, side),
            GraphNodes.Value(High, DataType.Int64, positions, side),
            GraphNodes.Value(Weights, DataType.Float, positions, side),
        ];
    }
}
