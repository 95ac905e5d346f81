namespace Microsoft.ML.Saliency;

/// <summary>
/// An ONNX graph that puts an image behind masks, for any number and size of them: a mask is R G C, the grid G between the tables of its shift
/// that interpolate along the rows and along the columns, and the masked image b + M (x - b).
/// </summary>
internal static class MaskGraph
{
    /// <summary>N x h x w, float.</summary>
    public const string Grids = "grids";

    /// <summary>N, 64-bit integers; the column shifts are alike.</summary>
    public const string RowShifts = "row_shifts";
    public const string ColumnShifts = "column_shifts";

    /// <summary>Row shifts x H x h, float.</summary>
    public const string RowTables = "row_tables";

    /// <summary>Column shifts x w x W, float.</summary>
    public const string ColumnTables = "column_tables";

    /// <summary>1 x C x H x W or 1 x H x W x C, float; the baseline is alike.</summary>
    public const string Image = "image";
    public const string Baseline = "baseline";

    /// <summary>The dimensions of N masks beside that image, N x 1 x H x W or N x H x W x 1: four 64-bit integers.</summary>
    public const string MaskShape = "mask_shape";

    /// <summary>The output: N masked images, float.</summary>
    public const string Masked = "masked";

    private const int Float = 1;
    private const int Int64 = 7;

    // Field numbers are those of onnx.proto; version 8 of the format and version 13 of the operators are of 2022.
    private const int FormatVersion = 8;
    private const int OperatorVersion = 13;

    /// <summary>The bytes of the .onnx file.</summary>
    public static byte[] Build()
    {
        var graph = new ProtobufMessage();
        Node(graph, "Gather", "rows", RowTables, RowShifts);
        Node(graph, "Gather", "columns", ColumnTables, ColumnShifts);
        Node(graph, "MatMul", "stretched", "rows", Grids);
        Node(graph, "MatMul", "masks", "stretched", "columns");
        Node(graph, "Reshape", "mask", "masks", MaskShape);
        Node(graph, "Sub", "difference", Image, Baseline);
        Node(graph, "Mul", "kept", "difference", "mask");
        Node(graph, "Add", Masked, "kept", Baseline);
        graph.Add(2, "masks");
        Input(graph, Grids, Float, "n", "h", "w");
        Input(graph, RowShifts, Int64, "n");
        Input(graph, ColumnShifts, Int64, "n");
        Input(graph, RowTables, Float, "row_shift", "height", "h");
        Input(graph, ColumnTables, Float, "column_shift", "w", "width");
        Input(graph, Image, Float, "one", "i1", "i2", "i3");
        Input(graph, Baseline, Float, "one", "i1", "i2", "i3");
        Input(graph, MaskShape, Int64, "four");
        graph.Add(12, Tensor(Masked, Float, "n", "i1", "i2", "i3"));

        ProtobufMessage operators = new ProtobufMessage().Add(1, "").Add(2, OperatorVersion);
        return new ProtobufMessage().Add(1, FormatVersion).Add(7, graph).Add(8, operators).ToArray();
    }

    private static void Node(ProtobufMessage graph, string operation, string output, params string[] inputs)
    {
        var node = new ProtobufMessage();
        foreach (string input in inputs)
        {
            node.Add(1, input);
        }

        graph.Add(1, node.Add(2, output).Add(4, operation));
    }

    private static void Input(ProtobufMessage graph, string name, int type, params string[] dimensions) => graph.Add(11, Tensor(name, type, dimensions));

    private static ProtobufMessage Tensor(string name, int type, params string[] dimensions)
    {
        var shape = new ProtobufMessage();
        foreach (string dimension in dimensions)
        {
            shape.Add(1, new ProtobufMessage().Add(2, dimension));
        }

        ProtobufMessage tensor = new ProtobufMessage().Add(1, type).Add(2, shape);
        return new ProtobufMessage().Add(1, name).Add(2, new ProtobufMessage().Add(1, tensor));
    }
}
