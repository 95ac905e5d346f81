namespace Microsoft.ML.Saliency.Tests;

/// <summary>Bad input: the message says what was wanted, what was given and what to do.</summary>
[TestClass]
public class PerturbationCurveErrorTests
{
    private static readonly TensorShape Shape = new(1, 6, 8);

    public static IEnumerable<object[]> BadOptions =>
    [
        [new PerturbationCurveOptions { Repeats = 0 }, "Repeats must be at least 1"],
        [new PerturbationCurveOptions { BatchSize = 0 }, "BatchSize must be at least 1"],
        [new PerturbationCurveOptions { Threads = -1 }, "Threads must be at least 1"],
        [new PerturbationCurveOptions { Order = (PerturbationOrder)5 }, "Unknown order"],
        [new PerturbationCurveOptions { Direction = (PerturbationDirection)5 }, "Unknown direction"],
        [new PerturbationCurveOptions { Steps = PerturbationSteps.Pixels(49) }, "at most the 48 pixels of the model's input (6 x 8)"],
        [new PerturbationCurveOptions { Steps = PerturbationSteps.Regions(7, 2) }, "at most as large as the model's input, 6 x 8"],
        [new PerturbationCurveOptions { Steps = PerturbationSteps.Regions(2, 9) }, "at most as large as the model's input, 6 x 8"],
    ];

    [TestMethod]
    [DynamicData(nameof(BadOptions))]
    public void Constructor_BadOption_IsNamed(PerturbationCurveOptions options, string expected) =>
        Assert.ThrowsWith<ArgumentOutOfRangeException>(() => new PerturbationCurveEvaluator(Constant(1), options), expected);

    [TestMethod]
    public void Constructor_RegionTooLarge_SaysWhatWasGiven() => Assert.AreEqual("7 x 2", Assert.ThrowsExactly<ArgumentOutOfRangeException>(
        () => new PerturbationCurveEvaluator(Constant(1), new() { Steps = PerturbationSteps.Regions(7, 2) })).ActualValue);

