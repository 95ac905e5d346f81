using DataType = Onnx.TensorProto.Types.DataType;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>The forms in which exporters put images and scores. An image is .2 but for one quadrant of 1, so that the logits of
/// <see cref="QuadrantModel"/> are 10 for its class and 2 for the others.</summary>
public sealed partial class OnnxScorerTests
{
    private static readonly TensorShape Color8x8 = new(3, 8, 8);

    // e^10 / (e^10 + 3 e^2).
    private const float Sure = 0.99899464f;

    [TestMethod]
    [DataRow(DataType.Float, DataType.Float, 1e-6f)]
    [DataRow(DataType.Float16, DataType.Float16, 1e-3f)]
    [DataRow(DataType.Double, DataType.Double, 1e-6f)]
    [DataRow(DataType.Float, DataType.Float16, 1e-3f)]
    [DataRow(DataType.Uint8, DataType.Float, 1e-6f)]
    [DataRow(DataType.Float, DataType.Uint8, 1e-6f, DisplayName = "logits as bytes")]
    public void Score_OtherElementTypes_AreConverted(DataType input, DataType output, float tolerance)
    {
        using OnnxScorer scorer = new(new QuadrantModel(Color8x8) { InputType = input }.Build(model => model
            .Node("Round", ["scores"], ["rounded"])
            .Node("Cast", ["rounded"], ["logits"], ("to", (int)output))
            .Output("logits", output, "N", 4)));

        Assert.AreEqual(input == DataType.Uint8, scorer.TakesBytes);
        AssertSure(scorer, tolerance);
    }

    /// <summary>On the CPU as on a device, where a graph makes the masked images.</summary>
    [TestMethod]
    [DataRow(DataType.Float16, 2e-3f)]
    [DataRow(DataType.Double, 1e-5f)]
    [DataRow(DataType.Uint8, 1e-2f)]
    public void Explain_OtherElementTypes_GivesTheMapsOfFloats(DataType type, float tolerance)
    {
        float[] twin = Map(DataType.Float, onDevice: false), typed = Map(type, onDevice: false), masked = Map(type, onDevice: true);

        Close.All<float>(twin, typed, absolute: tolerance);
        Close.All<float>(typed, masked, absolute: 1e-3f);

        static float[] Map(DataType type, bool onDevice)
        {
            var options = new OnnxScorerOptions { MasksOnDevice = onDevice };
            using OnnxScorer scorer = new(new QuadrantModel(Color8x8) { InputType = type }.Build(), options);
            var rise = new RiseOptions { Masks = 100, GridHeight = 2, GridWidth = 2, Estimation = RiseEstimation.Reference };
            return new RiseExplainer(scorer, rise).Explain(Quadrant(scorer, 2))[0].Values.ToArray();
        }
    }

    [TestMethod]
    public void Explain_BytesWithOtherValues_IsRefused()
    {
        using OnnxScorer scorer = new(new QuadrantModel(Color8x8) { InputType = DataType.Uint8 }.Build());
        var explainer = new OcclusionExplainer(scorer);
        ClassifierInput scaled = ClassifierInput.FromImage(new RgbImage(8, 8), Color8x8, KnownPreprocessing.ZeroToOne);

        Assert.ThrowsWith<ArgumentException>(() => explainer.Explain(scaled), "pixel values 0..255", "a divisor of 255", "Divisor = 1");
        Assert.ThrowsWith<ArgumentException>(
            () => explainer.Explain(Enumerable.Repeat(-1f, Color8x8.Length).ToArray()), "pixel values 0..255, but was -1 to -1");
    }

    [TestMethod]
    [DataRow(new long[] { -1, 4, 1, 1 })]
    [DataRow(new long[] { -1, 1, 1, 4 })]
    [DataRow(new long[] { -1, 1, 4 })]
    public void Score_OutputsWithDimensionsOfOne_AreOneScorePerClass(long[] shape)
    {
        OnnxDimension[] dimensions = [.. shape.Select(side => side < 0 ? "N" : (OnnxDimension)side)];
        using OnnxScorer scorer = new(new QuadrantModel(Color8x8).Build(model => model
            .Initializer("shape", shape)
            .Node("Reshape", ["scores", "shape"], ["logits"])
            .Output("logits", DataType.Float, dimensions)));

        AssertSure(scorer);
    }

