using Google.Protobuf;
using Onnx;
using OnnxModels;
using DataType = Onnx.TensorProto.Types.DataType;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>The graph of a model in half precision.</summary>
[TestClass]
public sealed class HalfPrecisionTests
{
    [TestMethod]
    [DataRow(0f, 0f)]
    [DataRow(-0f, -0f)]
    [DataRow(1f, 1f)]
    [DataRow(1.0004f, 1f, DisplayName = "Halves near 1 are 1/1024 apart.")]
    [DataRow(1.0005f, 1.0009765625f)]
    [DataRow(70000f, 65504f, DisplayName = "The largest half.")]
    [DataRow(-3.4e38f, -65504f)]
    [DataRow(float.PositiveInfinity, float.PositiveInfinity)]
    [DataRow(1e-12f, 5.9604645e-8f, DisplayName = "The smallest half, 2^-24.")]
    [DataRow(-1e-30f, -5.9604645e-8f)]
    [DataRow(float.NaN, float.NaN)]
    public void Round_Value_IsTheNearestHalfThatIsAsFinite(float value, float expected) =>
        Assert.AreEqual(BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits((float)HalfTensors.Round(value)));

    [TestMethod]
    public void ConvertTensor_RawBytesOrNumbers_AreTheSameHalves()
    {
        float[] values = [1, -2, 0.5f, 1e6f];
        var listed = new TensorProto { Name = "a", DataType = (int)DataType.Float, Dims = { 2, 2 }, FloatData = { values } };
        var raw = new TensorProto
        {
            Name = "a",
            DataType = (int)DataType.Float,
            Dims = { 2, 2 },
            RawData = ByteString.CopyFrom([.. values.SelectMany(BitConverter.GetBytes)]),
        };

        TensorProto half = HalfTensors.Convert(listed, "b");

        Assert.AreEqual(half, HalfTensors.Convert(raw, "b"));
        Assert.AreEqual((int)DataType.Float16, half.DataType);
        CollectionAssert.AreEqual(new long[] { 2, 2 }, half.Dims.ToArray());
        CollectionAssert.AreEqual(new byte[] { 0x00, 0x3C, 0x00, 0xC0, 0x00, 0x38, 0xFF, 0x7B }, half.RawData.ToByteArray());
    }

    /// <summary>input -> Cast -> Relu (half) -> Cast -> Exp (single) -> Cast -> Gemm (half) -> Cast -> scores.</summary>
    [TestMethod]
    public void Convert_OperatorsOfBothKinds_HaveCastsBetweenThem()
    {
        ModelProto model = Parse(new OnnxModelBuilder()
            .Input("x", DataType.Float, "N", 4)
            .Initializer("w", [4, 2], [1, 2, 3, 4, 5, 6, 7, 8])
            .Node("Relu", ["x"], ["a"])
            .Node("Exp", ["a"], ["b"])
            .Node("Gemm", ["b", "w"], ["y"])
            .Output("y", DataType.Float, "N", 2));

        IReadOnlySet<string> results = HalfPrecision.Convert(model, new HashSet<string> { "x", "w", "a", "b", "y" });

        CollectionAssert.AreEquivalent(new[] { "x_half", "a_half", "b_half", "y_half" }, results.ToArray());
        CollectionAssert.AreEqual(
            new[]
            {
                "Cast x -> x_half", "Relu x_half -> a_half", "Cast a_half -> a", "Exp a -> b", "Cast b -> b_half",
                "Gemm b_half w_half -> y_half", "Cast y_half -> y",
            },
            Describe(model.Graph));
        Assert.AreEqual("w_half", model.Graph.Initializer.Single().Name);
        Assert.AreEqual((int)DataType.Float, model.Graph.Input.Single().Type.TensorType.ElemType);
    }

    [TestMethod]
    public void Convert_ProbabilitiesAtTheEnd_StaySingle()
    {
        ModelProto model = Parse(new OnnxModelBuilder()
            .Input("x", DataType.Float, "N", 4)
            .Node("Softmax", ["x"], ["a"])
            .Node("Softmax", ["a"], ["y"])
            .Output("y", DataType.Float, "N", 4));

        HalfPrecision.Convert(model, new HashSet<string> { "x", "a", "y" });

        CollectionAssert.AreEqual(
            new[] { "Cast x -> x_half", "Softmax x_half -> a_half", "Cast a_half -> a", "Softmax a -> y" }, Describe(model.Graph));
    }

