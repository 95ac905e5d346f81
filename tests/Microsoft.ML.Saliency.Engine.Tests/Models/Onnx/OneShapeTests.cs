using System.Text.Json;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Devices plan convolutions anew for each shape of the input, so a session must see one. ONNX Runtime's own profile says which
/// shapes it saw; the CPU is treated as a device.</summary>
[TestClass]
public sealed class OneShapeTests : IDisposable
{
    private const int Batch = 24;
    private static readonly TensorShape Shape = new(3, 16, 16);
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private int _sessions;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [DataRow(true, DisplayName = "one graph")]
    [DataRow(false, DisplayName = "images perturbed on the CPU")]
    public void Sessions_OnADevice_SeeOneShapeWhateverIsAsked(bool masksOnDevice)
    {
        using (OnnxScorer scorer = new(TestModels.RandomConvNet(seed: 3, Shape, output: ModelOutput.Softmax), Profiled(masksOnDevice)))
        {
            UseAll(scorer);
        }

        // The first session, on the CPU, reads the model.
        int[][] batches = [.. Enumerable.Range(1, _sessions - 1).Select(Batches)];
        Assert.HasCount(masksOnDevice ? 4 : 2, batches);
        foreach (int[] seen in batches)
        {
            CollectionAssert.AreEqual(new[] { Batch }, seen);
        }
    }

    /// <summary>The profile does show other shapes.</summary>
    [TestMethod]
    public void Sessions_OnTheCpu_SeeManyShapes()
    {
        OnnxScorerOptions options = Profiled(masksOnDevice: false) with { TreatsCpuAsDevice = false };
        using (OnnxScorer scorer = new(TestModels.RandomConvNet(seed: 3, Shape, output: ModelOutput.Softmax), options))
        {
            UseAll(scorer);
        }

        Assert.IsGreaterThan(2, Batches(0).Length);
    }

    private OnnxScorerOptions Profiled(bool masksOnDevice) => new()
    {
        TreatsCpuAsDevice = true,
        MasksOnDevice = masksOnDevice,
        BatchSize = Batch,
        Sessions = 2,
        ConfigureSession = session =>
            (session.ProfileOutputPathPrefix, session.EnableProfiling) = (Path.Combine(_folder, $"{_sessions++}_"), true),
    };

    private static void UseAll(OnnxScorer scorer)
    {
        ClassifierInput image = ClassifierInput.FromImage(QuadrantModel.Draw(1, 16, 16), Shape, KnownPreprocessing.ZeroToOne);
        var rise = new RiseOptions { Masks = 30, GridHeight = 4, GridWidth = 4 };
        IReadOnlyList<SaliencyMap> maps = new RiseExplainer(scorer, rise).Explain(image, SaliencyTargets.Top(2));
        new RiseExplainer(scorer, rise with { KeepProbability = KeepProbability.Auto }).Explain(image);
        new RiseExplainer(scorer, rise with { Baseline = KnownBaselines.GaussianNoise(1) }).Explain(image);
        new RiseExplainer(scorer, rise.Until(0.99, 600)).Explain(image);
        new OcclusionExplainer(scorer).Explain(image);
        new PerturbationCurveEvaluator(
            scorer, KnownPerturbationCurves.Insertion with { Steps = PerturbationSteps.Pixels(30, 3) }).Evaluate(image, maps[0]);
        new SaliencyEvaluator(scorer).Evaluate(image, maps[0]);
        BaselineNeutrality.Measure(KnownBaselines.Black, scorer, [image, image]);
        PreprocessingCheck.Compare(scorer, [QuadrantModel.Draw(2, 16, 16)], [new("", KnownPreprocessing.ZeroToOne)]);
        using IScorerBatch batch = scorer.CreateBatch(5);
        batch.Score(3);
    }

    /// <summary>The batches that the convolutions of a session saw.</summary>
    private int[] Batches(int session)
    {
        string file = Directory.GetFiles(_folder, $"{session}_*.json").Single();
        using JsonDocument profile = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. profile.RootElement.EnumerateArray()
            .Where(item => item.TryGetProperty("args", out JsonElement args) && args.TryGetProperty("op_name", out JsonElement name)
                && name.GetString()!.Contains("Conv") && args.TryGetProperty("input_type_shape", out _))
            .Select(item => item.GetProperty("args").GetProperty("input_type_shape")[0].GetProperty("float")[0].GetInt32())
            .Distinct().Order()];
    }
}
