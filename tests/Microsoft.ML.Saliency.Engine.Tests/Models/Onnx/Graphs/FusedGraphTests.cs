using Google.Protobuf;
using Onnx;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Perturbation, model and activation in one graph, against images that are written and scored one step after the other.</summary>
[TestClass]
public class FusedGraphTests
{
    private const float Tolerance = 1e-5f;

    /// <summary>The model returns its input, so that its scores are the perturbed images.</summary>
    [TestMethod]
    [DataRow(3, 12, 10, TensorLayout.Nchw, null, DisplayName = "channels first")]
    [DataRow(3, 12, 10, TensorLayout.Nhwc, null, DisplayName = "channels last")]
    [DataRow(1, 9, 14, TensorLayout.Nchw, 8, DisplayName = "gray, fixed batch")]
    public void Score_Masks_EqualsTheImagesThatAreWritten(int channels, int height, int width, TensorLayout layout, int? batch)
    {
        var shape = new TensorShape(channels, height, width, layout);
        var options = new OnnxScorerOptions { Activation = ScoreActivation.None, Sessions = 1, MasksOnDevice = true };
        using var scorer = new OnnxScorer(Identity(shape, batch), options);
        ClassifierInput image = Image(shape);
        Baseline baseline = KnownBaselines.ModelConstant(0.7f);
        var map = new SaliencyMap(height, width, [.. Enumerable.Range(0, height * width).Select(i => MathF.Cos(i))], 0, float.NaN);
        PerturbationPlan plan = PerturbationSteps.Pixels(7).Plan(map, new RelevanceRanking(PerturbationOrder.MostRelevantFirst, 0, 0));
        OcclusionOptions windows = new OcclusionOptions { PatchHeight = 5, PatchWidth = 4, HorizontalStride = 3 }.Resolve(shape);

        Check(new RiseMasks(shape, (3, 4), seed: 0, 0.5, isPaired: true).Perturb(image, baseline), 30);
        Check(new OcclusionWindows(shape, windows).Perturb(image, baseline), 9);
        Check(plan.Perturb(image, shape, baseline, PerturbationDirection.Removal), plan.Points);
        Check(plan.Perturb(image, shape, baseline, PerturbationDirection.Insertion), plan.Points);

        // In runs of several and of one, full and in part: an earlier run must leave no trace.
        void Check(Perturbations perturbations, int count)
        {
            perturbations = perturbations.AfterOriginal(image);
            MaskedImage masked = perturbations.Masked!;
            using IScorerBatch masks = ((IMaskingScorer)scorer).CreateMaskScorer(masked).CreateBatch(5);
            PerturbationWriter writeMask = masked.CreateMaskWriter(), writeImage = perturbations.CreateImageWriter();
            var expected = new float[shape.Length];
            int length = masked.Masks.Length;
            for (int first = 0, size = 5; first < count; first += size, size = 8 - size)
            {
                size = Math.Min(size, count - first);
                for (int i = 0; i < size; i++)
                {
                    writeMask(first + i, masks.Inputs.Slice(i * length, length));
                }

                float[] scores = masks.Score(size).ToArray();
                ReadOnlySpan<float> wanted = ((ITargetBatch)masks).Score(size, [4, 0]);

                Assert.AreEqual(size * shape.Length, scores.Length);
                for (int i = 0; i < size; i++)
                {
                    writeImage(first + i, expected);
                    Close.All<float>(expected, scores.AsSpan(i * shape.Length, shape.Length), absolute: Tolerance);
                    Assert.AreEqual(scores[(i * shape.Length) + 4], wanted[2 * i]);
                    Assert.AreEqual(scores[i * shape.Length], wanted[(2 * i) + 1]);
                }

                if (first == 0)
                {
                    CollectionAssert.AreEqual(image.Tensor.ToArray(), scores[..shape.Length]);
                }
            }
        }
    }

