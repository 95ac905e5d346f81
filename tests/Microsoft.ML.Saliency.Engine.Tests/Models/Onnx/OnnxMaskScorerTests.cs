namespace Microsoft.ML.Saliency.Tests;

/// <summary>Masked images made beside the model, on the CPU as on a device, against those that are written into its input.</summary>
[TestClass]
public class OnnxMaskScorerTests
{
    private const float Tolerance = 1e-5f;

    /// <summary>The model returns its input, so that its scores are the masked images.</summary>
    [TestMethod]
    [DataRow(3, 12, 10, TensorLayout.Nchw, null, DisplayName = "channels first")]
    [DataRow(3, 12, 10, TensorLayout.Nhwc, null, DisplayName = "channels last")]
    [DataRow(1, 9, 14, TensorLayout.Nchw, 8, DisplayName = "gray, fixed batch")]
    public void Score_Masks_EqualsTheImagesThatAreWritten(int channels, int height, int width, TensorLayout layout, int? batch)
    {
        var shape = new TensorShape(channels, height, width, layout);
        var options = new OnnxScorerOptions { Activation = ScoreActivation.None, Sessions = 1 };
        using var scorer = new OnnxScorer(Identity(shape, batch), options);
        float[] image = [.. Enumerable.Range(0, shape.Length).Select(i => MathF.Sin(i) * 2)];
        var masks = new RiseMasks(shape, (3, 4), seed: 0, 0.5, isPaired: true);
        PerturbationWriter writeImage = masks.CreateWriter(image, KnownBaselines.ModelConstant(0.7f));
        PerturbationWriter writeMask = masks.CreateMaskWriter();
        float[] baseline = KnownBaselines.ModelConstant(0.7f).Apply(image, shape);
        using IScorerBatch batchOfMasks = ((IMaskingScorer)scorer).CreateMaskScorer(masks, image, baseline).CreateBatch(5);
        var expected = new float[shape.Length];

        // Full and in part, twice: an earlier run must leave no trace.
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
            var settings = new OnnxScorerOptions { MasksOnDevice = onDevice, Sessions = 1, IntraOpThreads = 1 };
            using var scorer = new OnnxScorer(DemoModel.Path, settings);
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

    /// <summary>A linear model whose scores are its input in the order of memory; the model itself flattens N x C x H x W.</summary>
    private static byte[] Identity(TensorShape shape, int? batch)
    {
        int pixels = shape.Height * shape.Width;
        var weights = new float[shape.Length][];
        for (int k = 0; k < weights.Length; k++)
        {
            weights[k] = new float[shape.Length];
            weights[k][shape.Layout == TensorLayout.Nchw ? k : ((k % shape.Channels) * pixels) + (k / shape.Channels)] = 1;
        }

        return TestModels.Linear(shape, weights, batch: batch);
    }
}
