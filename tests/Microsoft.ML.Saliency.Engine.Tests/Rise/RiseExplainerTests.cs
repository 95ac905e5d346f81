namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class RiseExplainerTests
{
    private static readonly TensorShape Gray = new(1, 6, 8);

    [TestMethod]
    [DataRow(RiseNormalization.MaskSum, 0.7f)]
    [DataRow(RiseNormalization.Debiased, 0f)]
    public void Explain_ConstantScorer_GivesAConstantMap(RiseNormalization normalization, float expected)
    {
        var scorer = new FunctionScorer(Gray, 1, (_, scores) => scores[0] = 0.7f);
        var explainer = new RiseExplainer(
            scorer, new RiseOptions { Masks = 20_000, GridHeight = 3, GridWidth = 4, Normalization = normalization });

        SaliencyMap map = explainer.Explain(new float[Gray.Length])[0];

        // With MaskSum exactly; debiased masks have the mean 0 only in the limit: standard deviation of a pixel's mean below 0.7 /
        // sqrt(20000) / 0.5 * 0.5.
        Close.All<float>(Enumerable.Repeat(expected, Gray.Height * Gray.Width)
            .ToArray(), map.Values, normalization == RiseNormalization.MaskSum ? 1e-6 : 0.03);
    }

    /// <summary>For a linear scorer f(x . M) = sum_j w_j x_j M_j, and so the expected map is sum_j w_j x_j E[M_i M_j] / p. A mask is a mix
    /// of independent cells, M_i = sum_c a_ic G_c, so that E[M_i M_j] = p^2 + p (1 - p) sum_c a_ic a_jc, averaged over the shifts. The
    /// weights a are read off masks of a single cell.</summary>
    [TestMethod]
    public void Explain_LinearScorer_ConvergesToTheClosedForm()
    {
        const int GridHeight = 2, GridWidth = 3;
        const double KeepProbability = 0.4;
        float[] weights = [.. Enumerable.Range(0, Gray.Length).Select(i => MathF.Sin(i * i))];
        float[] input = [.. Enumerable.Range(0, Gray.Length).Select(i => 1 + (i % 5))];
        var options = new RiseOptions
        {
            Masks = 100_000,
            GridHeight = GridHeight,
            GridWidth = GridWidth,
            KeepProbability = KeepProbability,
            Normalization = RiseNormalization.ExpectedMask,
        };
        var expected = new double[Gray.Length];
        var mask = new float[Gray.Length];
        var shifts = (from row in Enumerable.Range(0, 3) from column in Enumerable.Range(0, 3) select (row, column)).ToArray();
        foreach ((int, int) shift in shifts)
        {
            double constant = 0;
            var single = new SingleCellMasks(Gray, options, shift);
            for (int cell = 0; cell < GridHeight * GridWidth; cell++)
            {
                single.Render(cell, mask);
                double seen = mask.Select((value, j) => (double)weights[j] * input[j] * value).Sum();
                constant += seen;
                for (int i = 0; i < mask.Length; i++)
                {
                    expected[i] += (1 - KeepProbability) * seen * mask[i] / shifts.Length;
                }
            }

            for (int i = 0; i < mask.Length; i++)
            {
                expected[i] += KeepProbability * constant / shifts.Length;
            }
        }

        SaliencyMap map = new RiseExplainer(FunctionScorer.Linear(Gray, weights), options).Explain(input)[0];

        // Standard error of a pixel: below std(f) / sqrt(N p) ~ 6 / sqrt(100000 * 0.4) = 0.03.
        Close.All<double>(expected, map.Values, absolute: 0.12);
        Assert.IsGreaterThan(1.0, expected.Max() - expected.Min(), "The expectation is far from constant.");
    }

    [TestMethod, TestCategory("Slow")]
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
        float[][] Maps(int batchSize, int threads) =>
            [.. new RiseExplainer(scorer, new RiseOptions { Masks = 2500, BatchSize = batchSize, Threads = threads, Seed = 42 })
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

    [TestMethod, TestCategory("Slow")]
    public void Explain_OnnxScorer_MapsAgreeAcrossBatchSizesAndAreBitIdenticalAtTheSame()
    {
        using var scorer = new OnnxScorer(DemoModel.Path, new OnnxScorerOptions { Sessions = 2, IntraOpThreads = 1 });
        float[] input = DemoModel.Input("scenes/one0.png");
        float[] Map(int batchSize) =>
            new RiseExplainer(scorer, new RiseOptions { Masks = 150, BatchSize = batchSize }).Explain(input)[0].Values.ToArray();

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
        var scorer = FunctionScorer.Linear(Gray, [.. Enumerable.Range(0, Gray.Length).Select(i => (float)i)]);
        float[] input = [.. Enumerable.Repeat(1f, Gray.Length)];
        float[] Map(ulong seed) => new RiseExplainer(scorer, new RiseOptions { Masks = 10, GridHeight = 3, GridWidth = 3, Seed = seed })
            .Explain(input)[0].Values.ToArray();

        CollectionAssert.AreEqual(Map(1), Map(1));
        CollectionAssert.AreNotEqual(Map(1), Map(2));
    }

    [TestMethod]
    public void Explain_AnyNumberOfMasks_ScoresEachOnceAndTheImageOnce()
    {
        var scorer = new FunctionScorer(Gray, 2, (_, scores) => scores.Fill(0.5f));

        new RiseExplainer(scorer, new RiseOptions { Masks = 2100, GridHeight = 2, GridWidth = 2, BatchSize = 32 }).Explain(
            new float[Gray.Length], SaliencyTargets.All);

        Assert.AreEqual(2101, scorer.Scored);
    }

    [TestMethod]
    public void Explain_SeveralTargets_GivesEachItsMapFromTheSamePasses()
    {
        float[] left = new float[Gray.Length], right = new float[Gray.Length];
        left[1] = 1;
        right[6] = 2;
        FunctionScorer scorer = FunctionScorer.Linear(Gray, left, right, new float[Gray.Length]);
        var explainer = new RiseExplainer(scorer, new RiseOptions { Masks = 500, GridHeight = 3, GridWidth = 4 });
        float[] input = [.. Enumerable.Repeat(1f, Gray.Length)];

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
        var scorer = new FunctionScorer(Gray, 1, (_, scores) => scores[0] = 1) { MaxBatchSize = 3, BatchSize = 3 };

        new RiseExplainer(scorer, new RiseOptions { Masks = 10, GridHeight = 2, GridWidth = 2, BatchSize = 64 })
            .Explain(new float[Gray.Length]);

        Assert.AreEqual(11, scorer.Scored);
    }

    [TestMethod]
    public void Explain_Progress_ReachesTheTotalInOrder()
    {
        var reports = new List<SaliencyProgress>();
        var scorer = new FunctionScorer(Gray, 1, (_, scores) => scores[0] = 1);

        new RiseExplainer(scorer, new RiseOptions { Masks = 10, GridHeight = 2, GridWidth = 2, BatchSize = 4 })
            .Explain(new float[Gray.Length], progress: new Recorder(reports));

        CollectionAssert.AreEqual(new SaliencyProgress[] { new(4, 11), new(8, 11), new(11, 11) }, reports);
    }

    /// <summary>Mask i has cell i alone, at a given shift.</summary>
    private sealed class SingleCellMasks(TensorShape shape, RiseOptions options, (int Row, int Column) shift) : RiseMasks(
        shape, (options.GridHeight, options.GridWidth), options.Seed, options.KeepProbability.Value, isPaired: false)
    {
        public override (int Row, int Column) Draw(long index, Span<float> grid)
        {
            grid.Clear();
            grid[(int)index] = 1;
            return shift;
        }
    }
}
