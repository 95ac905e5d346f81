using Google.Protobuf;
using Onnx;
using DataType = Onnx.TensorProto.Types.DataType;
using Dimension = Onnx.TensorShapeProto.Types.Dimension;
using TensorElementType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace Microsoft.ML.Saliency;

/// <summary>The ONNX graph that puts an image behind masks, for any number and size of them. A mask is R G C: the grid G between the tables
/// of its shift that interpolate along the rows and along the columns. The masked image is b + M (x - b).</summary>
internal static class MaskGraph
{
    /// <summary>N x h x w, float.</summary>
    public const string Grids = "grids";

    /// <summary>N, 64-bit integers, like the column shifts.</summary>
    public const string RowShifts = "row_shifts", ColumnShifts = "column_shifts";

    /// <summary>Row shifts x H x h, float.</summary>
    public const string RowTables = "row_tables";

    /// <summary>Column shifts x w x W, float.</summary>
    public const string ColumnTables = "column_tables";

    /// <summary>1 x C x H x W or 1 x H x W x C, float, like the baseline.</summary>
    public const string Image = "image", Baseline = "baseline";

    /// <summary>The dimensions of N masks beside that image, N x 1 x H x W or N x H x W x 1: four 64-bit integers.</summary>
    public const string MaskShape = "mask_shape";

    /// <summary>The output: N masked images, of the model's type.</summary>
    public const string Masked = "masked";

    private const string Blended = "blended", Rounded = "rounded", Limited = "limited", Lowest = "lowest", Highest = "highest";

    // Version 8 of the format and version 13 of the operators are of 2022.
    private const int FormatVersion = 8, OperatorVersion = 13;

    /// <summary>Returns the content of the .onnx file.</summary>
    /// <param name="type">The element type of the images; bytes are rounded, halves to even, and limited to 0..255.</param>
    public static byte[] Build(TensorElementType type) => new ModelProto
    {
        IrVersion = FormatVersion,
        OpsetImport = { new OperatorSetIdProto { Version = OperatorVersion } },
        Graph = new GraphProto
        {
            Name = "masks",
            Node =
            {
                Node("Gather", "rows", RowTables, RowShifts),
                Node("Gather", "columns", ColumnTables, ColumnShifts),
                Node("MatMul", "stretched", "rows", Grids),
                Node("MatMul", "masks", "stretched", "columns"),
                Node("Reshape", "mask", "masks", MaskShape),
                Node("Sub", "difference", Image, Baseline),
                Node("Mul", "kept", "difference", "mask"),
                Node("Add", Blended, "kept", Baseline),
                Convert((DataType)type),
            },
            Input =
            {
                Tensor(Grids, DataType.Float, "n", "h", "w"),
                Tensor(RowShifts, DataType.Int64, "n"),
                Tensor(ColumnShifts, DataType.Int64, "n"),
                Tensor(RowTables, DataType.Float, "row_shift", "height", "h"),
                Tensor(ColumnTables, DataType.Float, "column_shift", "w", "width"),
                Tensor(Image, DataType.Float, "one", "i1", "i2", "i3"),
                Tensor(Baseline, DataType.Float, "one", "i1", "i2", "i3"),
                Tensor(MaskShape, DataType.Int64, "four"),
            },
            Output = { Tensor(Masked, (DataType)type, "n", "i1", "i2", "i3") },
            Initializer = { type == TensorElementType.UInt8 ? Limits : [] },
        },
    }.ToByteArray();

    private static TensorProto[] Limits => [Constant(Lowest, byte.MinValue), Constant(Highest, byte.MaxValue)];

    private static NodeProto[] Convert(DataType type)
    {
        NodeProto cast = Node("Cast", Masked, type == DataType.Uint8 ? Limited : Blended);
        cast.Attribute.Add(new AttributeProto { Name = "to", Type = AttributeProto.Types.AttributeType.Int, I = (int)type });
        return type == DataType.Uint8
            ? [Node("Round", Rounded, Blended), Node("Clip", Limited, Rounded, Lowest, Highest), cast]
            : [cast];
    }

    private static TensorProto Constant(string name, float value) =>
        new() { Name = name, DataType = (int)DataType.Float, FloatData = { value } };

    private static NodeProto Node(string operation, string output, params string[] inputs) =>
        new() { OpType = operation, Input = { inputs }, Output = { output } };

    private static ValueInfoProto Tensor(string name, DataType type, params string[] dimensions)
    {
        var shape = new TensorShapeProto { Dim = { dimensions.Select(dimension => new Dimension { DimParam = dimension }) } };
        return new() { Name = name, Type = new TypeProto { TensorType = new() { ElemType = (int)type, Shape = shape } } };
    }
}
