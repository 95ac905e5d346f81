namespace Microsoft.ML.Saliency.Tests;

/// <summary>Prediction engines over our transformers: who disposes what, and what stays behind.</summary>
[TestClass]
public sealed class PredictionEngineTests : IDisposable
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly FunctionScorer _scorer = TestPipeline.Scorer();
    private readonly string _model = Path.GetTempFileName();

    public PredictionEngineTests()
    {
        File.WriteAllBytes(_model, TestModels.Linear(TestPipeline.Shape, TestPipeline.Weights));
    }

    public void Dispose() => File.Delete(_model);

    [TestMethod]
    public void Predict_TenThousandTimes_LeavesNothingBehind()
    {
        ITransformer model = Fit(_mlContext.Saliency().Occlusion("Saliency", "Pixels", _scorer, TestPipeline.OcclusionSaliency));
        using PredictionEngine<VectorRow, MapRow> engine = Engine(model, new PredictionEngineOptions());
        VectorRow row = VectorRow.Many(1)[0];
        MapRow prediction = new();
        long memory = 0;
        for (int i = 1; i <= 10_000; i++)
        {
            engine.Predict(row, ref prediction);
            if (i == 1000)
            {
                memory = GC.GetTotalMemory(forceFullCollection: true);
            }
        }

        // A float kept for each of the 9,000 rows would be 36 kB, its map half a megabyte.
        Assert.IsLessThan(32_000, GC.GetTotalMemory(forceFullCollection: true) - memory);
        Assert.AreEqual(0, _scorer.LiveBatches);
        Assert.AreEqual(10_000 * 5, _scorer.Scored);
    }

    [TestMethod]
    public void Dispose_OfTheEngine_DisposesATransformerThatItOwns()
    {
        ITransformer model = Fit(FromFile());
        PredictionEngine<VectorRow, MapRow> owner =
            Engine(model, new PredictionEngineOptions()), other = Engine(model, new PredictionEngineOptions());
        owner.Predict(VectorRow.Many(1)[0]);

        owner.Dispose();

        Assert.Throws<ObjectDisposedException>(() => other.Predict(VectorRow.Many(1)[0]));
    }

    [TestMethod]
    public void Dispose_OfAnEngineThatOwnsNothing_LeavesTheTransformerToOthers()
    {
        ITransformer model = Fit(FromFile());
        var shared = new PredictionEngineOptions { OwnsTransformer = false };
        PredictionEngine<VectorRow, MapRow> one = Engine(model, shared), other = Engine(model, shared);
        one.Predict(VectorRow.Many(1)[0]);

        one.Dispose();

        Assert.AreEqual(2f, other.Predict(VectorRow.Many(1)[0]).SaliencyScore);
        other.Dispose();
        ((IDisposable)model).Dispose();
    }

    [TestMethod]
    public void Dispose_OfAChain_DisposesTheTransformerButNotAScorerThatWasGiven()
    {
        using var given = new OnnxScorer(_model, new OnnxScorerOptions { Activation = ScoreActivation.None });
        IDataView data = _mlContext.Data.LoadFromEnumerable(VectorRow.Many(1));
        TransformerChain<ITransformer> owning = Chain(FromFile()), borrowing = Chain(TestPipeline.Estimator(_mlContext, given));

        owning.Dispose();
        borrowing.Dispose();

        Assert.Throws<ObjectDisposedException>(() => owning.Transform(data).GetColumn<float>("SaliencyScore").Single());
        Assert.AreEqual(2f, borrowing.Transform(data).GetColumn<float>("SaliencyScore").Single());
    }

    /// <summary>Engines share the transformer's sessions: a model is loaded once, whatever their number.</summary>
    [TestMethod]
    public void CreatePredictionEngine_Several_ShareOneScorer()
    {
        int sessions = 0;
        ITransformer model = Fit(FromFile(new OnnxScorerOptions
        {
            Sessions = 1,
            Activation = ScoreActivation.None,
            ConfigureSession = _ => Interlocked.Increment(ref sessions),
        }));
        int loaded = sessions;
        PredictionEngine<VectorRow, MapRow>[] engines =
            [.. Enumerable.Range(0, 5).Select(_ => Engine(model, new PredictionEngineOptions { OwnsTransformer = false }))];

        Parallel.ForEach(engines, engine => Assert.AreEqual(2f, engine.Predict(VectorRow.Many(1)[0]).SaliencyScore));

        Assert.AreEqual(loaded, sessions);
        ((IDisposable)model).Dispose();
    }

    private RiseSaliencyEstimator FromFile(OnnxScorerOptions? scorer = null)
    {
        scorer ??= new OnnxScorerOptions { Activation = ScoreActivation.None };
        return _mlContext.Saliency().Rise("Saliency", "Pixels", _model, TestPipeline.RiseSaliency with { Scorer = scorer });
    }

    private ITransformer Fit(IEstimator<ITransformer> estimator) => estimator.Fit(_mlContext.Data.LoadFromEnumerable(VectorRow.Many(1)));

    private TransformerChain<ITransformer> Chain(IEstimator<ITransformer> estimator) =>
        new EstimatorChain<ITransformer>().Append(estimator).Fit(_mlContext.Data.LoadFromEnumerable(VectorRow.Many(1)));

    private PredictionEngine<VectorRow, MapRow> Engine(ITransformer model, PredictionEngineOptions options) =>
        _mlContext.Model.CreatePredictionEngine<VectorRow, MapRow>(model, options);
}
