using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Onnx;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>The use of a context: its GPU, fallback and ONNX session options, and its log.</summary>
[TestClass]
public sealed class ContextTests : IDisposable
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<LoggingEventArgs> _log = [];
    private readonly string _model = Path.GetTempFileName();

    public ContextTests()
    {
        File.WriteAllBytes(_model, TestModels.Linear(TestPipeline.Shape, [new float[16], new float[16]]));
        _mlContext.Log += (_, message) => _log.Add(message);
    }

    public void Dispose() => File.Delete(_model);

    [TestMethod]
    public void Fit_SessionOptionsOfTheContext_ReachEachSession()
    {
        _mlContext.SetOnnxSessionOption(new OnnxSessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC,
            ExecutionMode = ExecutionMode.ORT_PARALLEL,
            InterOpNumThreads = 2,
            IntraOpNumThreads = 3,
            EnableMemoryPattern = false,
            EnableCpuMemArena = false,
            LogId = "saliency",
        });
        var seen = new List<(GraphOptimizationLevel, ExecutionMode, int, int, bool, bool, string)>();

        RiseSaliencyEstimator estimator = Estimator(new OnnxScorerOptions
        {
            Sessions = 2,
            ConfigureSession = session => seen.Add((
                session.GraphOptimizationLevel, session.ExecutionMode, session.InterOpNumThreads, session.IntraOpNumThreads,
                session.EnableMemoryPattern, session.EnableCpuMemArena, session.LogId)),
        });
        seen.Clear();

        using RiseSaliencyTransformer transformer = Fit(estimator);

        Assert.HasCount(2, seen);
        Assert.AreEqual((GraphOptimizationLevel.ORT_ENABLE_BASIC, ExecutionMode.ORT_PARALLEL, 2, 3, false, false, "saliency"), seen[0]);
        Assert.AreEqual(seen[0], seen[1]);
    }

    [TestMethod]
    public void Fit_OptionsOfTheEstimator_WinOverTheContexts()
    {
        _mlContext.SetOnnxSessionOption(
            new OnnxSessionOptions { IntraOpNumThreads = 3, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC });
        int threads = 0;

        using RiseSaliencyTransformer transformer = Fit(new OnnxScorerOptions
        {
            Sessions = 1,
            IntraOpThreads = 1,
            ConfigureSession = session =>
            {
                threads = session.IntraOpNumThreads;
                session.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;
            },
        });

        Assert.AreEqual(1, threads);
    }

    [TestMethod]
    public void Fit_SessionOptionsMadeByTheContext_AreTakenAsTheyAre()
    {
        int made = 0;
        _mlContext.SetOnnxSessionOption(new OnnxSessionOptions
        {
            CreateSessionOptions = () =>
            {
                made++;
                return new SessionOptions { IntraOpNumThreads = 1, LogId = "mine" };
            },
        });
        _mlContext.GpuDeviceId = 0;
        string logId = "";
        RiseSaliencyEstimator estimator = Estimator(new OnnxScorerOptions { ConfigureSession = session => logId = session.LogId });
        made = 0;

        using RiseSaliencyTransformer transformer = Fit(estimator);

        Assert.AreEqual(1, made);
        Assert.AreEqual("mine", logId);
        Assert.IsEmpty(ScorerOf(transformer).Warnings, "The context's GPU is not used, as in ML.NET.");
    }

    [TestMethod]
    public void Fit_SessionOptionsMadeByTheOptions_TakeNothingFromTheContext()
    {
        _mlContext.SetOnnxSessionOption(new OnnxSessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
            CreateSessionOptions = () => throw new NotSupportedException(),
        });
        _mlContext.GpuDeviceId = 0;
        var level = GraphOptimizationLevel.ORT_ENABLE_ALL;

        using RiseSaliencyTransformer transformer = Fit(new OnnxScorerOptions
        {
            CreateSessionOptions = () => new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC },
            ConfigureSession = session => level = session.GraphOptimizationLevel,
        });

        Assert.AreEqual(GraphOptimizationLevel.ORT_ENABLE_BASIC, level);
        Assert.IsEmpty(ScorerOf(transformer).Warnings);
    }

    [TestMethod]
    public void Fit_GpuOfTheContextThatIsNotThere_FallsBackWithAWarningInTheLog()
    {
        _mlContext.GpuDeviceId = 0;
        _mlContext.FallbackToCpu = true;

        using RiseSaliencyTransformer transformer = Fit(new OnnxScorerOptions());

        RequireNoGpu(transformer);
        LoggingEventArgs warning = _log.Single(message => message.Kind == ChannelMessageKind.Warning);
        Assert.AreEqual("Saliency; Rise", warning.Source);
        Assert.Contains("Microsoft.ML.OnnxRuntime.Gpu", warning.Message);
        Assert.AreEqual("CPUExecutionProvider", ScorerOf(transformer).Provider);
    }

    [TestMethod]
    public void Fit_GpuThatIsNotThereAndNoFallback_FailsAndNamesThePackage()
    {
        using (RiseSaliencyTransformer probe = Fit(new OnnxScorerOptions { GpuDeviceId = 0 }))
        {
            RequireNoGpu(probe);
        }

        _mlContext.GpuDeviceId = 0;
        Assert.IsFalse(_mlContext.FallbackToCpu, "ML.NET's default.");
        Assert.ThrowsWith<InvalidOperationException>(() => Fit(new OnnxScorerOptions()), "Microsoft.ML.OnnxRuntime.Gpu", "FallbackToCpu");
        Fit(new OnnxScorerOptions { FallbackToCpu = true }).Dispose();

        _mlContext.FallbackToCpu = true;
        Assert.ThrowsExactly<InvalidOperationException>(() => Fit(new OnnxScorerOptions { FallbackToCpu = false }));
    }

    [TestMethod]
    public void Fit_ProvidersOfTheContext_AreTriedInTheirOrder()
    {
        _mlContext.GpuDeviceId = 5;
        _mlContext.SetSaliencyProviders(OnnxProvider.DirectML, OnnxProvider.Cpu);

        using RiseSaliencyTransformer transformer = Fit(new OnnxScorerOptions());

        Assert.AreEqual("CPUExecutionProvider", ScorerOf(transformer).Provider);
        Assert.StartsWith("DirectML device 5 cannot be used", ScorerOf(transformer).Warnings.Single());
    }

    [TestMethod]
    public void Fit_ProvidersOrDeviceOfTheOptions_WinOverTheContextsProviders()
    {
        _mlContext.SetSaliencyProviders(OnnxProvider.DirectML);

        using RiseSaliencyTransformer named = Fit(new OnnxScorerOptions { Providers = [OnnxProvider.Cpu] });
        using RiseSaliencyTransformer device = Fit(new OnnxScorerOptions { GpuDeviceId = 0 });

        Assert.IsEmpty(ScorerOf(named).Warnings);
        RequireNoGpu(device);
        Assert.StartsWith("CUDA device 0 cannot be used", ScorerOf(device).Warnings.Single());
    }

    [TestMethod]
    public void SetSaliencyProviders_None_LeavesTheContextsGpu()
    {
        _mlContext.SetSaliencyProviders(OnnxProvider.DirectML);
        Assert.ThrowsWith<InvalidOperationException>(() => Fit(new OnnxScorerOptions()), "DirectML device 0 cannot be used");
        _mlContext.SetSaliencyProviders();

        using RiseSaliencyTransformer transformer = Fit(new OnnxScorerOptions());

        Assert.IsEmpty(ScorerOf(transformer).Warnings);
    }

    [TestMethod]
    public void SetSaliencyProviders_OneTwice_IsRefused() => Assert.ThrowsWith<ArgumentException>(
        () => _mlContext.SetSaliencyProviders(OnnxProvider.Cuda, OnnxProvider.Cpu, OnnxProvider.Cuda), "once each", "Cuda, Cpu, Cuda");

    [TestMethod]
    public void Fit_ModelFile_SaysInTheLogWhereItRuns()
    {
        using RiseSaliencyTransformer transformer = Fit(new OnnxScorerOptions { Sessions = 1 });

        LoggingEventArgs message = _log.Single(message => message.Kind == ChannelMessageKind.Info);
        Assert.AreEqual("Saliency; Rise", message.Source);
        Assert.Contains(ScorerOf(transformer).Provider, message.Message);
        Assert.Contains("1 x 4 x 4", message.Message);
    }

    /// <summary>A registered host draws its seed from the context: the next component's would be another.</summary>
    [TestMethod]
    public void Saliency_UsedInBetween_LeavesTheContextsRandomNumbersAlone()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(VectorRow.Many(3));
        var other = new MLContext(seed: 1);
        _ = other.Data.LoadFromEnumerable(VectorRow.Many(3));

        using (RiseSaliencyTransformer transformer = Fit(new OnnxScorerOptions { GpuDeviceId = 0 }))
        {
            _ = transformer.Transform(data).GetColumn<float>("SaliencyScore").ToArray();
        }

        Assert.AreEqual(NextSeed(other), NextSeed(_mlContext));
    }

    private static int NextSeed(IHostEnvironment environment) => environment.Register("Test").Rand.Next();
    private static OnnxScorer ScorerOf(RiseSaliencyTransformer transformer) => (OnnxScorer)transformer.Explainer.Scorer;

    private static void RequireNoGpu(RiseSaliencyTransformer transformer)
    {
        if (ScorerOf(transformer).Provider == "CUDAExecutionProvider")
        {
            Assert.Inconclusive("This machine has a GPU that runs.");
        }
    }

    private RiseSaliencyTransformer Fit(OnnxScorerOptions options) => Fit(Estimator(options));

    private static RiseSaliencyTransformer Fit(RiseSaliencyEstimator estimator) =>
        estimator.Fit(new MLContext().Data.LoadFromEnumerable(VectorRow.Many(1)));

    private RiseSaliencyEstimator Estimator(OnnxScorerOptions options) =>
        _mlContext.Saliency().Rise("Saliency", "Pixels", _model, TestPipeline.RiseSaliency with { Scorer = options });
}
