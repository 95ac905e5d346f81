namespace Microsoft.ML.Saliency.Tests;

/// <summary>Bad input: the message says what was wanted, what was given and what to do.</summary>
[TestClass]
public class RiseExplainerErrorTests
{
    private static readonly TensorShape Shape = new(1, 6, 8);

    public static IEnumerable<object[]> BadOptions =>
    [
        [new RiseOptions { Masks = 0 }, "Masks must be at least 1, but was 0"],
        [new RiseOptions { GridHeight = 0 }, "GridHeight must be at least 1 and at most 6"],
        [new RiseOptions { GridHeight = 2, GridWidth = 9 }, "GridWidth must be at least 1 and at most 8"],
        [new RiseOptions { GridHeight = 2, KeepProbability = 0 }, "greater than 0 and less than 1"],
        [new RiseOptions { GridHeight = 2, KeepProbability = 1 }, "KeepProbability must be greater than 0 and less than 1, but was 1"],
        [new RiseOptions { GridHeight = 2, KeepProbability = double.NaN }, "greater than 0 and less than 1"],
        [new RiseOptions { GridHeight = 2, BatchSize = 0 }, "BatchSize must be at least 1"],
        [new RiseOptions { GridHeight = 2, Threads = -1 }, "Threads must be at least 1"],
        [
            new RiseOptions { GridHeight = 2, Normalization = (RiseNormalization)9 },
            "Normalization must be a value of RiseNormalization, but was 9",
        ],
    ];

    [TestMethod]
    [DynamicData(nameof(BadOptions))]
    public void Constructor_BadOption_IsNamed(RiseOptions options, string expected) =>
        Assert.ThrowsWith<ArgumentOutOfRangeException>(() => new RiseExplainer(Constant(1), options), expected);

    [TestMethod]
    public void Explain_WrongLength_SaysExpectedAndGiven() =>
        Assert.ThrowsWith<ArgumentException>(() => Explainer(Constant(1)).Explain(new float[47]), "1 x 6 x 8 = 48 values", "but had 47");

    [TestMethod]
    public void Explain_InputNotFinite_NamesTheValue()
    {
        var input = new float[Shape.Length];
        input[5] = float.PositiveInfinity;

        Assert.ThrowsWith<ArgumentException>(() => Explainer(Constant(1)).Explain(input), "value 5");
    }

    [TestMethod]
    public void Explain_ClassOutOfRange_SaysTheRange() =>
        Assert.ThrowsWith<ArgumentException>(
            () => Explainer(Constant(1)).Explain(new float[Shape.Length], SaliencyTargets.Classes(0, 3)), "0 to 2", "but one was 3");

    [TestMethod]
    public void Explain_MoreTopClassesThanClasses_SaysBoth() =>
        Assert.ThrowsWith<ArgumentException>(
            () => Explainer(Constant(1)).Explain(new float[Shape.Length], SaliencyTargets.Top(4)), "top 4", "but the model has 3");

    [TestMethod]
    public void Targets_NonsenseOrNothing_AreRefused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => SaliencyTargets.Classes());
        Assert.ThrowsExactly<ArgumentException>(() => SaliencyTargets.Classes(1, -1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => SaliencyTargets.Top(0));
    }

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(float.NegativeInfinity)]
    public void Explain_ScoreNotFinite_NamesClassAndImage(float score)
    {
        // Finite for the image as it is, not finite once something is removed.
        var scorer = new FunctionScorer(Shape, 3, (input, scores) => scores[2] = input.Contains(0f) ? score : 1);
        float[] input = [.. Enumerable.Repeat(1f, Shape.Length)];

        foreach (int threads in new[] { 1, 2 })
        {
            Assert.ThrowsWith<InvalidOperationException>(
                () => Explainer(scorer, threads).Explain(input), $"returned {score} for class 2 of perturbed image");
        }
    }

    [TestMethod]
    public void Explain_ScoreNotFinite_OtherThreadsStopToo()
    {
        int calls = 0;
        var scorer = new FunctionScorer(Shape, 3, (_, scores) => scores[0] = Interlocked.Increment(ref calls) == 20 ? float.NaN : 1);

        Assert.ThrowsExactly<InvalidOperationException>(() => Explainer(scorer, threads: 2).Explain(new float[Shape.Length]));

        Assert.IsLessThan(60, scorer.Scored);
    }

    [TestMethod]
    public void Explain_ScoreOfTheImageItselfNotFinite_SaysSo() =>
        Assert.ThrowsWith<InvalidOperationException>(
            () => Explainer(Constant(float.NaN)).Explain(new float[Shape.Length]), "for class 0 of the unperturbed image");

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void Explain_CancelledMidway_Stops(int threads)
    {
        using var cancellation = new CancellationTokenSource();
        int calls = 0;
        var scorer = new FunctionScorer(Shape, 3, (_, _) =>
        {
            if (Interlocked.Increment(ref calls) == 20)
            {
                cancellation.Cancel();
            }
        });

        Assert.Throws<OperationCanceledException>(
            () => Explainer(scorer, threads).Explain(new float[Shape.Length], cancellationToken: cancellation.Token));
        Assert.IsLessThan(60, scorer.Scored);
    }

    [TestMethod]
    public void Explain_TokenCancelledBefore_ScoresNothing()
    {
        FunctionScorer scorer = Constant(1);

        Assert.Throws<OperationCanceledException>(
            () => Explainer(scorer).Explain(new float[Shape.Length], cancellationToken: new CancellationToken(canceled: true)));
        Assert.AreEqual(0, scorer.Scored);
    }

    [TestMethod]
    public void Explain_DisposedScorer_SaysSo()
    {
        var scorer = new OnnxScorer(DemoModel.Path, new OnnxScorerOptions { Sessions = 1 });
        var explainer = new RiseExplainer(scorer, new RiseOptions { Masks = 10 });
        scorer.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(() => explainer.Explain(new float[3 * 128 * 128]));
    }

    private static FunctionScorer Constant(float score) => new(Shape, 3, (_, scores) => scores.Fill(score));

    private static RiseExplainer Explainer(IScorer scorer, int threads = 1) =>
        new(scorer, new RiseOptions { Masks = 500, GridHeight = 3, GridWidth = 4, BatchSize = 4, Threads = threads });
}
