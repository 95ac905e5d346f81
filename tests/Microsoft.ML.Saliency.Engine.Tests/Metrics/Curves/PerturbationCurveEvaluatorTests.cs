namespace Microsoft.ML.Saliency.Tests;

/// <summary>Curves that can be worked out by hand: the score is the sum of weight x pixel.</summary>
[TestClass]
public class PerturbationCurveEvaluatorTests
{
    private static readonly TensorShape Shape = new(1, 2, 3);
    private static readonly float[] Ones = [1, 1, 1, 1, 1, 1];
    private static readonly float[] Weights = [3, 1, 6, 2, 5, 4];

    [TestMethod]
    [DataRow(PerturbationOrder.MostRelevantFirst, PerturbationDirection.Removal, new double[] { 21, 15, 10, 6, 3, 1, 0 })]
    [DataRow(PerturbationOrder.LeastRelevantFirst, PerturbationDirection.Removal, new double[] { 21, 20, 18, 15, 11, 6, 0 })]
    [DataRow(PerturbationOrder.MostRelevantFirst, PerturbationDirection.Insertion, new double[] { 0, 6, 11, 15, 18, 20, 21 })]
    [DataRow(PerturbationOrder.LeastRelevantFirst, PerturbationDirection.Insertion, new double[] { 0, 1, 3, 6, 10, 15, 21 })]
    public void Evaluate_LinearScorer_GivesPartialSums(PerturbationOrder order, PerturbationDirection direction, double[] expected)
    {
        PerturbationCurve curve = Evaluate(
            new PerturbationCurveOptions { Order = order, Direction = direction, Steps = PerturbationSteps.Pixels(1) }, Weights);

        CollectionAssert.AreEqual(expected, curve.Scores.ToArray());
        CollectionAssert.AreEqual(Enumerable.Range(0, 7).Select(k => k / 6.0).ToArray(), curve.Fractions.ToArray());
        Assert.AreEqual((order, direction, 0), (curve.Order, curve.Direction, curve.Target));
    }

    [TestMethod]
    public void Evaluate_OtherBaseline_StandsInThePlaceOfRemovedPixels() =>
        // 6 + 5 + 4 become -30, then 3 + 2 + 1 become -12.
        Check(new() { Steps = PerturbationSteps.Pixels(3), Baseline = KnownBaselines.ModelConstant(-2) }, [21, 6 - 30, -42], [0, 0.5, 1]);

    [TestMethod]
    public void Evaluate_LastStepSmaller_HasItsTrueFraction() =>
        Check(new() { Steps = PerturbationSteps.Pixels(4) }, [21, 3, 0], [0, 4 / 6.0, 1]);

    [TestMethod]
    public void Evaluate_StepLimit_EndsTheCurveEarly() =>
        Check(new() { Steps = PerturbationSteps.Pixels(2, limit: 2) }, [21, 10, 3], [0, 2 / 6.0, 4 / 6.0]);

