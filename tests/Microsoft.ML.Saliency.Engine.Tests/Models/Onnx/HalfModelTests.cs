using Microsoft.ML.OnnxRuntime;
using OnnxModels;
using DataType = Onnx.TensorProto.Types.DataType;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Models that are to run in half precision. A CPU then computes with rounded weights in single precision; the check at load
/// rounds each result too, as GPUs do.</summary>
[TestClass]
public sealed class HalfModelTests : IDisposable
{
    private static readonly TensorShape Shape = new(3, 16, 16);
    private static readonly OnnxScorerOptions Half = new() { Precision = ScorerPrecision.Half, Sessions = 1 };
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Constructor_ModelOfFloats_RunsInHalfPrecision()
    {
        byte[] model = TestModels.RandomConvNet(3, Shape, output: ModelOutput.Softmax);
        using OnnxScorer single = new(model, Half with { Precision = ScorerPrecision.Single }), half = new(model, Half);
        float[] image = [.. Enumerable.Range(0, Shape.Length).Select(i => MathF.Sin(i))];
        float[] expected = Score(single, image), actual = Score(half, image);

        Assert.AreEqual(ScorerPrecision.Half, half.Precision);
        Assert.AreEqual(ScorerPrecision.Single, single.Precision);
        Assert.Contains("The model runs in half precision: scores of the probe images change by at most ", half.Decisions[^1]);
        Assert.AreEqual(0, expected.Zip(actual).Max(pair => MathF.Abs(pair.First - pair.Second)), 5e-3f);
        CollectionAssert.AreNotEqual(expected, actual, "Nothing was rounded.");
        CollectionAssert.AreEqual(single.Decisions.ToArray(), half.Decisions.SkipLast(1).ToArray());
        Assert.IsEmpty(half.Warnings);
    }

    /// <summary>The largest half is 65504, and the sum of 768 products is larger.</summary>
    [TestMethod]
    public void Constructor_ModelThatLeavesTheRangeOfHalves_RunsInSinglePrecisionWithAWarning()
    {
        float[] weights = [.. Enumerable.Repeat(300f, Shape.Length)];
        byte[] model = TestModels.Linear(Shape, [weights, [.. weights.Select(weight => -weight)]]);

        AssertRunsInSingle(model, "makes scores of the probe images infinite or NaN.");
    }

    /// <summary>1000 (1.0003 x - x): the nearest half to 1.0003 is 1, and all of the score is lost.</summary>
    [TestMethod]
    public void Constructor_ModelOfSmallDifferences_RunsInSinglePrecisionWithAWarning() => AssertRunsInSingle(
        new OnnxModelBuilder()
            .Input("x", DataType.Float, "N", 3, 4, 4)
            .Initializer("factor", [1], [1.0003f])
            .Initializer("scale", [1], [1000])
            .Node("GlobalAveragePool", ["x"], ["pooled"])
            .Node("Flatten", ["pooled"], ["mean"])
            .Node("Mul", ["mean", "factor"], ["more"])
            .Node("Sub", ["more", "mean"], ["difference"])
            .Node("Mul", ["difference", "scale"], ["y"])
            .Output("y", DataType.Float, "N", 3)
            .Build(),
        "changes scores of the probe images by 1.000, more than 0.01.");

    [TestMethod]
    [DataRow(new[] { 0.5f }, new[] { 0.509f }, 0.009f)]
    [DataRow(new[] { 1f, 50f }, new[] { 1f, 51f }, 0.02f, DisplayName = "A share of the largest score")]
    [DataRow(new[] { 0.5f }, new[] { float.NaN }, float.PositiveInfinity)]
    [DataRow(new[] { float.NaN }, new[] { float.NaN }, 0f, DisplayName = "Lost in single precision already")]
    public void LargestChange_Scores_IsInUnitsOfTheLargest(float[] before, float[] after, float expected) =>
        Assert.AreEqual(expected, HalfModel.LargestChange([before], [after]), 1e-6f);

