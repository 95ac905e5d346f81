using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>A device whose memory is too small for a batch. ONNX Runtime's CPU allocator can be given a limit, and then fails as a device's
/// does; the CPU is treated as a device.</summary>
[TestClass]
[DoNotParallelize]
public class OutOfMemoryTests
{
    private const int Batch = 256;
    private const uint Limit = 12 << 20;

    [TestMethod]
    [DataRow(true, DisplayName = "one graph")]
    [DataRow(false, DisplayName = "images perturbed on the CPU")]
    public void Explain_BatchTooLargeForTheMemory_IsHalvedWithAWarning(bool masksOnDevice)
    {
        var shape = new TensorShape(3, 64, 64);
        byte[] model = TestModels.RandomConvNet(seed: 3, shape, output: ModelOutput.Softmax);
        var warnings = new List<string>();
        var options = new OnnxScorerOptions
        {
            TreatsCpuAsDevice = true,
            MasksOnDevice = masksOnDevice,
            BatchSize = Batch,
            Sessions = 1, // Two runs at a time need what is left by chance.
            OnWarning = warnings.Add,
            ConfigureSession = session =>
            {
                UseLimitedMemory();
                session.AddSessionConfigEntry("session.use_env_allocators", "1");
            },
        };
        ClassifierInput image = ClassifierInput.FromImage(QuadrantModel.Draw(1, 64, 64), shape, KnownPreprocessing.ZeroToOne);
        var rise = new RiseOptions { Masks = 300 };
        using OnnxScorer scorer = new(model, options), whole = new(model);

        SaliencyMap map = new RiseExplainer(scorer, rise).Explain(image)[0], expected = new RiseExplainer(whole, rise).Explain(image)[0];

        Close.All(expected.Values, map.Values, absolute: 1e-5f);
        string[] halved = [.. warnings.Where(warning => warning.Contains("too little memory for"))];
        Assert.IsNotEmpty(halved);
        Assert.Contains($"{Batch} images at a time", halved[0]);
        Assert.Contains("128 are scored at a time from now on", halved[0]);
        Assert.IsLessThan(6, halved.Length);

        warnings.Clear();
        new RiseExplainer(scorer, rise).Explain(image);
        Assert.IsEmpty(warnings);
    }

    private static readonly Lazy<bool> Limited = new(() =>
    {
        using var memory = new OrtMemoryInfo(OrtMemoryInfo.allocatorCPU, OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);
        using var limit = new OrtArenaCfg(Limit, -1, -1, -1);
        OrtEnv.Instance().CreateAndRegisterAllocator(memory, limit);
        return true;
    });

    private static void UseLimitedMemory() => _ = Limited.Value;
}