    [TestMethod]
    public void Convert_CastToFloatForHalves_CastsToHalf()
    {
        ModelProto model = Parse(new OnnxModelBuilder()
            .Input("bytes", DataType.Uint8, "N", 4)
            .Node("Cast", ["bytes"], ["x"], ("to", (int)DataType.Float))
            .Node("Relu", ["x"], ["y"])
            .Output("y", DataType.Float, "N", 4));

        HalfPrecision.Convert(model, new HashSet<string> { "x", "y" });

        CollectionAssert.AreEqual(
            new[] { "Cast bytes -> x_half", "Relu x_half -> y_half", "Cast y_half -> y" }, Describe(model.Graph));
        Assert.AreEqual((long)DataType.Float16, model.Graph.Node[0].Attribute[0].I);
    }

    /// <summary>A subgraph finds tensors of the graph around it by their names.</summary>
    [TestMethod]
    public void Convert_TensorThatASubgraphUses_IsThereAsSingle()
    {
        ModelProto model = Parse(new OnnxModelBuilder()
            .Input("x", DataType.Float, "N", 4)
            .Input("flag", DataType.Bool)
            .Initializer("w", [1], [2])
            .Node("Mul", ["x", "w"], ["a"])
            .Node("If", ["flag"], ["y"])
            .Output("y", DataType.Float, "N", 4));
        GraphProto Branch(string operation) => new()
        {
            Name = operation,
            Node = { new NodeProto { OpType = operation, Input = { "a", "w" }, Output = { "z" } } },
            Output = { new ValueInfoProto { Name = "z" } },
        };
        model.Graph.Node[1].Attribute.Add([Graph("then_branch", Branch("Add")), Graph("else_branch", Branch("Sub"))]);

        HalfPrecision.Convert(model, new HashSet<string> { "x", "w", "a", "y" });

        CollectionAssert.AreEqual(
            new[] { "Cast x -> x_half", "Mul x_half w_half -> a_half", "Cast a_half -> a", "If flag -> y" }, Describe(model.Graph));
        CollectionAssert.AreEqual(new[] { "w", "w_half" }, model.Graph.Initializer.Select(tensor => tensor.Name).ToArray());

        static AttributeProto Graph(string name, GraphProto graph) =>
            new() { Name = name, Type = AttributeProto.Types.AttributeType.Graph, G = graph };
    }

    [TestMethod]
    public void Convert_ConstantNodeAndDefaultOfAnInput_AreWeights()
    {
        ModelProto model = Parse(new OnnxModelBuilder()
            .Input("x", DataType.Float, "N", 4)
            .Input("w", DataType.Float, 1)
            .Initializer("w", [1], [2])
            .Node("Mul", ["x", "w"], ["a"])
            .Node("Add", ["a", "c"], ["y"])
            .Output("y", DataType.Float, "N", 4));
        model.Graph.Node.Insert(0, new NodeProto { OpType = "Constant", Output = { "c" } });
        model.Graph.Node[0].Attribute.Add(new AttributeProto
        {
            Name = "value",
            Type = AttributeProto.Types.AttributeType.Tensor,
            T = new TensorProto { DataType = (int)DataType.Float, FloatData = { 3 } },
        });

        HalfPrecision.Convert(model, new HashSet<string> { "x", "w", "a", "c", "y" });

        CollectionAssert.AreEqual(
            new[] { "Cast x -> x_half", "Mul x_half w_half -> a_half", "Add a_half c_half -> y_half", "Cast y_half -> y" },
            Describe(model.Graph));
        CollectionAssert.AreEqual(new[] { "w_half", "c_half" }, model.Graph.Initializer.Select(tensor => tensor.Name).ToArray());
        Assert.AreEqual("x", model.Graph.Input.Single().Name);
    }

    [TestMethod]
    [DataRow(11, false)]
    [DataRow(12, true)]
    public void Include_Clip_IsHalfFromItsVersion12(int version, bool expected) =>
        Assert.AreEqual(expected, HalfOperators.Include(new NodeProto { OpType = "Clip" }, version));

    [TestMethod]
    [DataRow("LRN", "")]
    [DataRow("Resize", "")]
    [DataRow("If", "")]
    [DataRow("NonMaxSuppression", "")]
    [DataRow("Relu", "com.microsoft")]
    public void Include_OtherOperator_StaysSingle(string operation, string domain) =>
        Assert.IsFalse(HalfOperators.Include(new NodeProto { OpType = operation, Domain = domain }, version: 17));

    private static ModelProto Parse(OnnxModelBuilder builder) => ModelProto.Parser.ParseFrom(builder.Build());

    private static string[] Describe(GraphProto graph) =>
        [.. graph.Node.Select(node => $"{node.OpType} {string.Join(' ', node.Input)} -> {string.Join(' ', node.Output)}")];
}