    [TestMethod]
    [DataRow(DataType.Float16)]
    [DataRow(DataType.Double)]
    public void Constructor_ModelOfOtherFloats_RunsAsItIs(DataType type)
    {
        byte[] model = new OnnxModelBuilder()
            .Input("x", type, "N", 3, 4, 4)
            .Node("ReduceMean", ["x"], ["y"], ("axes", new long[] { 2, 3 }), ("keepdims", 0))
            .Output("y", type, "N", 3)
            .Build();

        using OnnxScorer scorer = new(model, Half);

        Assert.AreEqual("The model has no 32-bit floats to run in half precision, and runs as it is.", scorer.Decisions[^1]);
        Assert.AreEqual(ScorerPrecision.Single, scorer.Precision);
    }

    [TestMethod]
    public void Constructor_QuantizedModel_RunsAsItIs()
    {
        byte[] model = new OnnxModelBuilder()
            .Input("x", DataType.Float, "N", 3, 4, 4)
            .Initializer("scale", [], [0.5f])
            .Node("QuantizeLinear", ["x", "scale"], ["q"])
            .Node("DequantizeLinear", ["q", "scale"], ["d"])
            .Node("GlobalAveragePool", ["d"], ["m"])
            .Node("Flatten", ["m"], ["y"])
            .Output("y", DataType.Float, "N", 3)
            .Build();

        using OnnxScorer scorer = new(model, Half);

        Assert.AreEqual("The model is quantized, and runs as it is, not in half precision.", scorer.Decisions[^1]);
    }

    [TestMethod]
    public void Constructor_BytesAsInput_RunInHalfPrecision()
    {
        using OnnxScorer scorer = new(new QuadrantModel(Shape) { InputType = DataType.Uint8 }.Build(), Half);

        Assert.AreEqual(ScorerPrecision.Half, scorer.Precision, string.Join('\n', scorer.Warnings));
        Assert.IsTrue(scorer.TakesBytes);
    }

    [TestMethod]
    public void Constructor_WeightsInAFile_AreConvertedToo()
    {
        string path = WriteWeights("weights.bin", 2 * Shape.Length * sizeof(float));
        using OnnxScorer scorer = new(path, Half);
        using OnnxScorer single = new(path, Half with { Precision = ScorerPrecision.Single });
        float[] image = [.. Enumerable.Range(0, Shape.Length).Select(i => i / 768f)];

        Assert.AreEqual(ScorerPrecision.Half, scorer.Precision, string.Join('\n', scorer.Warnings));
        Assert.AreEqual(Score(single, image)[1], Score(scorer, image)[1], 5e-3f);
    }