    [TestMethod]
    [DataRow(TensorLayout.Nchw, 3, ScoreActivation.Softmax)]
    [DataRow(TensorLayout.Nchw, 1, ScoreActivation.Sigmoid)]
    [DataRow(TensorLayout.Nhwc, 3, ScoreActivation.None)]
    [DataRow(TensorLayout.Nhwc, 1, ScoreActivation.Softmax)]
    public void Explain_OneGraph_GivesTheSameMapsAndCurves(TensorLayout layout, int channels, ScoreActivation activation)
    {
        var shape = new TensorShape(channels, 16, 20, layout);
        byte[] model = TestModels.RandomConvNet(seed: 3, shape, classCount: 6);
        OnnxScorerOptions options = new() { Activation = activation };
        using OnnxScorer managed = new(model, options), fused = new(model, options with { MasksOnDevice = true });
        using OnnxScorer device = new(model, options with { TreatsCpuAsDevice = true, BatchSize = 24 });
        ClassifierInput image = Image(shape);
        foreach (OnnxScorer scorer in new[] { fused, device })
        {
            Assert.IsTrue(((IMaskingScorer)scorer).PrefersMasks);
            Compare(explainer => new RiseExplainer(explainer, Rise(0.5)));
            Compare(explainer => new RiseExplainer(explainer, Rise(KeepProbability.Auto)));
            Compare(explainer => new RiseExplainer(explainer, Rise(0.4) with { Estimation = RiseEstimation.Reference }));
            Compare(explainer => new OcclusionExplainer(explainer, new() { Baseline = KnownBaselines.ModelConstant(-0.2f) }));

            void Compare(Func<IScorer, IExplainer> create)
            {
                IReadOnlyList<SaliencyMap> expected = create(managed).Explain(image, SaliencyTargets.Top(2));
                IReadOnlyList<SaliencyMap> actual = create(scorer).Explain(image, SaliencyTargets.Top(2));
                float scale = Math.Max(1, expected.Max(map => Math.Abs(map.Score)));
                for (int t = 0; t < expected.Count; t++)
                {
                    Assert.AreEqual(expected[t].Target, actual[t].Target);
                    Assert.AreEqual(expected[t].Score, actual[t].Score, Tolerance * scale);
                    Close.All(expected[t].Values, actual[t].Values, absolute: Tolerance * scale);
                }

                float[] Follow(IScorer scorer, PerturbationCurveOptions options) => [.. new PerturbationCurveEvaluator(scorer, options)
                    .Evaluate(image, expected[0]).Scores.Select(score => (float)score)];

                foreach (PerturbationCurveOptions curve in Curves)
                {
                    Close.All<float>(Follow(managed, curve), Follow(scorer, curve), absolute: Tolerance * scale);
                }
            }
        }
    }

    [TestMethod]
    public void Explain_OnADeviceTwice_GivesTheSameBits()
    {
        OnnxScorerOptions options = new() { TreatsCpuAsDevice = true, BatchSize = 24 };
        byte[] model = TestModels.RandomConvNet(seed: 3, new TensorShape(3, 16, 20));
        float[][] maps = [.. Enumerable.Range(0, 2).SelectMany(_ =>
        {
            using var scorer = new OnnxScorer(model, options);
            var explainer = new RiseExplainer(scorer, Rise(KeepProbability.Auto));
            return Enumerable.Range(0, 2).Select(_ => explainer.Explain(Image(scorer.InputShape))[0].Values.ToArray()).ToArray();
        })];

        foreach (float[] map in maps)
        {
            CollectionAssert.AreEqual(maps[0], map);
        }
    }

    /// <summary>A baseline that is drawn anew for each mask cannot be bound once.</summary>
    [TestMethod]
    public void Explain_OneGraphWithARandomBaseline_WritesTheImages()
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
    public void OnnxScorer_BytesWithOldOperators_RunsUnfusedAndSaysWhy()
    {
        var shape = new TensorShape(3, 8, 8);
        var proto = ModelProto.Parser.ParseFrom(new QuadrantModel(shape) { InputType = TensorProto.Types.DataType.Uint8 }.Build());
        proto.OpsetImport[0].Version = 10; // Before there was Round.

        using var scorer = new OnnxScorer(proto.ToByteArray(), new OnnxScorerOptions { TreatsCpuAsDevice = true, BatchSize = 4 });

        Assert.IsFalse(((IMaskingScorer)scorer).PrefersMasks);
        Assert.ContainsSingle(
            decision => decision.Contains("Images are perturbed on the CPU") && decision.Contains("version 10"), scorer.Decisions);
        Assert.HasCount(1, new OcclusionExplainer(scorer).Explain(new float[shape.Length]));
    }

    [TestMethod]
    public void CreateBatch_CapacityOutOfRangeOrDisposed_Throws()
    {
        var scorer = new OnnxScorer(DemoModel.Path, new OnnxScorerOptions { Sessions = 1, MasksOnDevice = true });
        ClassifierInput image = new float[scorer.InputShape.Length];
        MaskedImage masked = new RiseMasks(scorer.InputShape, (7, 7), seed: 0, 0.5, isPaired: true)
            .Perturb(image, KnownBaselines.ModelZero).Masked!;
        IScorer maskScorer = ((IMaskingScorer)scorer).CreateMaskScorer(masked);

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => maskScorer.CreateBatch(0));
        scorer.Dispose();
        Assert.ThrowsExactly<ObjectDisposedException>(() => maskScorer.CreateBatch(1));
    }

    private static PerturbationCurveOptions[] Curves =>
    [
        new() { Steps = PerturbationSteps.Regions(4, 4) },
        KnownPerturbationCurves.Insertion with { Steps = PerturbationSteps.Pixels(30, 5), Baseline = KnownBaselines.ModelConstant(0.3f) },
    ];

    private static RiseOptions Rise(KeepProbability keep) =>
        new() { Masks = 100, GridHeight = 4, GridWidth = 5, Baseline = KnownBaselines.ModelConstant(0.3f), KeepProbability = keep };

    private static ClassifierInput Image(TensorShape shape) =>
        Enumerable.Range(0, shape.Length).Select(i => MathF.Sin(i) * 2).ToArray();

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