    [TestMethod]
    [DataRow(3, TensorLayout.Nchw, 1L)]
    [DataRow(3, TensorLayout.Nhwc, 1L)]
    [DataRow(1, TensorLayout.Nchw, 1L)]
    [DataRow(3, TensorLayout.Nhwc, 0L, DisplayName = "output K, too")]
    public void Score_UnbatchedInput_IsScoredOneByOne(int channels, TensorLayout layout, long batch)
    {
        var shape = new TensorShape(channels, 8, 8, layout);
        OnnxDimension[] dimensions = [.. shape.Dimensions(1).Skip(1).Select(side => (OnnxDimension)side)];
        using OnnxScorer scorer = new(new QuadrantModel(shape) { InputDimensions = dimensions }.Build(model => model
            .Initializer("shape", batch == 1 ? [1, 4] : [4])
            .Node("Reshape", ["scores", "shape"], ["logits"])
            .Output("logits", DataType.Float, batch == 1 ? [1, 4] : [4])));

        Assert.AreEqual((shape, 1), (scorer.InputShape, scorer.MaxBatchSize));
        AssertSure(scorer);
    }

    [TestMethod]
    public void Score_GrayBatchesWithoutChannels_AreImages()
    {
        using OnnxScorer scorer = new(new QuadrantModel(new(1, 8, 8)) { InputDimensions = ["N", 8, 8] }.Build());

        Assert.AreEqual((new TensorShape(1, 8, 8), int.MaxValue), (scorer.InputShape, scorer.MaxBatchSize));
        AssertSure(scorer);
    }

    [TestMethod]
    [DataRow(new[] { "N", "h", "w", "3" }, TensorLayout.Nhwc)]
    [DataRow(new[] { "N", "3", "h", "w" }, TensorLayout.Nchw)]
    [DataRow(new[] { "N", "h", "8", "c" }, TensorLayout.Nhwc)]
    public void Constructor_OpenDimensionsAndAShape_AreSettledByTheGivenOnes(string[] dimensions, TensorLayout layout)
    {
        using OnnxScorer scorer = new(Open(dimensions, layout), new() { InputShape = new(3, 6, 8), OnWarning = Assert.Fail });

        Assert.AreEqual(new TensorShape(3, 6, 8, layout), scorer.InputShape);
        Assert.AreEqual(3, scorer.ClassCount);
    }

    [TestMethod]
    [DataRow(new[] { "N", "3", "8", "w" }, TensorLayout.Nchw, "guessed to be 8 x 8 pixels")]
    [DataRow(new[] { "N", "8", "8", "c" }, TensorLayout.Nhwc, "guessed to have 3 channel(s)")]
    public void Constructor_OneOpenDimension_IsGuessedAloud(string[] dimensions, TensorLayout layout, string warning)
    {
        using OnnxScorer scorer = new(Open(dimensions, layout), new() { OnWarning = _ => { } });

        Assert.AreEqual(new TensorShape(3, 8, 8, layout), scorer.InputShape);
        Assert.Contains(warning, scorer.Warnings.Single());
    }

    [TestMethod]
    public void Constructor_EverythingOpen_AsksForTheShapeAndSaysThatTheLayoutIsGuessed()
    {
        byte[] model = Open(["a", "b", "c", "d"], TensorLayout.Nchw);
        AssertRefused(model, "1, 3 or 4 channels", "OnnxScorerOptions.InputShape");
        using OnnxScorer guessed = new(model, new() { InputShape = Color8x8, OnWarning = _ => { } });
        using OnnxScorer asked = new(model, new() { InputShape = Color8x8, InputLayout = TensorLayout.Nchw, OnWarning = Assert.Fail });

        Assert.Contains("The layout was guessed to be Nchw", guessed.Warnings.Single());
        Assert.AreEqual(Color8x8, asked.InputShape);
    }

    [TestMethod]
    [DataRow(TensorLayout.Nchw)]
    [DataRow(TensorLayout.Nhwc)]
    public void FromImage_FourChannels_HasOpaqueAlpha(TensorLayout layout)
    {
        using OnnxScorer scorer = new(new QuadrantModel(new(4, 8, 8, layout)).Build());
        ReadOnlySpan<float> tensor = ClassifierInput.FromImage(new RgbImage(8, 8), scorer.InputShape, new()).Tensor.Span;

        // Black and opaque: a fourth of the values is 1, each logit 10 / 4.
        Assert.AreEqual(64, tensor.ToArray().Sum());
        Assert.AreEqual(1, layout == TensorLayout.Nchw ? tensor[^64] : tensor[3]);
        Close.All<float>([.25f, .25f, .25f, .25f], Score(scorer, tensor.ToArray()), 1e-6f);
        Assert.ThrowsWith<ArgumentException>(
            () => ClassifierInput.FromImage(new RgbImage(8, 8), Color8x8 with { Channels = 4 }, KnownPreprocessing.ImageNet),
            "4 channel(s)", "the same for all colors");
    }