    [TestMethod]
    public void Constructor_Nothing_IsRefused()
    {
        Assert.ThrowsExactly<ArgumentNullException>(() => new PerturbationCurveEvaluator(null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => new PerturbationCurveEvaluator(Constant(1), new() { Steps = null! }));
        Assert.ThrowsExactly<ArgumentNullException>(() => new PerturbationCurveEvaluator(Constant(1), new() { Baseline = null! }));
        Assert.ThrowsExactly<ArgumentNullException>(() => Evaluator().Evaluate(null!, Map()));
        Assert.ThrowsExactly<ArgumentNullException>(() => Evaluator().Evaluate(new float[48], null!));
    }

    [TestMethod]
    public void Steps_Nonsense_IsRefused()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => PerturbationSteps.Equal(0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => PerturbationSteps.Pixels(0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => PerturbationSteps.Pixels(1, limit: 0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => PerturbationSteps.Regions(0, 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => PerturbationSteps.Regions(1, 0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => PerturbationSteps.Regions(1, 1, limit: 0));
        foreach (double[] shares in new double[][] { [], [0], [0.5, 0.5], [0.5, 0.4], [0.5, 1.1], [double.NaN] })
        {
            Assert.ThrowsWith<ArgumentException>(() => PerturbationSteps.Shares(shares), $"but were [{string.Join(", ", shares)}]");
        }
    }

    [TestMethod]
    public void Steps_ToString_NamesTheSettings()
    {
        Assert.AreEqual("20 equal steps", PerturbationSteps.Equal(20).ToString());
        Assert.AreEqual("shares 0.1, 0.5", PerturbationSteps.Shares(0.1, 0.5).ToString());
        Assert.AreEqual("1792 pixels a step", PerturbationSteps.Pixels(1792).ToString());
        Assert.AreEqual("10 pixels a step, at most 3 steps", PerturbationSteps.Pixels(10, 3).ToString());
        Assert.AreEqual("regions of 9 x 8, at most 100 regions", PerturbationSteps.Regions(9, 8, 100).ToString());
    }

    [TestMethod]
    public void Evaluate_MapOfAnotherSize_SaysBoth() =>
        Assert.ThrowsWith<ArgumentException>(
            () => Evaluator().Evaluate(new float[48], new SaliencyMap(8, 6, new float[48], 0, 0)),
            "The map must be 6 x 8", "but was 8 x 6");

    [TestMethod]
    public void Evaluate_UnknownTarget_SaysTheRange() =>
        Assert.ThrowsWith<ArgumentException>(() => Evaluator().Evaluate(new float[48], Map(target: 3)), "classes 0 to 2", "class 3");

    [TestMethod]
    public void Evaluate_WrongLength_SaysExpectedAndGiven() =>
        Assert.ThrowsWith<ArgumentException>(() => Evaluator().Evaluate(new float[47], Map()), "1 x 6 x 8 = 48 values", "but had 47");

    [TestMethod]
    public void Evaluate_PixelBaselineWithoutPreprocessing_SaysWhatToDo()
    {
        var evaluator = new PerturbationCurveEvaluator(Constant(1), new PerturbationCurveOptions { Baseline = KnownBaselines.White });

        Assert.ThrowsWith<ArgumentException>(() => evaluator.Evaluate(new float[48], Map()), "'white' is defined in pixel space");
    }

    [TestMethod]
    public void Evaluate_ScoreNotFinite_NamesClassAndImage()
    {
        var evaluator = new PerturbationCurveEvaluator(Constant(float.NaN));

        Assert.ThrowsWith<InvalidOperationException>(
            () => evaluator.Evaluate(new float[48], Map()), "returned NaN for class 0 of perturbed image 0");
    }

    [TestMethod]
    [DataRow(PerturbationDirection.Removal, null)]
    [DataRow(PerturbationDirection.Insertion, null)]
    [DataRow(PerturbationDirection.Insertion, 2)]
    public void Evaluate_ScoreIsNotTheMaps_SaysBothAndTheLikelyCauses(PerturbationDirection direction, int? limit)
    {
        var scorer = new FunctionScorer(Shape, 3, (input, scores) => scores.Fill(input.Contains(0) ? 0.97f : 0.0031f));
        var options = new PerturbationCurveOptions { Direction = direction, Steps = PerturbationSteps.Pixels(8, limit) };
        float[] image = [.. Enumerable.Repeat(1f, 48)];

        Assert.ThrowsWith<InvalidOperationException>(
            () => new PerturbationCurveEvaluator(scorer, options).Evaluate(image, Map(target: 2, score: 0.97f)),
            "The score of class 2 for the unperturbed image", "stored with its map, 0.97,", "but was 0.0031", "the preprocessing");
        Assert.AreEqual(2, new PerturbationCurveEvaluator(scorer, options).Evaluate(image, Map(target: 2, score: 0.0031f)).Target);
        Assert.AreEqual(2, new PerturbationCurveEvaluator(scorer, options).Evaluate(image, Map(target: 2)).Target);
    }

    /// <summary>Single precision differs by 1e-6, half precision by 1e-3; chance on a thousand classes differs by more than that.</summary>
    [TestMethod]
    [DataRow(0.5f, 0.500001f, true)]
    [DataRow(0.998f, 0.997f, true)]
    [DataRow(12.5f, 12.45f, true)]
    [DataRow(-3f, -3.02f, true)]
    [DataRow(0f, 0.00009f, true)]
    [DataRow(0.001f, 0.0012f, false)]
    [DataRow(0.97f, 0.95f, false)]
    [DataRow(12.5f, 12.3f, false)]
    [DataRow(-3f, 3f, false)]
    [DataRow(float.PositiveInfinity, 1f, false)]
    public void Evaluate_ScoreNearTheMaps_IsTheSameWithinPrecision(float stored, float score, bool isSame)
    {
        var evaluator = new PerturbationCurveEvaluator(Constant(score));

        if (isSame)
        {
            Assert.AreEqual(score, evaluator.Evaluate(new float[48], Map(score: stored)).Scores[0], 1e-6);
        }
        else
        {
            SaliencyMap map = Map(score: stored);
            Assert.ThrowsWith<InvalidOperationException>(() => evaluator.Evaluate(new float[48], map), "stored with its map");
        }
    }

    [TestMethod]
    public void Evaluate_Canceled_Stops()
    {
        FunctionScorer scorer = Constant(1);

        Assert.Throws<OperationCanceledException>(
            () => new PerturbationCurveEvaluator(scorer).Evaluate(
                new float[48], Map(), cancellationToken: new CancellationToken(canceled: true)));
        Assert.AreEqual(0, scorer.Scored);
    }

    private static PerturbationCurveEvaluator Evaluator() => new(Constant(1));

    private static SaliencyMap Map(int target = 0, float score = float.NaN) => new(6, 8, new float[48], target, score);

    private static FunctionScorer Constant(float score) => new(Shape, 3, (_, scores) => scores.Fill(score));
}
