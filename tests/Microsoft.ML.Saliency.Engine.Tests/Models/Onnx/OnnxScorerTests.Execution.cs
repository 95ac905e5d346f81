using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Buffers, threads, sessions and providers.</summary>
public sealed partial class OnnxScorerTests
{
    private const string Cpu = "CPUExecutionProvider";

    [TestMethod]
    [DataRow(null, 0)]
    [DataRow(null, -1)]
    [DataRow(4, 5)]
    public void CreateBatch_CapacityOutOfRange_Throws(int? fixedBatch, int capacity)
    {
        using OnnxScorer scorer = new(TestModels.Linear(Gray2x2, Weights, batch: fixedBatch));
        Assert.AreEqual(capacity, Assert.ThrowsWith<ArgumentOutOfRangeException>(
            () => scorer.CreateBatch(capacity), $"1 to {scorer.MaxBatchSize}").ActualValue);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(4)]
    public void Score_CountOutOfRange_Throws(int count)
    {
        using OnnxScorer scorer = new(TestModels.Linear(Gray2x2, Weights, batch: 8));
        using IScorerBatch batch = scorer.CreateBatch(3);
        Assert.AreEqual(count, Assert.ThrowsWith<ArgumentOutOfRangeException>(() => { batch.Score(count); }, "1 to 3").ActualValue);
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow(8)]
    public void Inputs_AnyModel_HoldsCapacityImages(int? fixedBatch)
    {
        using OnnxScorer scorer = new(TestModels.Linear(Gray2x2, Weights, batch: fixedBatch));
        using IScorerBatch batch = scorer.CreateBatch(3);

        Assert.AreEqual(3, batch.Capacity);
        Assert.AreEqual(3 * 4, batch.Inputs.Length);
    }

