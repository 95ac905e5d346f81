namespace Microsoft.ML.Saliency.Tests;

/// <summary>What a device computes is compared with the CPU when a model is loaded; the CPU is treated as a device.</summary>
[TestClass]
public class DeviceCheckTests
{
    private static readonly TensorShape Shape = new(3, 8, 8);

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void OnnxScorer_ScoresAreTheCpus_SaysWhatRunsAndWarnsOfNothing(bool masksOnDevice)
    {
        using var scorer = new OnnxScorer(TestModels.RandomConvNet(seed: 3, Shape), Options with { MasksOnDevice = masksOnDevice });

        Assert.IsEmpty(scorer.Warnings);
        Assert.ContainsSingle(
            decision => decision.Contains("Runs on CPUExecutionProvider have 8 images each, 2 at a time"), scorer.Decisions);
        Assert.AreEqual(masksOnDevice, scorer.Decisions.Any(decision => decision.Contains("are one graph")));
        Assert.AreEqual((8, 8, 2), (scorer.BatchSize, scorer.MaxBatchSize, scorer.Concurrency));
    }

    /// <summary>A model of chance is one whose scores on the device are others.</summary>
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void OnnxScorer_ScoresAreOthers_Warns(bool masksOnDevice)
    {
        byte[] chance = new QuadrantModel(Shape).Build(model => model
            .Node("RandomNormalLike", ["scores"], ["noise"])
            .Node("Add", ["scores", "noise"], ["noisy"])
            .Output("noisy", Onnx.TensorProto.Types.DataType.Float, "N", 4));

        using var scorer = new OnnxScorer(chance, Options with { MasksOnDevice = masksOnDevice, Activation = ScoreActivation.None });

        Assert.ContainsSingle(
            warning => warning.Contains("A photograph's scores on CPUExecutionProvider differ by") && warning.Contains("more than 0.01"),
            scorer.Warnings);
    }

    private static OnnxScorerOptions Options => new() { TreatsCpuAsDevice = true, BatchSize = 8 };
}
