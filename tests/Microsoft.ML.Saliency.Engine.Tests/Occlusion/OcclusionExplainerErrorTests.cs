namespace Microsoft.ML.Saliency.Tests;

/// <summary>Bad input: the message says what was wanted, what was given and what to do.</summary>
[TestClass]
public class OcclusionExplainerErrorTests
{
    private static readonly TensorShape Shape = new(1, 6, 8);

    public static IEnumerable<object[]> BadOptions =>
    [
        [new OcclusionOptions { PatchHeight = 0 }, "PatchHeight must be at least 1 and at most 6, the height of the model's input"],
        [new OcclusionOptions { PatchHeight = 7 }, "PatchHeight must be at least 1 and at most 6, the height of the model's input"],
        [new OcclusionOptions { PatchWidth = -1 }, "PatchWidth must be at least 1 and at most 8, the width of the model's input"],
        [new OcclusionOptions { PatchWidth = 9 }, "PatchWidth must be at least 1 and at most 8, the width of the model's input"],
        [new OcclusionOptions { VerticalStride = 0 }, "VerticalStride must be at least 1"],
        [new OcclusionOptions { HorizontalStride = 0 }, "HorizontalStride must be at least 1"],
        [new OcclusionOptions { PatchHeight = 3, VerticalStride = 4 },
            "VerticalStride must be at least 1 and at most 3, the height of the patch"],
        [new OcclusionOptions { PatchWidth = 2, HorizontalStride = 3 },
            "HorizontalStride must be at least 1 and at most 2, the width of the patch"],
        [new OcclusionOptions { BatchSize = 0 }, "BatchSize must be at least 1"],
        [new OcclusionOptions { Threads = 0 }, "Threads must be at least 1"],
        [new OcclusionOptions { Overlap = (OcclusionOverlap)7 }, "Overlap must be a value of OcclusionOverlap, but was 7"],
    ];

    [TestMethod]
    [DynamicData(nameof(BadOptions))]
    public void Constructor_BadOption_IsNamed(OcclusionOptions options, string expected) =>
        Assert.ThrowsWith<ArgumentOutOfRangeException>(() => new OcclusionExplainer(Constant(1), options), expected);

    [TestMethod]
    public void Constructor_StrideTooLarge_SaysWhatWasGiven() => Assert.AreEqual(4, Assert.ThrowsWith<ArgumentOutOfRangeException>(
        () => new OcclusionExplainer(Constant(1), new OcclusionOptions { PatchHeight = 3, VerticalStride = 4 }),
        "never be covered").ActualValue);

    [TestMethod]
    public void Constructor_Nothing_IsRefused()
    {
        Assert.ThrowsExactly<ArgumentNullException>(() => new OcclusionExplainer(null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => new OcclusionExplainer(Constant(1), new OcclusionOptions { Baseline = null! }));
        Assert.ThrowsExactly<ArgumentNullException>(() => new OcclusionExplainer(Constant(1)).Explain(null!));
    }

    [TestMethod]
    public void Explain_WrongLength_SaysExpectedAndGiven() =>
        Assert.ThrowsWith<ArgumentException>(
            () => new OcclusionExplainer(Constant(1)).Explain(new float[47]), "1 x 6 x 8 = 48 values", "but had 47");

    [TestMethod]
    public void Explain_InputNotFinite_NamesTheValue()
    {
        var input = new float[Shape.Length];
        input[5] = float.NaN;

        Assert.ThrowsWith<ArgumentException>(() => new OcclusionExplainer(Constant(1)).Explain(input), "value 5");
    }

    [TestMethod]
    public void Explain_ClassOutOfRange_SaysTheRange() =>
        Assert.ThrowsWith<ArgumentException>(
            () => new OcclusionExplainer(Constant(1)).Explain(new float[Shape.Length], SaliencyTargets.Classes(3)),
            "0 to 2", "but one was 3");

    [TestMethod]
    public void Explain_PixelBaselineWithoutPreprocessing_SaysWhatToDo()
    {
        var explainer = new OcclusionExplainer(Constant(1), new OcclusionOptions { Baseline = KnownBaselines.White });

        Assert.ThrowsWith<ArgumentException>(() => explainer.Explain(new float[Shape.Length]), "'white' is defined in pixel space");
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void Explain_ScoreNotFinite_NamesClassAndImage(int threads)
    {
        // Finite for the image as it is, not finite once something is covered.
        var scorer = new FunctionScorer(Shape, 3, (input, scores) => scores[1] = input.Contains(0f) ? float.NaN : 1);
        var explainer = new OcclusionExplainer(scorer, new OcclusionOptions { BatchSize = 4, Threads = threads });

        Assert.ThrowsWith<InvalidOperationException>(
            () => explainer.Explain((float[])[.. Enumerable.Repeat(1f, Shape.Length)]), "returned NaN for class 1 of perturbed image");
    }

    [TestMethod]
    public void Explain_CancelledMidway_Stops()
    {
        using var cancellation = new CancellationTokenSource();
        int calls = 0;
        var scorer = new FunctionScorer(Shape, 3, (_, _) =>
        {
            if (++calls == 10)
            {
                cancellation.Cancel();
            }
        });
        var explainer = new OcclusionExplainer(scorer, new OcclusionOptions { BatchSize = 4 });

        Assert.Throws<OperationCanceledException>(() => explainer.Explain(new float[Shape.Length], cancellationToken: cancellation.Token));
        Assert.IsLessThan(15, scorer.Scored);
    }

    private static FunctionScorer Constant(float score) => new(Shape, 3, (_, scores) => scores.Fill(score));
}
