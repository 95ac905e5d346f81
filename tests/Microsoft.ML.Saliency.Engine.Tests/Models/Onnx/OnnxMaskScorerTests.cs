using OnnxModels;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Masked images made beside the model, on the CPU as they would be on a device, against those that are written into its input.</summary>
[TestClass]
public class OnnxMaskScorerTests
{
    private const float Tolerance = 1e-5f;

    /// <summary>The model hands its input through, so that its scores are the masked images.</summary>
    [TestMethod]
    [DataRow(3, 12, 10, TensorLayout.Nchw, null, DisplayName = "channels first")]
    [DataRow(3, 12, 10, TensorLayout.Nhwc, null, DisplayName = "channels last")]
    [DataRow(1, 9, 14, TensorLayout.Nchw, 8, DisplayName = "grey, fixed batch")]
    public void Score_Masks_EqualsTheImagesThatAreWritten(int channels, int height, int width, TensorLayout layout, int? batch)
    {
        var shape = new TensorShape(channels, height, width, layout);
        float[][] identity = [.. Enumerable.Range(0, shape.Length).Select(k => Enumerable.Range(0, shape.Length).Select(i => i == k ? 1f : 0f).ToArray())];
        using var scorer = new OnnxScorer(InMemoryOrder(shape, identity, batch), new OnnxScorerOptions { Activation = ScoreActivation.None, Sessions = 1 });
        float[] image = [.. Enumerable.Range(0, shape.Length).Select(i => MathF.Sin(i) * 2)];
        var masks = new RiseMasks(shape, (3, 4), seed: 0, 0.5, isPaired: true);
        PerturbationWriter writeImage = masks.CreateWriter(image, KnownBaselines.ModelConstant(0.7f)), writeMask = masks.CreateMaskWriter();
        float[] baseline = KnownBaselines.ModelConstant(0.7f).Apply(image, shape);
        using IScorerBatch batchOfMasks = ((IMaskingScorer)scorer).CreateMaskScorer(masks, image, baseline).CreateBatch(5);
        var expected = new float[shape.Length];

        // Full and in part, twice: what an earlier run left must not show.
        int index = 0;
        foreach (int count in new[] { 5, 3, 5, 3 })
        {
            int length = masks.CellCount + 2;
            for (int i = 0; i < count; i++)
            {
                writeMask(index + i, batchOfMasks.Inputs.Slice(i * length, length));
            }

            ReadOnlySpan<float> scores = batchOfMasks.Score(count);

            Assert.AreEqual(count * shape.Length, scores.Length);
            for (int i = 0; i < count; i++)
            {
                writeImage(index + i, expected);
                Close.All<float>(expected, scores.Slice(i * shape.Length, shape.Length), absolute: Tolerance);
            }

            index += count;
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void Explain_MasksOnDevice_GivesTheSameMaps(int sessions)
    {
        float[] input = DemoModel.Input("scenes/one0.png");
        var options = new RiseOptions { Masks = 100, Baseline = KnownBaselines.ModelConstant(0.3f) };
        IReadOnlyList<SaliencyMap> Maps(bool onDevice)
        {
            using var scorer = new OnnxScorer(DemoModel.Path, new OnnxScorerOptions { MasksOnDevice = onDevice, Sessions = sessions });
            Assert.AreEqual(onDevice, ((IMaskingScorer)scorer).PrefersMasks);
            return new RiseExplainer(scorer, options).Explain(input, SaliencyTargets.Top(2));
        }

        IReadOnlyList<SaliencyMap> expected = Maps(false), actual = Maps(true);

        for (int t = 0; t < expected.Count; t++)
        {
            Close.All(expected[t].Values, actual[t].Values, absolute: Tolerance);
        }
    }

    /// <summary>A baseline that is drawn anew for each mask cannot be bound once.</summary>
    [TestMethod]
    public void Explain_MasksOnDeviceWithARandomBaseline_WritesTheImages()
    {
        var input = new ClassifierInput(DemoModel.Input("scenes/one0.png"), KnownPreprocessing.ImageNet);
        var options = new RiseOptions { Masks = 20, Baseline = KnownBaselines.GaussianNoise(1) };
        float[] Map(bool onDevice)
        {
            using var scorer = new OnnxScorer(DemoModel.Path, new OnnxScorerOptions { MasksOnDevice = onDevice, Sessions = 1, IntraOpThreads = 1 });
            return new RiseExplainer(scorer, options).Explain(input)[0].Values.ToArray();
        }

        CollectionAssert.AreEqual(Map(false), Map(true));
    }

    [TestMethod]
    public void PrefersMasks_OnTheCpu_UnlessAskedForIsFalse()
    {
        using var scorer = new OnnxScorer(DemoModel.Path);

        Assert.IsFalse(((IMaskingScorer)scorer).PrefersMasks);
    }

    [TestMethod]
    public void CreateBatch_CapacityOutOfRangeOrDisposed_Throws()
    {
        var scorer = new OnnxScorer(DemoModel.Path, new OnnxScorerOptions { Sessions = 1 });
        var masks = new RiseMasks(scorer.InputShape, (7, 7), seed: 0, 0.5, isPaired: true);
        var image = new float[scorer.InputShape.Length];
        IScorer maskScorer = ((IMaskingScorer)scorer).CreateMaskScorer(masks, image, image);

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => maskScorer.CreateBatch(0));
        scorer.Dispose();
        Assert.ThrowsExactly<ObjectDisposedException>(() => maskScorer.CreateBatch(1));
        Assert.ThrowsExactly<ObjectDisposedException>(() => ((IMaskingScorer)scorer).CreateMaskScorer(masks, image, image));
    }

    /// <summary>A linear model flattens N x C x H x W; its weights here are given in the order of the input's memory.</summary>
    private static byte[] InMemoryOrder(TensorShape shape, float[][] weights, int? batch)
    {
        int pixels = shape.Height * shape.Width;
        return shape.Layout == TensorLayout.Nchw
            ? TestModels.Linear(shape, weights, batch: batch)
            : TestModels.Linear(shape, [.. weights.Select(row => Enumerable.Range(0, row.Length).Select(i => row[((i % pixels) * shape.Channels) + (i / pixels)]).ToArray())], batch: batch);
    }
}