    [TestMethod]
    public void PixelBaselines_FourChannels_AreOpaqueToo()
    {
        var shape = new TensorShape(4, 1, 2);
        var input = new ClassifierInput(new float[8], new ImagePreprocessing());

        CollectionAssert.AreEqual(new float[] { 1, 1, 1, 1, 1, 1, 1, 1 }, KnownBaselines.White.Apply(input, shape));
        CollectionAssert.AreEqual(new float[] { 0, 0, 0, 0, 0, 0, 1, 1 }, KnownBaselines.Black.Apply(input, shape));
        CollectionAssert.AreEqual(new float[] { 1, 1 }, KnownBaselines.UniformNoise().Apply(input, shape)[6..]);
    }

    [TestMethod]
    [DataRow(DataType.Float)]
    [DataRow(DataType.Float16)]
    [DataRow(DataType.Double)]
    [DataRow(DataType.Int64)]
    [DataRow(DataType.Bool)]
    public void Score_FurtherInput_HasTheValueGiven(DataType type)
    {
        foreach (OnnxDimension[] dimensions in new OnnxDimension[][] { [], [1], ["N", 1] })
        {
            byte[] model = new QuadrantModel(Color8x8) { Gain = 5, Factor = ("keep_prob", type, dimensions) }.Build();
            float factor = type == DataType.Bool ? 1 : 2;
            var feeds = new Dictionary<string, float> { ["keep_prob"] = factor };
            using OnnxScorer scorer = new(model, new() { Feeds = feeds, Activation = ScoreActivation.None });

            Close.All<float>([5 * factor, factor, factor, factor], Score(scorer, Quadrant(scorer, 0)), 1e-5f);
            AssertRefused(model, "a value for each input beside the images", "'keep_prob'", new OnnxScorerOptions());
            AssertRefused(
                model, "an input 'keep_drop'", "OnnxScorerOptions.Feeds",
                new OnnxScorerOptions { Feeds = new Dictionary<string, float> { ["keep_drop"] = 1 } });
        }
    }

    [TestMethod]
    [DataRow(DataType.Int64, 1.5f)]
    [DataRow(DataType.Bool, 2f)]
    [DataRow(DataType.Uint8, 256f)]
    [DataRow(DataType.Float, float.NaN)]
    public void Constructor_FeedThatItsTypeCannotHold_IsRefused(DataType type, float value) => AssertRefused(
        new QuadrantModel(Color8x8) { Factor = ("keep_prob", type, []) }.Build(), "for input 'keep_prob'", "OnnxScorerOptions.Feeds",
        new OnnxScorerOptions { Feeds = new Dictionary<string, float> { ["keep_prob"] = value } });

    /// <summary>The model of images of any size: class scores are the channels' means.</summary>
    private static byte[] Open(string[] dimensions, TensorLayout layout) => new OnnxModelBuilder()
        .Input("input", DataType.Float, [.. dimensions.Select(side =>
            int.TryParse(side, out int size) ? size : (OnnxDimension)side)])
        .Initializer("weights", [3, 3], [1, 0, 0, 0, 1, 0, 0, 0, 1])
        .Node("ReduceMean", ["input"], ["means"],
            ("axes", layout == TensorLayout.Nchw ? new long[] { 2, 3 } : [1, 2]), ("keepdims", 0))
        .Node("MatMul", ["means", "weights"], ["logits"])
        .Output("logits", DataType.Float, "N", "K")
        .Build();

    /// <summary>The image with quadrant k bright, in pixels 0..255 for models that take bytes.</summary>
    private static float[] Quadrant(OnnxScorer scorer, int quadrant)
    {
        TensorShape shape = scorer.InputShape;
        var values = new float[shape.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int pixel = shape.Layout == TensorLayout.Nchw ? i % (shape.Height * shape.Width) : i / shape.Channels;
            (int row, int column) = Math.DivRem(pixel, shape.Width);
            int here = (2 * (2 * row / shape.Height)) + (2 * column / shape.Width);
            values[i] = (here == quadrant ? 1 : .2f) * (scorer.TakesBytes ? 255 : 1);
        }

        return values;
    }

    private static void AssertSure(OnnxScorer scorer, float tolerance = 1e-6f)
    {
        Assert.AreEqual((4, ScoreActivation.Softmax), (scorer.ClassCount, scorer.Activation));
        int most = Math.Min(4, scorer.MaxBatchSize);
        for (int first = 0; first < 4; first += most)
        {
            float[] scores = Score(scorer, [.. Enumerable.Range(first, most).Select(k => Quadrant(scorer, k))]);
            for (int i = 0; i < most; i++)
            {
                Assert.AreEqual(Sure, scores[(4 * i) + first + i], tolerance);
            }
        }
    }
}
