namespace Microsoft.ML.Saliency.Tests;

/// <summary>Scores against hand-worked numbers.</summary>
public sealed partial class OnnxScorerTests
{
    // 1 + 6 - 4 + 0.5 and 1.
    private static readonly float[] Image = [1, 0, 2, -1];
    private const float Logit0 = 3.5f;
    private const float Logit1 = 1;

    // 1 / (1 + exp(-2.5)) and its complement; 1 / (1 + exp(-3.5)) and 1 / (1 + exp(-1)).
    private const float Softmax0 = 0.92414182f;
    private const float Softmax1 = 0.07585818f;
    private const float Sigmoid0 = 0.97068777f;
    private const float Sigmoid1 = 0.73105858f;

    [TestMethod]
    [DataRow(ScoreActivation.None, Logit0, Logit1)]
    [DataRow(ScoreActivation.Softmax, Softmax0, Softmax1)]
    [DataRow(ScoreActivation.Sigmoid, Sigmoid0, Sigmoid1)]
    [DataRow(ScoreActivation.Auto, Softmax0, Softmax1)]
    public void Score_Logits_AreActivatedAsAsked(ScoreActivation activation, float first, float second)
    {
        using OnnxScorer scorer = new(TestModels.Linear(Gray2x2, Weights, Bias), new OnnxScorerOptions { Activation = activation });
        AssertNear([first, second], Score(scorer, Image));
    }

    [TestMethod]
    [DataRow(ModelOutput.Softmax, Softmax0, Softmax1)]
    [DataRow(ModelOutput.Sigmoid, Sigmoid0, Sigmoid1)]
    public void Score_AutoOnProbabilities_LeavesThemAsTheyAre(ModelOutput output, float first, float second)
    {
        using OnnxScorer scorer = new(TestModels.Linear(Gray2x2, Weights, Bias, output));

        Assert.AreEqual(ScoreActivation.None, scorer.Activation);
        AssertNear([first, second], Score(scorer, Image));
    }

    [TestMethod]
    public void Score_AutoOnOneLogit_IsItsSigmoid()
    {
        using OnnxScorer scorer = new(TestModels.Linear(Gray2x2, [Weights[0]], [Bias[0]]));

        Assert.AreEqual(ScoreActivation.Sigmoid, scorer.Activation);
        AssertNear([1 - Sigmoid0, Sigmoid0], Score(scorer, Image));
    }

    [TestMethod]
    public void Score_SoftmaxOfHugeLogits_DoesNotOverflow()
    {
        using OnnxScorer scorer = new(TestModels.Linear(Gray2x2, Weights), new OnnxScorerOptions { Activation = ScoreActivation.Softmax });
        AssertNear([1, 0], Score(scorer, [1000, 0, 0, 0]));
    }

    [TestMethod]
    [DataRow(TensorLayout.Nchw)]
    [DataRow(TensorLayout.Nhwc)]
    public void Score_OnePixelAtATime_ReadsThePixelsInTheModelsLayout(TensorLayout layout)
    {
        // The weight of channel c, row y, column x is 100 c + 10 y + x, so that a score tells which pixel was read.
        TensorShape shape = new(3, 4, 5, layout);
        float[] weights = new float[shape.Length];
        float[][] images = new float[shape.Length][];
        float[] expected = new float[shape.Length];
        for (int i = 0; i < shape.Length; i++)
        {
            weights[i] = PixelNumber(i / 20, i / 5 % 4, i % 5);
            images[i] = new float[shape.Length];
            images[i][i] = 1;
            expected[i] = layout == TensorLayout.Nchw ? weights[i] : PixelNumber(i % 3, i / 15, i / 3 % 5);
        }

        using OnnxScorer scorer = new(TestModels.Linear(shape, [weights]), Raw);
        CollectionAssert.AreEqual(expected, Score(scorer, images));

        static float PixelNumber(int channel, int row, int column) => (100 * channel) + (10 * row) + column;
    }

    [TestMethod]
    public void Score_FourDimensionalOutput_IsReadAsOneScorePerClass()
    {
        // Channel means 2.5 and 25 (and 0) of a 3 x 2 x 2 image, weighted 1, 1 and 2, -0.1.
        using OnnxScorer scorer = new(TestModels.GlobalAveragePool(new TensorShape(3, 2, 2), [[1, 1, 9], [2, -0.1f, 9]]), Raw);
        AssertNear([27.5f, 2.5f], Score(scorer, [1, 2, 3, 4, 10, 20, 30, 40, 0, 0, 0, 0]));
    }

    [TestMethod]
    public void Score_FreeSizeModel_TakesTheShapeAskedFor()
    {
        OnnxScorerOptions options = new() { InputShape = new TensorShape(1, 1, 4), Activation = ScoreActivation.None };
        using OnnxScorer scorer = new(TestModels.FreeSize(1, [[1], [-2]]), options);
        AssertNear([2.5f, -5], Score(scorer, [1, 2, 3, 4]));
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow(4)]
    public void Score_PartOfABatch_ScoresTheFirstImagesOnly(int? fixedBatch)
    {
        using OnnxScorer scorer = new(TestModels.Linear(Gray2x2, [[1, 0, 0, 0]], batch: fixedBatch), Raw);
        using IScorerBatch batch = scorer.CreateBatch(4);
        for (int i = 0; i < 4; i++)
        {
            batch.Inputs[i * Gray2x2.Length] = i + 1;
        }

        CollectionAssert.AreEqual(new float[] { 1, 2, 3 }, batch.Score(3).ToArray());
        CollectionAssert.AreEqual(new float[] { 1 }, batch.Score(1).ToArray());
        CollectionAssert.AreEqual(new float[] { 1, 2, 3, 4 }, batch.Score(4).ToArray());
        CollectionAssert.AreEqual(new float[] { 1, 2 }, batch.Score(2).ToArray());
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void Score_FixedBatchPartlyFilled_LeavesTheRestOut(int capacity)
    {
        using OnnxScorer scorer = new(TestModels.Linear(Gray2x2, Weights, Bias, batch: 2), Raw);
        using IScorerBatch batch = scorer.CreateBatch(capacity);
        batch.Inputs.Fill(float.NaN);
        Image.CopyTo(batch.Inputs);

        CollectionAssert.AreEqual(new[] { Logit0, Logit1 }, batch.Score(1).ToArray());
    }

    [TestMethod]
    public void Score_RefilledBuffer_ScoresTheNewImages()
    {
        using OnnxScorer scorer = new(TestModels.Linear(Gray2x2, [[1, 1, 1, 1]]), Raw);
        using IScorerBatch batch = scorer.CreateBatch(1);
        batch.Inputs.Fill(1);
        Assert.AreEqual(4, batch.Score(1)[0]);
        batch.Inputs.Fill(2);
        Assert.AreEqual(8, batch.Score(1)[0]);
    }

    private static void AssertNear(float[] expected, float[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 1e-6f * Math.Max(1, Math.Abs(expected[i])), $"Class {i}");
        }
    }
}