    [TestMethod]
    public void Read_WeightsOutsideTheFolder_AreRefused()
    {
        File.WriteAllBytes(Path.Combine(_folder, "outside"), new byte[4]);
        string inner = Directory.CreateDirectory(Path.Combine(_folder, "inner")).FullName;
        foreach (string location in (string[])["../outside", Path.Combine(_folder, "outside"), "missing", ""])
        {
            var model = Onnx.ModelProto.Parser.ParseFrom(TestModels.ExternalWeights(new TensorShape(1, 1, 1), 1, location));

            Assert.AreEqual("the weights 'weights' must be a part of a file in the model's folder", ExternalWeights.Read(model, inner));
        }

        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(Path.Combine(inner, "link"), Path.Combine(_folder, "outside"));
            var model = Onnx.ModelProto.Parser.ParseFrom(TestModels.ExternalWeights(new TensorShape(1, 1, 1), 1, "link"));

            Assert.IsNotNull(ExternalWeights.Read(model, inner));
        }
    }

    [TestMethod]
    [DataRow("0", "8", true)]
    [DataRow("4", "8", true)]
    [DataRow("8", "8", false)]
    [DataRow("-4", "4", false)]
    [DataRow("0", "99999999999999999999", false)]
    [DataRow("13", "0", false)]
    public void Read_PartOfAFile_IsWithinIt(string offset, string length, bool isRead)
    {
        File.WriteAllBytes(Path.Combine(_folder, "w"), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        var model = Onnx.ModelProto.Parser.ParseFrom(TestModels.ExternalWeights(new TensorShape(1, 1, 2), 1, "w"));
        Onnx.TensorProto tensor = model.Graph.Initializer[0];
        tensor.ExternalData.Add([new() { Key = "offset", Value = offset }, new() { Key = "length", Value = length }]);

        Assert.AreEqual(isRead, ExternalWeights.Read(model, _folder) is null);
        if (isRead)
        {
            Assert.AreEqual(8, tensor.RawData.Length);
            Assert.AreEqual(byte.Parse(offset) + 1, tensor.RawData[0]);
            Assert.IsEmpty(tensor.ExternalData);
        }
    }

    [TestMethod]
    public void Read_MoreThanOneModelHolds_IsRefused()
    {
        using (FileStream file = File.Create(Path.Combine(_folder, "w")))
        {
            file.SetLength(int.MaxValue + 1L); // Sparse: it takes no space.
        }

        var model = Onnx.ModelProto.Parser.ParseFrom(TestModels.ExternalWeights(new TensorShape(1, 1, 1), 1, "w"));

        Assert.Contains("it has 2.1 GB", ExternalWeights.Read(model, _folder)!);
        Assert.Contains("loaded from memory", ExternalWeights.Read(model, null)!);
    }

    [TestMethod, TestCategory("Slow")]
    public void Explain_DemoModelInHalfPrecision_RanksPixelsAsInSingle()
    {
        float[] image = DemoModel.Input("scenes/one0.png");
        byte[] checkedModel = [];
        using OnnxScorer single = new(DemoModel.Path);
        using (var session = new InferenceSession(DemoModel.Path))
        {
            var half = HalfModel.TryConvert(File.ReadAllBytes(DemoModel.Path), null, session, single.Classifier, model =>
            {
                checkedModel = model;
                return new InferenceSession(model);
            });
            Assert.IsNotNull(half.Model, half.Sentence);
        }

        // The last model that it opened rounds as a GPU does.
        using OnnxScorer rounding = new(checkedModel);
        float[][] rise = [.. new[] { single, rounding }.Select(scorer =>
            new RiseExplainer(scorer, new RiseOptions { Masks = 500 }).Explain(image)[0].Values.ToArray())];
        float[][] occlusion = [.. new[] { single, rounding }.Select(scorer =>
            new OcclusionExplainer(scorer).Explain(image)[0].Values.ToArray())];

        CollectionAssert.AreNotEqual(rise[0], rise[1]);
        Assert.IsGreaterThanOrEqualTo(.995, MapSimilarity.Spearman(rise[0], rise[1]));
        Assert.IsGreaterThanOrEqualTo(.995, MapSimilarity.Spearman(occlusion[0], occlusion[1]));
    }

    private string WriteWeights(string name, int bytes)
    {
        float[] weights = [.. Enumerable.Range(0, bytes / sizeof(float)).Select(i => 0.01f * MathF.Sin(i))];
        File.WriteAllBytes(Path.Combine(_folder, name), [.. weights.SelectMany(BitConverter.GetBytes)]);
        string path = Path.Combine(_folder, "model.onnx");
        File.WriteAllBytes(path, TestModels.ExternalWeights(Shape, 2, name));
        return path;
    }

    private static void AssertRunsInSingle(byte[] model, string reason)
    {
        List<string> warnings = [];
        using OnnxScorer scorer = new(model, Half with { OnWarning = warnings.Add, Activation = ScoreActivation.None });

        Assert.AreEqual(ScorerPrecision.Single, scorer.Precision);
        Assert.AreEqual($"The model runs in single precision, because half precision {reason}", warnings[0]);
        CollectionAssert.AreEqual(warnings, scorer.Warnings.ToArray());
    }

    private static float[] Score(OnnxScorer scorer, float[] image)
    {
        using IScorerBatch batch = scorer.CreateBatch(1);
        image.CopyTo(batch.Inputs);
        return batch.Score(1).ToArray();
    }
}
