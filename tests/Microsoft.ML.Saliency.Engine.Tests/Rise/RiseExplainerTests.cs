namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class RiseExplainerTests
{
    private static readonly TensorShape Grey = new(1, 6, 8);

    [TestMethod]
    [DataRow(RiseNormalization.MaskSum, 0.7f)]
    [DataRow(RiseNormalization.Debiased, 0f)]
    public void Explain_ConstantScorer_GivesAConstantMap(RiseNormalization normalization, float expected)
    {
        var scorer = new FunctionScorer(Grey, 1, (_, scores) => scores[0] = 0.7f);
        var explainer = new RiseExplainer(scorer, new RiseOptions { Masks = 20_000, GridHeight = 3, GridWidth = 4, Normalization = normalization });

        SaliencyMap map = explainer.Explain(new float[Grey.Length])[0];

        // With MaskSum exactly; debiased masks have the mean 0 only in the limit: standard deviation of a pixel's mean below 0.7 / sqrt(20000) / 0.5 * 0.5.
        Close.All<float>(Enumerable.Repeat(expected, Grey.Height * Grey.Width).ToArray(), map.Values, normalization == RiseNormalization.MaskSum ? 1e-6 : 0.03);
    }

    /// <summary>
    /// For a linear scorer f(x . M) = sum_j w_j x_j M_j, and so E[f M_i] / p = sum_j w_j x_j E[M_i M_j] / p. With a scorer that reads one
    /// pixel alone the map is E[M_i M_j] / p: largest, by far, at that pixel, and p (independent cells) far from it.
    /// </summary>
    [TestMethod]
    public void Explain_OnePixelScorer_PointsAtThePixelAndIsFlatFarFromIt()
    {
        var shape = new TensorShape(1, 32, 32);
        var weights = new float[shape.Length];
        weights[(9 * 32) + 21] = 1;
        var explainer = new RiseExplainer(FunctionScorer.Linear(shape, weights), new RiseOptions { Masks = 40_000, GridHeight = 4, GridWidth = 4, Normalization = RiseNormalization.ExpectedMask });
        float[] input = [.. Enumerable.Repeat(2f, shape.Length)];

        SaliencyMap map = explainer.Explain(input)[0];

        // A mask value is a bilinear mix of independent cells; averaged over the shift, E[M_j^2] = p^2 + p (1 - p) E[(sum of squared weights)] ~ 0.25 + 0.25 * (2/3)^2.
        (int row, int column) = map.ArgMax();
        Assert.IsTrue(Math.Abs(row - 9) <= 1 && Math.Abs(column - 21) <= 1, $"The maximum is at ({row}, {column}).");
        Assert.AreEqual(2 * 0.5, map[30, 2], 0.02, "Far from the pixel the expectation is x_j p.");
        Assert.AreEqual(2f, map.Score);
    }

    [TestMethod]
    public void Explain_DeterministicScorer_MapsAreBitIdenticalForAnyBatchSizeAndThreads()
    {
        var shape = new TensorShape(3, 20, 17);
        float[] input = [.. Enumerable.Range(0, shape.Length).Select(i => MathF.Sin(i))];
        var scorer = new FunctionScorer(shape, 3, (values, scores) =>
        {
            for (int k = 0; k < scores.Length; k++)
            {
                scores[k] = MathF.Tanh(values[(k * 97) + 5] + (values[(k * 31) + 200] * values[k]));
            }
        });

        // More masks than one round of the runner.
        float[][] Maps(int batchSize, int threads) => [.. new RiseExplainer(scorer, new RiseOptions { Masks = 2500, BatchSize = batchSize, Threads = threads, Seed = 42 })
            .Explain(input, SaliencyTargets.All).Select(map => map.Values.ToArray())];

        float[][] reference = Maps(1, 1);
        foreach ((int batchSize, int threads) in new[] { (1, 2), (7, 1), (7, 2), (32, 1), (32, 2), (5000, 3) })
        {
            float[][] maps = Maps(batchSize, threads);
            for (int k = 0; k < maps.Length; k++)
            {
                CollectionAssert.AreEqual(reference[k], maps[k], $"batch size {batchSize}, {threads} threads, class {k}");
            }
        }
    }

    [TestMethod]
    public void Explain_OnnxScorer_MapsAgreeAcrossBatchSizesAndAreBitIdenticalAtTheSame()
    {
        using var scorer = new OnnxScorer(DemoModel.Path, new OnnxScorerOptions { Sessions = 2, IntraOpThreads = 1 });
        float[] input = DemoModel.Input("scenes/one0.png");
        float[] Map(int batchSize) => new RiseExplainer(scorer, new RiseOptions { Masks = 150, BatchSize = batchSize }).Explain(input)[0].Values.ToArray();

        float[] reference = Map(7);
        CollectionAssert.AreEqual(reference, Map(7));
        foreach (int batchSize in new[] { 1, 32 })
        {
            float[] map = Map(batchSize);
            for (int i = 0; i < map.Length; i++)
            {
                Assert.AreEqual(reference[i], map[i], 1e-5 * reference[i]);
            }
        }
    }

    [TestMethod]
    public void Explain_OtherSeed_OtherMap()
    {
        var scorer = FunctionScorer.Linear(Grey, [.. Enumerable.Range(0, Grey.Length).Select(i => (float)i)]);
        float[] input = [.. Enumerable.Repeat(1f, Grey.Length)];
        float[] Map(ulong seed) => new RiseExplainer(scorer, new RiseOptions { Masks = 10, GridHeight = 3, GridWidth = 3, Seed = seed }).Explain(input)[0].Values.ToArray();

        CollectionAssert.AreEqual(Map(1), Map(1));
        CollectionAssert.AreNotEqual(Map(1), Map(2));
    }

    [TestMethod]
    public void Explain_AnyNumberOfMasks_ScoresEachOnceAndTheImageOnce()
    {
        var scorer = new FunctionScorer(Grey, 2, (_, scores) => scores.Fill(0.5f));

        new RiseExplainer(scorer, new RiseOptions { Masks = 2100, GridHeight = 2, GridWidth = 2, BatchSize = 32 }).Explain(new float[Grey.Length], SaliencyTargets.All);

        Assert.AreEqual(2101, scorer.Scored);
    }

    [TestMethod]
    public void Explain_SeveralTargets_GivesEachItsMapFromTheSamePasses()
    {
        float[] left = new float[Grey.Length], right = new float[Grey.Length];
        left[1] = 1;
        right[6] = 2;
        FunctionScorer scorer = FunctionScorer.Linear(Grey, left, right, new float[Grey.Length]);
        var explainer = new RiseExplainer(scorer, new RiseOptions { Masks = 500, GridHeight = 3, GridWidth = 4 });
        float[] input = [.. Enumerable.Repeat(1f, Grey.Length)];

        IReadOnlyList<SaliencyMap> top = explainer.Explain(input, SaliencyTargets.Top(2));
        long scoredForTwo = scorer.Scored;
        IReadOnlyList<SaliencyMap> predicted = explainer.Explain(input);
        IReadOnlyList<SaliencyMap> given = explainer.Explain(input, SaliencyTargets.Classes(2, 0));
        IReadOnlyList<SaliencyMap> all = explainer.Explain(input, SaliencyTargets.All);

        Assert.AreEqual(501, scoredForTwo);
        CollectionAssert.AreEqual(new[] { 1, 0 }, top.Select(map => map.Target).ToArray());
        CollectionAssert.AreEqual(new[] { 2f, 1f }, top.Select(map => map.Score).ToArray());
        Assert.AreEqual(1, predicted.Single().Target);
        CollectionAssert.AreEqual(new[] { 2, 0 }, given.Select(map => map.Target).ToArray());
        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, all.Select(map => map.Target).ToArray());
        CollectionAssert.AreEqual(all[1].Values.ToArray(), predicted[0].Values.ToArray());
        CollectionAssert.AreEqual(all[0].Values.ToArray(), given[1].Values.ToArray());
    }

    [TestMethod]
    public void Explain_ScorerWithASmallLimit_IsNotGivenMoreThanItTakes()
    {
        var scorer = new FunctionScorer(Grey, 1, (_, scores) => scores[0] = 1) { MaxBatchSize = 3, BatchSize = 3 };

        new RiseExplainer(scorer, new RiseOptions { Masks = 10, GridHeight = 2, GridWidth = 2, BatchSize = 64 }).Explain(new float[Grey.Length]);

        Assert.AreEqual(11, scorer.Scored);
    }

    [TestMethod]
    public void Explain_Progress_ReachesTheTotalInOrder()
    {
        var reports = new List<SaliencyProgress>();
        var scorer = new FunctionScorer(Grey, 1, (_, scores) => scores[0] = 1);

        new RiseExplainer(scorer, new RiseOptions { Masks = 10, GridHeight = 2, GridWidth = 2, BatchSize = 4 })
            .Explain(new float[Grey.Length], progress: new Recorder(reports));

        CollectionAssert.AreEqual(new SaliencyProgress[] { new(4, 10), new(8, 10), new(10, 10) }, reports);
    }

    private sealed class Recorder(List<SaliencyProgress> reports) : IProgress<SaliencyProgress>
    {
        public void Report(SaliencyProgress value) => reports.Add(value);
    }
}
