using System.Collections.Concurrent;

namespace Microsoft.ML.Saliency.Tests;

public abstract partial class EstimatorContractTests<TRow, TResult>
{
    private static readonly PredictionEngineOptions Shared = new() { OwnsTransformer = false };

    [TestMethod]
    public void PredictionEngine_SeveralPredictions_EachGivesTheValuesOfItsRow()
    {
        ITransformer transformer = CreateEstimator().Fit(Data(1));
        using PredictionEngine<TRow, TResult> engine = MLContext.Model.CreatePredictionEngine<TRow, TResult>(transformer, Shared);

        CollectionAssert.AreEqual(Expected(4), Predict(engine, 4));
    }

    [TestMethod]
    public void PredictionEngine_OverAChain_EachGivesTheValuesOfItsRow()
    {
        ITransformer chain = MLContext.Transforms.CopyColumns("Before", "Number").Append(CreateEstimator())
            .Append(MLContext.Transforms.CopyColumns("Behind", Outputs[0])).Fit(Data(1));
        using PredictionEngine<TRow, TResult> engine = MLContext.Model.CreatePredictionEngine<TRow, TResult>(chain, Shared);

        CollectionAssert.AreEqual(Expected(4), Predict(engine, 4));
    }

    /// <summary>As in Microsoft.Extensions.ML's PredictionEnginePool: engines over one transformer, one per thread at a time.</summary>
    [TestMethod]
    public void PredictionEngine_SeveralOverOneTransformerOnSeveralThreads_EachGivesTheValuesOfItsRow()
    {
        ITransformer transformer = CreateEstimator().Fit(Data(1));
        var pool = new ConcurrentBag<PredictionEngine<TRow, TResult>>();
        SortedDictionary<int, string> expected = Expected(4);

        Parallel.For(0, 24, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            PredictionEngine<TRow, TResult> engine = pool.TryTake(out PredictionEngine<TRow, TResult>? free)
                ? free
                : MLContext.Model.CreatePredictionEngine<TRow, TResult>(transformer, Shared);
            CollectionAssert.AreEqual(expected, Predict(engine, 4));
            pool.Add(engine);
        });

        Assert.IsNotEmpty(pool);
        foreach (PredictionEngine<TRow, TResult> engine in pool)
        {
            engine.Dispose();
        }
    }

    private SortedDictionary<int, string> Predict(PredictionEngine<TRow, TResult> engine, int rows)
    {
        var values = new SortedDictionary<int, string>();
        foreach (TRow row in CreateRows(rows))
        {
            values.Add(values.Count, RowValues.Of(engine.Predict(row), Outputs));
        }

        return values;
    }
}