    [TestMethod]
    public void Score_EightThreadsWithABatchEach_GiveTheScoresOfOneThread()
    {
        TensorShape shape = new(3, 16, 16);
        using OnnxScorer scorer = new(TestModels.RandomConvNet(7, shape), new OnnxScorerOptions { Sessions = 2, IntraOpThreads = 1 });
        float[][] images = [.. Enumerable.Range(0, 8).Select(seed => RandomImage(seed, shape))];
        float[][] expected = [.. images.Select(image => Score(scorer, image))];

        // Not the pool, which might run them one after the other.
        int mistakes = 0;
        Thread[] threads = [.. images.Select((image, i) => new Thread(() =>
        {
            using IScorerBatch batch = scorer.CreateBatch(1);
            for (int run = 0; run < 50; run++)
            {
                image.CopyTo(batch.Inputs);
                if (!batch.Score(1).SequenceEqual(expected[i]))
                {
                    Interlocked.Increment(ref mistakes);
                }
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.AreEqual(0, mistakes);
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow(4)]
    public void Score_OnceWarm_AllocatesNothing(int? fixedBatch)
    {
        using OnnxScorer scorer = new(TestModels.Linear(Gray2x2, Weights, batch: fixedBatch));
        using IScorerBatch batch = scorer.CreateBatch(4);
        ScoreAHundredTimes(batch);

        long before = GC.GetAllocatedBytesForCurrentThread();
        ScoreAHundredTimes(batch);
        long bytesPerCall = (GC.GetAllocatedBytesForCurrentThread() - before) / 100;

        // Not quite 0: the runtime itself may allocate a little once.
        Assert.IsLessThan(16, bytesPerCall);

        static void ScoreAHundredTimes(IScorerBatch batch)
        {
            for (int i = 0; i < 100; i++)
            {
                batch.Score(1 + (i % 4));
            }
        }
    }

    [TestMethod]
    public void Constructor_Sessions_AreTheConcurrencyAndEachIsConfigured()
    {
        int configured = 0;
        OnnxScorerOptions options = new()
        {
            Sessions = 3,
            IntraOpThreads = 2,
            ConfigureSession = session => configured += session.IntraOpNumThreads,
        };
        using OnnxScorer scorer = new(TestModels.Linear(Gray2x2, Weights), options);

        Assert.AreEqual(3, scorer.Concurrency);
        Assert.AreEqual(3 * 2, configured);
    }

    [TestMethod]
    public void Constructor_SessionOptionsOfTheCallers_AreTakenAsTheyAre()
    {
        using SessionOptions mine = new() { IntraOpNumThreads = 1, LogId = "mine" };
        List<(string LogId, int Threads)> seen = [];
        OnnxScorerOptions options = new()
        {
            CreateSessionOptions = () => mine,
            ConfigureSession = session => seen.Add((session.LogId, session.IntraOpNumThreads)),
        };

        byte[] model = TestModels.Linear(Gray2x2, Weights);
        using (OnnxScorer scorer = new(model, options), two = new(model, options with { Sessions = 2, IntraOpThreads = 3 }))
        {
            Assert.AreEqual(1, scorer.Concurrency);
            Assert.AreEqual(2, two.Concurrency);
        }

        CollectionAssert.AreEqual(new[] { ("mine", 1), ("mine", 3), ("mine", 3) }, seen);
        Assert.IsFalse(mine.IsClosed);
    }

    [TestMethod]
    public void Constructor_NoGpuAskedFor_RunsOnTheCpuWithoutWarning()
    {
        using OnnxScorer scorer = new(TestModels.Linear(Gray2x2, Weights), new OnnxScorerOptions { OnWarning = Assert.Fail });

        Assert.AreEqual(Cpu, scorer.Provider);
        Assert.IsEmpty(scorer.Warnings);
    }

    [TestMethod]
    public void Constructor_GpuThatCannotBeUsed_FallsBackAndNamesThePackage()
    {
        List<string> warnings = [];
        using OnnxScorer scorer = new(
            TestModels.Linear(Gray2x2, Weights, Bias),
            new OnnxScorerOptions { GpuDeviceId = 0, OnWarning = warnings.Add, Activation = ScoreActivation.None });
        InconclusiveOnAGpu(scorer);

        Assert.AreEqual(Cpu, scorer.Provider);
        Assert.HasCount(1, warnings);
        CollectionAssert.AreEqual(scorer.Warnings.ToArray(), warnings);
        Assert.Contains("CUDA device 0", warnings[0]);
        Assert.Contains("Microsoft.ML.OnnxRuntime.Gpu", warnings[0]);
        CollectionAssert.AreEqual(new[] { Logit0, Logit1 }, Score(scorer, Image));
    }

    [TestMethod]
    public void Constructor_GpuThatCannotBeUsedAndNoFallback_ThrowsAndNamesThePackage()
    {
        OnnxScorerOptions options = new() { GpuDeviceId = 0, FallbackToCpu = false };
        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(() =>
        {
            using OnnxScorer scorer = new(TestModels.Linear(Gray2x2, Weights), options);
            InconclusiveOnAGpu(scorer);
        });

        Assert.Contains("Microsoft.ML.OnnxRuntime.Gpu", error.Message);
        Assert.IsNotNull(error.InnerException);
    }

    [TestMethod]
    public void Dispose_Scorer_EndsItAndItsBatches()
    {
        OnnxScorer scorer = new(TestModels.Linear(Gray2x2, Weights));
        IScorerBatch batch = scorer.CreateBatch(1);
        batch.Score(1);
        scorer.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(() => scorer.CreateBatch(1));
        Assert.ThrowsExactly<ObjectDisposedException>(() => { batch.Score(1); });
        batch.Dispose();
        scorer.Dispose();
    }

    /// <summary>Freed sessions would end the process.</summary>
    [TestMethod]
    public void Dispose_WhileExplaining_EndsItWithAnException()
    {
        byte[] model = TestModels.RandomConvNet(3, new TensorShape(3, 32, 32));
        for (int round = 0; round < 10; round++)
        {
            OnnxScorer scorer = new(model);
            var explainer = new RiseExplainer(scorer, new RiseOptions { Masks = 1_000_000, GridHeight = 3, GridWidth = 3 });
            using var started = new ManualResetEventSlim();
            Task<IReadOnlyList<SaliencyMap>> running = Task.Run(() => explainer.Explain(
                new float[scorer.InputShape.Length], progress: new FirstReport(started)));
            started.Wait();
            Thread.Sleep(round);
            scorer.Dispose();

            Assert.ThrowsExactly<ObjectDisposedException>(() => running.GetAwaiter().GetResult());
        }
    }

    private sealed class FirstReport(ManualResetEventSlim started) : IProgress<SaliencyProgress>
    {
        public void Report(SaliencyProgress value) => started.Set();
    }

    [TestMethod]
    public void Dispose_Batch_LeavesTheScorerUsable()
    {
        using OnnxScorer scorer = new(TestModels.Linear(Gray2x2, Weights, Bias), Raw);
        IScorerBatch batch = scorer.CreateBatch(1);
        batch.Score(1);
        batch.Dispose();
        batch.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(() => { batch.Score(1); });
        CollectionAssert.AreEqual(new[] { Logit0, Logit1 }, Score(scorer, Image));
    }

    private static void InconclusiveOnAGpu(OnnxScorer scorer)
    {
        if (scorer.Provider != Cpu)
        {
            Assert.Inconclusive("CUDA really runs on this machine.");
        }
    }

    private static float[] RandomImage(int seed, TensorShape shape)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, shape.Length).Select(_ => random.NextSingle())];
    }
}
