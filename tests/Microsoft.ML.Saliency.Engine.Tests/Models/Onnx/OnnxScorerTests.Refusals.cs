using DataType = Onnx.TensorProto.Types.DataType;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Every bad input is refused with what it must be and what it is.</summary>
public sealed partial class OnnxScorerTests
{
    [TestMethod]
    public void Constructor_MissingFileOrFolder_NamesIt()
    {
        FileNotFoundException error = Assert.ThrowsExactly<FileNotFoundException>(() => new OnnxScorer("no/such/model.onnx"));

        Assert.AreEqual("no/such/model.onnx", error.FileName);
        Assert.AreEqual("Model file 'no/such/model.onnx' was not found. Pass the path of an .onnx file.", error.Message);
        Assert.ThrowsWith<FileNotFoundException>(() => new OnnxScorer(Path.GetTempPath()), Path.GetTempPath());
    }

    [TestMethod]
    public void Constructor_BlankOrNull_Throws()
    {
        Assert.ThrowsExactly<ArgumentException>(() => new OnnxScorer(""));
        Assert.ThrowsExactly<ArgumentException>(() => new OnnxScorer("  "));
        Assert.ThrowsExactly<ArgumentNullException>(() => new OnnxScorer((string)null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => new OnnxScorer((byte[])null!));
    }

    [TestMethod]
    [DataRow("", " must be an ONNX model, but is empty.")]
    [DataRow("This is not a model.", " (20 bytes) must be an ONNX model")]
    [DataRow("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n", "a Git LFS pointer, not the model. Fetch")]
    public void Constructor_FileThatIsNoModel_SaysWhatItIs(string content, string expected)
    {
        using TemporaryFolder folder = new();
        byte[] bytes = System.Text.Encoding.ASCII.GetBytes(content);
        string path = folder.Write("corrupt.onnx", bytes);
        Assert.ThrowsWith<InvalidDataException>(() => new OnnxScorer(path), $"Model '{path}'", expected);
        Assert.ThrowsWith<InvalidDataException>(() => new OnnxScorer(bytes), "Model '(in memory)'", expected);
    }

    [TestMethod]
    public void Constructor_NotAModel_SaysSo()
    {
        AssertRefused(TestModels.Linear(Gray2x2, Weights)[..^40], "must be an ONNX model", "bytes");
        // Not the GPU's fault.
        AssertRefused([1, 2, 3], "must be an ONNX model", "3 bytes", new OnnxScorerOptions { GpuDeviceId = 0 });
    }

    [TestMethod]
    [DataRow(nameof(TestModels.TwoInputs), "exactly one input of", "'input' (Float, ? x 3 x 4 x 4), 'second' (Float, ? x 3 x 4 x 4)")]
    [DataRow(nameof(TestModels.VectorInput), "N x C x H x W or N x H x W x C", "'input' (Float, ? x 48)")]
    [DataRow(nameof(TestModels.NoChannelDimension), "1, 3 or 4 channels in an outer dimension of the input", "? x 5 x 5 x 5")]
    [DataRow(nameof(TestModels.Rank3Output), "N x K", "'scores' (Float, ? x 3 x 4)")]
    [DataRow(nameof(TestModels.SegmentationOutput), "N x K", "'scores' (Float, ? x 3 x 4 x 4)")]
    [DataRow(nameof(TestModels.LabelOutput), "N x K scores (Float, Float16, Double or UInt8)", "'label' (Int64, ? x 1)")]
    [DataRow(nameof(TestModels.SequenceOutput), "N x K", "'sequence'")]
    [DataRow(nameof(TestModels.NaNOutput), "finite scores", "NaN or infinity in output 'nan' for each of 6 probe images")]
    public void Constructor_NotAnImageClassifier_SaysWhatIsWantedAndGiven(string model, string expected, string given)
        => AssertRefused((byte[])typeof(TestModels).GetMethod(model)!.Invoke(null, null)!, expected, given);

    [TestMethod]
    [DataRow(DataType.Int32, "Int32")]
    [DataRow(DataType.Int64, "Int64")]
    public void Constructor_IntegerInput_GivesItsType(DataType type, string name)
        => AssertRefused(
            TestModels.TypedInput(type), "an input of type Float, Float16, Double or UInt8", $"'input' ({name}, ? x 3 x 4 x 4)");

    [TestMethod]
    [DataRow("N", 3L, 2147483647L, 2147483647L)]
    [DataRow("N", 3L, 20000L, 20000L)]
    public void Constructor_HugeInput_IsRefusedBeforeItIsMade(string batch, long channels, long height, long width)
        => AssertRefused(
            new OnnxModelBuilder()
                .Input("input", DataType.Float, batch, channels, height, width)
                .Node("ReduceMean", ["input"], ["scores"], ("axes", new long[] { 2, 3 }), ("keepdims", 0))
                .Output("scores", DataType.Float, "N", 3)
                .Build(),
            "at most 100000000 values", $"? x {channels} x {height} x {width}");

    [TestMethod]
    public void Constructor_FreeHeightAndWidthWithoutShape_AsksForIt()
        => AssertRefused(
            TestModels.FreeSize(3, [[1, 1, 1]]), "a fixed height and width, but has ? x 3 x ? x ?", "Set OnnxScorerOptions.InputShape");

    [TestMethod]
    [DataRow(3, 8, 9, TensorLayout.Nchw)]
    [DataRow(1, 8, 8, TensorLayout.Nchw)]
    [DataRow(0, 0, 0, TensorLayout.Nchw)]
    public void Constructor_ShapeThatTheModelDoesNotTake_GivesBoth(int channels, int height, int width, TensorLayout layout)
    {
        TensorShape asked = new(channels, height, width, layout);
        byte[] model = TestModels.RandomConvNet(1, new TensorShape(3, 8, 8));
        AssertRefused(model, $"{asked} ({layout})", "? x 3 x 8 x 8", new OnnxScorerOptions { InputShape = asked });
    }

    [TestMethod]
    public void Constructor_UnknownInputName_NamesTheInput()
        => AssertRefused(
            TestModels.Linear(Gray2x2, Weights), "an input named 'pixels'", "'input'",
            new OnnxScorerOptions { InputName = "pixels" });

    [TestMethod]
    public void Constructor_UnknownOutputName_NamesTheOutputs()
        => AssertRefused(
            TestModels.LogitsAndProbabilities(Gray2x2, Weights),
            "an output named 'scores'",
            "'logits' (Float, ? x 2), 'softmax' (Float, ? x 2)",
            new OnnxScorerOptions { OutputName = "scores" });

    [TestMethod]
    public void Constructor_OutputNameOfAnInteger_IsRefused()
        => AssertRefused(
            TestModels.LabelAndLogits(Gray2x2, Weights), "N x K", "'label' (Int64, ?)",
            new OnnxScorerOptions { OutputName = "label" });

    [TestMethod]
    public void Constructor_SegmentationOutputOfFreeSize_IsFoundByRunning()
        => AssertRefused(
            TestModels.FreeSegmentationOutput(),
            "x K scores",
            "'scores' (Float, ? x 3 x ? x ?)",
            new OnnxScorerOptions { InputShape = new TensorShape(3, 4, 4) });

    [TestMethod]
    public void Constructor_OptionsOutOfRange_NamesTheOption()
    {
        AssertOutOfRange("Sessions", 0, new OnnxScorerOptions { Sessions = 0 });
        AssertOutOfRange("IntraOpThreads", -1, new OnnxScorerOptions { IntraOpThreads = -1 });
        AssertOutOfRange("BatchSize", 0, new OnnxScorerOptions { BatchSize = 0 });
        AssertOutOfRange("GpuDeviceId", -1, new OnnxScorerOptions { GpuDeviceId = -1 });
        AssertOutOfRange("Activation", (ScoreActivation)9, new OnnxScorerOptions { Activation = (ScoreActivation)9 });
    }

    private static void AssertRefused(byte[] model, string expected, string given, OnnxScorerOptions? options = null) =>
        Assert.ThrowsWith<InvalidDataException>(() => new OnnxScorer(model, options), "(in memory)", expected, given);

    private static void AssertOutOfRange(string option, object value, OnnxScorerOptions options)
    {
        ArgumentOutOfRangeException error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => new OnnxScorer(TestModels.Linear(Gray2x2, Weights), options));

        Assert.AreEqual(option, error.ParamName);
        Assert.AreEqual(value, error.ActualValue);
    }
}
