namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class OcclusionExplainerTests
{
    private static readonly TensorShape Row5 = new(1, 1, 5);
    private static readonly float[] Rising = [1, 2, 3, 4, 5];

    /// <summary>For f(x) = sum of w x a window's drop is its sum of w (x - b). Windows 01, 23, 4: the last is cut off.</summary>
    [TestMethod]
    [DataRow(0f, new[] { 3f, 3, 7, 7, 5 })]
    [DataRow(1f, new[] { 1f, 1, 5, 5, 4 })]
    public void Explain_LinearScorerWithoutOverlap_GivesEachPixelItsWindowsSum(float baseline, float[] expected)
    {
        Baseline constant = KnownBaselines.ModelConstant(baseline);
        var options = new OcclusionOptions { PatchHeight = 1, PatchWidth = 2, HorizontalStride = 2, Baseline = constant };

        SaliencyMap map = Explain(FunctionScorer.Linear(Row5, [1, 1, 1, 1, 1]), options, Rising);

        CollectionAssert.AreEqual(expected, map.Values.ToArray());
        Assert.AreEqual(15f, map.Score);
    }

    /// <summary>Windows 012, 234 (drops 6 and 12): the middle pixel lies in both.</summary>
    [TestMethod]
    [DataRow(OcclusionOverlap.Mean, new[] { 6f, 6, 9, 12, 12 })]
    [DataRow(OcclusionOverlap.Sum, new[] { 6f, 6, 18, 12, 12 })]
    public void Explain_Overlap_IsAveragedOrSummed(OcclusionOverlap overlap, float[] expected)
    {
        var options = new OcclusionOptions { PatchHeight = 1, PatchWidth = 3, HorizontalStride = 2, Overlap = overlap };

        CollectionAssert.AreEqual(expected, Explain(FunctionScorer.Linear(Row5, [1, 1, 1, 1, 1]), options, Rising).Values.ToArray());
    }

    /// <summary>Rows 01, 2 and columns 01, 2 of a 3 x 3 image: sums 1+2+4+5, 3+6, 7+8, 9.</summary>
    [TestMethod]
    public void Explain_TwoAxes_CutsOffAtBothBorders()
    {
        var shape = new TensorShape(1, 3, 3);
        var options = new OcclusionOptions { PatchHeight = 2, PatchWidth = 2, VerticalStride = 2, HorizontalStride = 2 };
        float[] input = [1, 2, 3, 4, 5, 6, 7, 8, 9];

        SaliencyMap map = Explain(FunctionScorer.Linear(shape, [1, 1, 1, 1, 1, 1, 1, 1, 1]), options, input);

        CollectionAssert.AreEqual(new float[] { 12, 12, 9, 12, 12, 9, 15, 15, 9 }, map.Values.ToArray());
    }

    [TestMethod]
    public void Explain_ConstantScorer_GivesZeroEverywhere()
    {
        var shape = new TensorShape(3, 20, 17);
        var scorer = new FunctionScorer(shape, 1, (_, scores) => scores[0] = 0.7f);

        CollectionAssert.AreEqual(new float[20 * 17], Explain(scorer, null, new float[shape.Length]).Values.ToArray());
    }

    [TestMethod]
    public void Explain_OnePixelScorer_MarksThePatchAroundThePixelOnly()
    {
        var shape = new TensorShape(1, 9, 9);
        var weights = new float[shape.Length];
        weights[(4 * 9) + 6] = 2;
        var options = new OcclusionOptions { PatchHeight = 3, PatchWidth = 3, VerticalStride = 1, HorizontalStride = 1 };

        SaliencyMap map = Explain(FunctionScorer.Linear(shape, weights), options, [.. Enumerable.Repeat(3f, shape.Length)]);

        for (int row = 0; row < 9; row++)
        {
            for (int column = 0; column < 9; column++)
            {
                // Of the windows over a pixel d rows and e columns away, (3 - d) (3 - e) also cover the one that matters; of the 3 x 3
                // windows over a pixel some lie beyond the border.
                int d = Math.Abs(row - 4), e = Math.Abs(column - 6);
                int windows = Windows(row) * Windows(column);
                float expected = d < 3 && e < 3 ? 6f * (3 - d) * (3 - e) / windows : 0;
                Assert.AreEqual(expected, map[row, column], 1e-6f, $"({row}, {column})");
            }
        }

        static int Windows(int position) => Math.Min(3, Math.Min(position + 1, 9 - position));
    }

    [TestMethod]
    public void Explain_PatchOfOnePixel_GivesWeightTimesPixel()
    {
        var options = new OcclusionOptions { PatchHeight = 1, PatchWidth = 1 };

        SaliencyMap map = Explain(FunctionScorer.Linear(Row5, [1, 0, -1, 2, 0.5f]), options, Rising);

        CollectionAssert.AreEqual(new[] { 1, 0, -3, 8, 2.5f }, map.Values.ToArray());
    }

    [TestMethod]
    public void Explain_Defaults_TakeAbout225WindowsForAnySize()
    {
        long Windows(int height, int width) =>
            new OcclusionExplainer(new FunctionScorer(new(3, height, width), 1, (_, _) => { })).Passes - 1;

        Assert.AreEqual(15 * 15, Windows(224, 224));
        Assert.AreEqual(15 * 15, Windows(128, 128));
        // 100: patch 13, stride 7, ceil(87 / 7) + 1 = 14; 130: patch 17, stride 9, ceil(113 / 9) + 1 = 14.
        Assert.AreEqual(14 * 14, Windows(100, 130));
        Assert.AreEqual(2 * 1, Windows(2, 1));
    }

    [TestMethod]
    public void Explain_AnyTargets_ScoresEachWindowOnceAndTheImageOnce()
    {
        FunctionScorer scorer = FunctionScorer.Linear(Row5, [1, 1, 1, 1, 1], [0, 0, 0, 0, 9], new float[5]);
        var explainer = new OcclusionExplainer(scorer, new OcclusionOptions { PatchHeight = 1, PatchWidth = 1 });

        IReadOnlyList<SaliencyMap> all = explainer.Explain(Rising, SaliencyTargets.All);
        Assert.AreEqual(6, scorer.Scored);
        SaliencyMap predicted = explainer.Explain(Rising).Single();

        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, all.Select(map => map.Target).ToArray());
        CollectionAssert.AreEqual(new[] { 15f, 45, 0 }, all.Select(map => map.Score).ToArray());
        CollectionAssert.AreEqual(Rising, all[0].Values.ToArray());
        CollectionAssert.AreEqual(new float[5], all[2].Values.ToArray());
        Assert.AreEqual(1, predicted.Target);
        CollectionAssert.AreEqual(all[1].Values.ToArray(), predicted.Values.ToArray());
    }

    [TestMethod]
    [DataRow(TensorLayout.Nchw)]
    [DataRow(TensorLayout.Nhwc)]
    public void Explain_EitherLayout_CoversAllChannelsOfThePixels(TensorLayout layout)
    {
        // Two channels of 2 x 3: 1..6 and 10..60; windows of one column.
        float[] first = [1, 2, 3, 4, 5, 6], second = [10, 20, 30, 40, 50, 60];
        float[] input = layout == TensorLayout.Nchw
            ? [.. first, .. second] : [.. first.Zip(second, (a, b) => new[] { a, b }).SelectMany(pair => pair)];
        float[] ones = [.. Enumerable.Repeat(1f, 12)];
        var options = new OcclusionOptions { PatchHeight = 2, PatchWidth = 1 };

        SaliencyMap map = Explain(FunctionScorer.Linear(new(2, 2, 3, layout), ones), options, input);

        CollectionAssert.AreEqual(new float[] { 55, 77, 99, 55, 77, 99 }, map.Values.ToArray());
    }

    [TestMethod]
    [DataRow(1, TensorLayout.Nchw, null)]
    [DataRow(1, TensorLayout.Nhwc, null)]
    [DataRow(3, TensorLayout.Nchw, null)]
    [DataRow(3, TensorLayout.Nhwc, null)]
    [DataRow(3, TensorLayout.Nchw, 4)]
    public void Explain_OnnxModelOfAnyKind_GivesTheClosedForm(int channels, TensorLayout layout, int? batch)
    {
        var shape = new TensorShape(channels, 4, 6, layout);
        float[] weights = [.. Enumerable.Range(0, shape.Length).Select(i => (i % 7) - 2f)];
        using var scorer = new OnnxScorer(
            TestModels.Linear(shape, [weights], batch: batch), new OnnxScorerOptions { Activation = ScoreActivation.None });
        var options = new OcclusionOptions { PatchHeight = 2, PatchWidth = 3, VerticalStride = 2, HorizontalStride = 3 };

        SaliencyMap map = Explain(scorer, options, [.. Enumerable.Repeat(1f, shape.Length)]);

        for (int pixel = 0; pixel < 24; pixel++)
        {
            // The weights are channels first, whatever the model's layout; a window holds the rows 2r, 2r + 1 and the columns 3c .. 3c + 2.
            int row = pixel / 6 / 2, column = pixel % 6 / 3;
            float expected = weights.Where((_, i) => i % 24 / 6 / 2 == row && i % 6 / 3 == column).Sum();
            Assert.AreEqual(expected, map.Values[pixel], 1e-4f);
        }
    }

    [TestMethod]
    public void Explain_RandomBaseline_IsDrawnByTheWindowsNumber()
    {
        // In the place of window i stands i: the drop is x - i.
        var baseline = new TestBaseline(BaselineVariation.Random, (index, _, values) => values.Fill(index));

        SaliencyMap map = Explain(FunctionScorer.Linear(Row5, [1, 1, 1, 1, 1]),
            new OcclusionOptions { PatchHeight = 1, PatchWidth = 1, Baseline = baseline }, [5, 5, 5, 5, 5]);

        CollectionAssert.AreEqual(new float[] { 5, 4, 3, 2, 1 }, map.Values.ToArray());
    }

    [TestMethod]
    public void Explain_ImputingBaseline_IsToldTheWindowsPixels()
    {
        var shape = new TensorShape(1, 3, 4);
        var seen = new Dictionary<ulong, string>();
        var baseline = new TestBaseline(
            BaselineVariation.Imputed, (index, removed, _) =>
                seen[index] = string.Concat(removed.ToArray().Select(isRemoved => isRemoved ? '#' : '.')));
        var options =
            new OcclusionOptions { PatchHeight = 2, PatchWidth = 3, VerticalStride = 2, HorizontalStride = 3, Baseline = baseline };

        Explain(new FunctionScorer(shape, 1, (_, _) => { }), options, new float[12]);

        Assert.HasCount(4, seen);
        Assert.AreEqual("###.###.....", seen[0]);
        Assert.AreEqual("...#...#....", seen[1]);
        Assert.AreEqual("........###.", seen[2]);
        Assert.AreEqual("...........#", seen[3]);
    }

    [TestMethod]
    public void Explain_Progress_ReachesTheNumberOfPasses()
    {
        var reports = new List<SaliencyProgress>();
        var explainer = new OcclusionExplainer(
            new FunctionScorer(Row5, 1, (_, _) => { }), new OcclusionOptions { PatchHeight = 1, PatchWidth = 1, BatchSize = 2 });

        explainer.Explain(Rising, progress: new Recorder(reports));

        CollectionAssert.AreEqual(new SaliencyProgress[] { new(2, 6), new(4, 6), new(6, 6) }, reports);
    }

    private static SaliencyMap Explain(IScorer scorer, OcclusionOptions? options, float[] input) =>
        new OcclusionExplainer(scorer, options).Explain(input).Single();
}
