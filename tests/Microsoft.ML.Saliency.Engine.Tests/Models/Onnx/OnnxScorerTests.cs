namespace Microsoft.ML.Saliency.Tests;

/// <summary>Facts that are read from the model. The other aspects: Scores, Execution, Refusals.</summary>
[TestClass]
public sealed partial class OnnxScorerTests
{
    // A gray image of 2 x 2 pixels and two classes, small enough to be worked out by hand.
    private static readonly TensorShape Gray2x2 = new(1, 2, 2);
    private static readonly float[][] Weights = [[1, 2, 3, 4], [0, 0, 0, -1]];
    private static readonly float[] Bias = [0.5f, 0];

    [TestMethod]
    public void Constructor_ChannelsFirstModel_ReadsNamesShapeAndClasses()
    {
        using OnnxScorer scorer = new(TestModels.RandomConvNet(1, new TensorShape(3, 8, 12), classCount: 7));

        Assert.AreEqual("input", scorer.InputName);
        Assert.AreEqual("logits", scorer.OutputName);
        Assert.AreEqual(new TensorShape(3, 8, 12), scorer.InputShape);
        Assert.AreEqual(7, scorer.ClassCount);
    }

    [TestMethod]
    [DataRow(1, TensorLayout.Nhwc)]
    [DataRow(3, TensorLayout.Nhwc)]
    [DataRow(1, TensorLayout.Nchw)]
    public void Constructor_ChannelsAndLayout_AreReadFromTheModel(int channels, TensorLayout layout)
    {
        TensorShape shape = new(channels, 8, 12, layout);
        using OnnxScorer scorer = new(TestModels.RandomConvNet(1, shape));
        Assert.AreEqual(shape, scorer.InputShape);
    }

    [TestMethod]
    [DataRow(null, 5, int.MaxValue)]
    [DataRow(4, 4, 4)]
    public void Constructor_FreeOrFixedBatch_TakesTheBatchSizeFromOptionsOrModel(int? batch, int size, int most)
    {
        using OnnxScorer scorer = new(TestModels.Linear(Gray2x2, Weights, batch: batch), new OnnxScorerOptions { BatchSize = 5 });
        Assert.AreEqual((size, most), (scorer.BatchSize, scorer.MaxBatchSize));
    }

    [TestMethod]
    [DataRow(TensorLayout.Nchw)]
    [DataRow(TensorLayout.Nhwc)]
    public void Constructor_FreeHeightAndWidth_TakesThemFromTheOptions(TensorLayout layout)
    {
        TensorShape shape = new(3, 5, 9, layout);
        using OnnxScorer scorer = new(TestModels.FreeSize(3, [[1, 1, 1]], layout), new OnnxScorerOptions { InputShape = shape });
        Assert.AreEqual(shape, scorer.InputShape);
    }

    [TestMethod]
    public void Constructor_LayoutThatCannotBeTold_TakesItFromTheOptions()
    {
        TensorShape shape = new(5, 5, 5, TensorLayout.Nhwc);
        using OnnxScorer scorer = new(TestModels.NoChannelDimension(), new OnnxScorerOptions { InputShape = shape });
        Assert.AreEqual(shape, scorer.InputShape);
    }

    [TestMethod]
    public void Constructor_FreeChannels_TakesThemFromTheOptions()
    {
        using OnnxScorer scorer = new(TestModels.FreeChannels(), new OnnxScorerOptions { InputShape = new TensorShape(3, 4, 4) });
        Assert.AreEqual(3, scorer.ClassCount);
    }

    [TestMethod]
    public void Constructor_FreeClassCount_FindsItByRunning()
    {
        using OnnxScorer scorer = new(TestModels.FreeClassCount(Gray2x2, Weights));
        Assert.AreEqual(2, scorer.ClassCount);
    }

    [TestMethod]
    public void Constructor_SeveralOutputs_TakesTheProbabilitiesOrTheOnlyScores()
    {
        using OnnxScorer both = new(TestModels.LogitsAndProbabilities(Gray2x2, Weights), new() { OnWarning = Assert.Fail });
        using OnnxScorer behindALabel = new(TestModels.LabelAndLogits(Gray2x2, Weights));

        Assert.AreEqual("softmax", both.OutputName);
        Assert.Contains("'logits' (N x 2), 'softmax' (N x 2), which agree on every probe", both.Decisions[0]);
        Assert.AreEqual("logits", behindALabel.OutputName);
    }

    [TestMethod]
    public void Constructor_OutputName_TakesThatOutput()
    {
        using OnnxScorer scorer = new(
            TestModels.LogitsAndProbabilities(Gray2x2, Weights), new OnnxScorerOptions { InputName = "input", OutputName = "softmax" });
        Assert.AreEqual("softmax", scorer.OutputName);
    }

    [TestMethod]
    public void Constructor_ModelFile_GivesTheScoresOfTheSameModelInMemory()
    {
        using TemporaryFolder folder = new();
        byte[] model = TestModels.Linear(Gray2x2, Weights, Bias);
        using OnnxScorer file = new(folder.Write("modèle à tester.onnx", model));
        using OnnxScorer memory = new(model);

        CollectionAssert.AreEqual(Score(memory, [1, 0, 2, -1]), Score(file, [1, 0, 2, -1]));
    }

    [TestMethod]
    public void Constructor_WeightsInAFileBesideTheModel_AreFound()
    {
        using TemporaryFolder folder = new();
        byte[] weights = [.. Weights.SelectMany(row => row).SelectMany(BitConverter.GetBytes)];
        folder.Write("model.onnx.data", weights);
        string path = folder.Write("model.onnx", TestModels.ExternalWeights(Gray2x2, classCount: 2, "model.onnx.data"));
        using OnnxScorer scorer = new(path, Raw);

        CollectionAssert.AreEqual(new float[] { 3, 1 }, Score(scorer, [1, 0, 2, -1]));
    }

    /// <summary>The scores of some images, in one batch.</summary>
    private static float[] Score(OnnxScorer scorer, params float[][] images)
    {
        using IScorerBatch batch = scorer.CreateBatch(images.Length);
        for (int i = 0; i < images.Length; i++)
        {
            images[i].CopyTo(batch.Inputs[(i * scorer.InputShape.Length)..]);
        }

        return batch.Score(images.Length).ToArray();
    }

    private static OnnxScorerOptions Raw => new() { Activation = ScoreActivation.None };

    private sealed class TemporaryFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("saliency-");

        public string Write(string name, byte[] content)
        {
            string path = Path.Combine(_folder.FullName, name);
            File.WriteAllBytes(path, content);
            return path;
        }

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