    /// <summary>1 + floor(s (N - 1)) of 6 pixels: .1 gives 1, .3 gives 2, .5 gives 3; .55 adds nothing; 1 gives 6.</summary>
    [TestMethod]
    public void Evaluate_Shares_AreRoundedAsPercentilesAre() => Check(
        new() { Steps = PerturbationSteps.Shares(0.1, 0.3, 0.5, 0.55, 1) }, [21, 15, 10, 6, 0], [0, 1 / 6.0, 2 / 6.0, 3 / 6.0, 1]);

    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(3, 3)]
    [DataRow(6, 6)]
    [DataRow(100, 6)]
    public void Evaluate_EqualSteps_AreNoMoreThanPixels(int count, int expected)
    {
        PerturbationCurve curve = Evaluate(new PerturbationCurveOptions { Steps = PerturbationSteps.Equal(count) }, Weights);

        CollectionAssert.AreEqual(Enumerable.Range(0, expected + 1).Select(k => (double)k / expected).ToArray(), curve.Fractions.ToArray());
    }

    [TestMethod]
    public void Evaluate_EqualStepsOfALargeImage_HaveTheSizeOfTheRiseAuthors()
    {
        var shape = new TensorShape(1, 224, 224);
        var evaluator = new PerturbationCurveEvaluator(new FunctionScorer(shape, 1, (_, _) => { }), KnownPerturbationCurves.Deletion);

        var map = new SaliencyMap(224, 224, new float[shape.Length], 0, float.NaN);

        PerturbationCurve curve = evaluator.Evaluate(new float[shape.Length], map);

        CollectionAssert.AreEqual(Enumerable.Range(0, 29).Select(k => k * 1792 / 50176.0).ToArray(), curve.Fractions.ToArray());
        Assert.AreEqual(29, evaluator.PointCount);
    }

    [TestMethod]
    [DataRow(PerturbationOrder.MostRelevantFirst)]
    [DataRow(PerturbationOrder.LeastRelevantFirst)]
    public void Evaluate_Ties_GoInRowMajorOrder(PerturbationOrder order)
    {
        PerturbationCurve curve = Evaluate(
            new PerturbationCurveOptions { Order = order, Steps = PerturbationSteps.Pixels(1) }, new float[6]);

        CollectionAssert.AreEqual(new double[] { 21, 18, 17, 11, 9, 4, 0 }, curve.Scores.ToArray());
    }

    [TestMethod]
    public void Evaluate_RandomOrder_DependsOnSeedAndImageNotOnTheMap()
    {
        double[] Scores(ulong seed, float[] map, params float[] input) => [.. Evaluate(
            new PerturbationCurveOptions { Order = PerturbationOrder.Random, Seed = seed, Steps = PerturbationSteps.Pixels(1) },
            map, input).Scores];
        double[] reference = Scores(1, Weights, Ones);

        CollectionAssert.AreEqual(reference, Scores(1, [6, 5, 4, 3, 2, 1], Ones));
        Assert.AreEqual((21d, 0d), (reference[0], reference[^1]));
        Assert.IsTrue(Enumerable.Range(2, 5).Any(seed => !Scores((ulong)seed, Weights, Ones).SequenceEqual(reference)));
        Assert.IsTrue(Enumerable.Range(2, 5).Any(
            value => !Scores(1, Weights, [.. Ones.Select(one => one * value)]).Select(score => score / value).SequenceEqual(reference)));
    }

    /// <summary>Regions of 1 x 3 on a side of 4 start at -1 (0 1 and 2 3), on a side of 5 at 0 (0 1 2 and 3 4).</summary>
    [TestMethod]
    [DataRow(new float[] { 1, 2, 3, 4 }, 3, new double[] { 10, 3, 0 }, new[] { 0, 0.5, 1 })]
    [DataRow(new float[] { 1, 2, 3, 4, 5 }, 3, new double[] { 15, 6, 0 }, new[] { 0, 0.4, 1 })]
    [DataRow(new float[] { 1, 2, 3, 4, 5 }, 5, new double[] { 15, 0 }, new double[] { 0, 1 })]
    public void Evaluate_Regions_AreCentredAndRankedByTheirSum(float[] weights, int region, double[] expected, double[] fractions)
    {
        var shape = new TensorShape(1, 1, weights.Length);
        var options = new PerturbationCurveOptions { Steps = PerturbationSteps.Regions(1, region) };

        PerturbationCurve curve = Evaluate(
            FunctionScorer.Linear(shape, weights), options, weights, [.. Enumerable.Repeat(1f, weights.Length)]);

        CollectionAssert.AreEqual(expected, curve.Scores.ToArray());
        CollectionAssert.AreEqual(fractions, curve.Fractions.ToArray());
    }

    [TestMethod]
    public void Evaluate_RegionLimit_EndsTheCurveEarly() =>
        // Columns 3 + 2, 1 + 5, 6 + 4: the third goes first, then the second.
        Check(new() { Steps = PerturbationSteps.Regions(2, 1, limit: 2) }, [21, 11, 5], [0, 2 / 6.0, 4 / 6.0]);

    [TestMethod]
    public void Evaluate_ConstantScorer_IsFlat()
    {
        var scorer = new FunctionScorer(Shape, 1, (_, scores) => scores[0] = 0.25f);

        PerturbationCurve curve = Evaluate(scorer, new PerturbationCurveOptions(), Weights, Ones);

        Assert.IsTrue(curve.Scores.All(score => score == 0.25));
        Assert.AreEqual(0.25, curve.Auc, 1e-15);
        Assert.AreEqual(0, curve.Aopc);
    }

    [TestMethod]
    public void Evaluate_OnePixelScorer_FallsWhereTheMapPutsThePixel()
    {
        FunctionScorer scorer = FunctionScorer.Linear(Shape, [0, 0, 0, 0, 7, 0]);
        var options = new PerturbationCurveOptions { Steps = PerturbationSteps.Pixels(1) };

        CollectionAssert.AreEqual(new double[] { 7, 7, 0, 0, 0, 0, 0 }, Evaluate(scorer, options, Weights, Ones).Scores.ToArray());
        CollectionAssert.AreEqual(
            new double[] { 7, 7, 7, 7, 7, 0, 0 }, Evaluate(
                scorer, options with { Order = PerturbationOrder.LeastRelevantFirst }, Weights, Ones).Scores.ToArray());
    }

    [TestMethod]
    public void Evaluate_Target_IsTheMaps()
    {
        FunctionScorer scorer = FunctionScorer.Linear(Shape, Weights, [0, 0, 1, 0, 0, 0]);
        var evaluator = new PerturbationCurveEvaluator(scorer, new PerturbationCurveOptions { Steps = PerturbationSteps.Equal(1) });

        PerturbationCurve curve = evaluator.Evaluate(Ones, new SaliencyMap(2, 3, Weights, 1, float.NaN));

        Assert.AreEqual(1, curve.Target);
        CollectionAssert.AreEqual(new double[] { 1, 0 }, curve.Scores.ToArray());
    }

    /// <summary>Repeat r puts 10 r in the place of every removed pixel, at every point: the mean over three is 10.</summary>
    [TestMethod]
    public void Evaluate_RandomBaseline_IsDrawnOnceARepeatAndAveraged()
    {
        var baseline = new TestBaseline(BaselineVariation.Random, (index, _, values) => values.Fill(10 * index));

        PerturbationCurve curve = Evaluate(
            new PerturbationCurveOptions { Steps = PerturbationSteps.Pixels(2), Baseline = baseline, Repeats = 3, BatchSize = 4 }, Weights);

        CollectionAssert.AreEqual(new double[] { 21, 10 + 110, 3 + 180, 210 }, curve.Scores.ToArray());
    }

    [TestMethod]
    [DataRow(PerturbationDirection.Removal, "--#---|--#-#-|--#-##|#-#-##|#-####|######")]
    [DataRow(PerturbationDirection.Insertion, "######|##-###|##-#-#|##-#--|-#-#--|-#----")]
    public void Evaluate_ImputingBaseline_IsToldWhatIsRemovedAtEachPoint(PerturbationDirection direction, string expected)
    {
        var seen = new List<string>();
        var baseline = new TestBaseline(
            BaselineVariation.Imputed, (_, removed, _) => seen.Add(string.Concat(removed.ToArray().Select(is1 => is1 ? '#' : '-'))));

        Evaluate(new PerturbationCurveOptions { Steps = PerturbationSteps.Pixels(1), Direction = direction, Baseline = baseline }, Weights);

        Assert.AreEqual(expected, string.Join('|', seen));
    }

    [TestMethod]
    public void Evaluate_FixedBaseline_IsRunOnceWhateverTheRepeats()
    {
        FunctionScorer scorer = FunctionScorer.Linear(Shape, Weights);

        Evaluate(scorer, new PerturbationCurveOptions { Steps = PerturbationSteps.Pixels(1), Repeats = 5 }, Weights, Ones);

        Assert.AreEqual(7, scorer.Scored);
    }

    [TestMethod]
    [DataRow(1, TensorLayout.Nchw, null)]
    [DataRow(1, TensorLayout.Nhwc, null)]
    [DataRow(3, TensorLayout.Nchw, null)]
    [DataRow(3, TensorLayout.Nhwc, null)]
    [DataRow(3, TensorLayout.Nchw, 4)]
    public void Evaluate_OnnxModelOfAnyKind_GivesPartialSums(int channels, TensorLayout layout, int? batch)
    {
        var shape = new TensorShape(channels, 2, 3, layout);
        // Channel c weighs c + 1 times as much as channel 0; the weights are channels first, whatever the model's layout.
        float[] weights = [.. Enumerable.Range(1, channels).SelectMany(factor => Weights.Select(weight => weight * factor))];
        float factors = weights.Sum() / 21;
        using var scorer = new OnnxScorer(
            TestModels.Linear(shape, [weights], batch: batch), new OnnxScorerOptions { Activation = ScoreActivation.None });

        PerturbationCurve curve = Evaluate(
            scorer, new PerturbationCurveOptions { Steps = PerturbationSteps.Pixels(1) },
            Weights, [.. Enumerable.Repeat(1f, shape.Length)]);

        CollectionAssert.AreEqual(new double[] { 21, 15, 10, 6, 3, 1, 0 }.Select(sum => sum * factors).ToArray(), curve.Scores.ToArray());
    }

    [TestMethod]
    public void Evaluate_Progress_CountsTheRepeats()
    {
        var reports = new List<SaliencyProgress>();
        var baseline = new TestBaseline(BaselineVariation.Random, (_, _, _) => { });
        var options = new PerturbationCurveOptions { Steps = PerturbationSteps.Equal(3), Repeats = 2, BatchSize = 6, Baseline = baseline };

        new PerturbationCurveEvaluator(FunctionScorer.Linear(Shape, Weights), options).Evaluate(
            Ones, new SaliencyMap(2, 3, Weights, 0, float.NaN), new Recorder(reports));

        CollectionAssert.AreEqual(new SaliencyProgress[] { new(6, 8), new(8, 8) }, reports);
    }

    private static void Check(PerturbationCurveOptions options, double[] scores, double[] fractions)
    {
        PerturbationCurve curve = Evaluate(options, Weights);

        CollectionAssert.AreEqual(scores, curve.Scores.ToArray());
        CollectionAssert.AreEqual(fractions, curve.Fractions.ToArray());
    }

    private static PerturbationCurve Evaluate(PerturbationCurveOptions options, float[] map, float[]? input = null) =>
        Evaluate(FunctionScorer.Linear(Shape, Weights), options, map, input ?? Ones);

    private static PerturbationCurve Evaluate(IScorer scorer, PerturbationCurveOptions options, float[] map, float[] input) =>
        new PerturbationCurveEvaluator(scorer, options).Evaluate(
            input, new SaliencyMap(scorer.InputShape.Height, scorer.InputShape.Width, [.. map], 0, float.NaN));
}
