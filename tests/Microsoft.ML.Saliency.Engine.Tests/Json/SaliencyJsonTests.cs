using System.Text.Json;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Settings as JSON: what is written, what is read, what is refused.</summary>
[TestClass]
public sealed class SaliencyJsonTests
{
    [TestMethod]
    public void RiseOptions_EverySettingChanged_ComesBack()
    {
        var options = new RiseOptions
        {
            Estimation = RiseEstimation.Reference,
            Masks = 123,
            Fidelity = 0.1 + 0.2,
            GridHeight = 3,
            GridWidth = 5,
            KeepProbability = 0.3,
            Normalization = RiseNormalization.ExpectedMask,
            Seed = ulong.MaxValue,
            BatchSize = 9,
            Threads = 2,
        };

        RiseOptions read = Return(options);

        Assert.AreEqual(options, read with { Baseline = options.Baseline });
        Assert.AreEqual("model-zero", read.Baseline.Name);
    }

    [TestMethod]
    public void ClassLabels_AnyText_ComeBack()
    {
        var labels = new ClassLabels(["cat", "Öre \"ü\"", "cat"]);

        CollectionAssert.AreEqual(labels.ToArray(), Return(labels).ToArray());
    }

    [TestMethod]
    public void ColorMap_AnyColors_ComesBack()
    {
        ColorMap read = Return(new ColorMap([(1, 20, 255), (0, 0, 0), (255, 128, 7)], isDiverging: true));

        Assert.IsTrue(read.IsDiverging);
        Assert.AreEqual((1, 20, 255), ((int, int, int))read[0]);
        Assert.AreEqual((255, 128, 7), ((int, int, int))read[1]);
        Assert.Contains("\"#0114ff\"", JsonSerializer.Serialize(read, SaliencyJson.Options));
    }

    [TestMethod]
    [DataRow("red")]
    [DataRow("#12345")]
    [DataRow("#12345g")]
    public void Color_NoColor_SaysExpectedAndGiven(string text) =>
        Assert.ThrowsWith<JsonException>(
            () => Read<ColorMap>($$"""{"anchors":["#000000","{{text}}"],"isDiverging":false}"""), $"but was \"{text}\"");

    [TestMethod]
    public void OcclusionOptions_EverySettingChanged_ComesBack()
    {
        var options = new OcclusionOptions
        {
            PatchHeight = 3,
            PatchWidth = 4,
            VerticalStride = 2,
            HorizontalStride = 1,
            Overlap = OcclusionOverlap.Sum,
            BatchSize = 9,
            Threads = 2,
        };

        Assert.AreEqual(options, Return(options) with { Baseline = options.Baseline });
    }

    [TestMethod]
    public void PerturbationCurveOptions_EverySettingChanged_ComesBack()
    {
        var options = new PerturbationCurveOptions
        {
            Order = PerturbationOrder.LeastRelevantFirst,
            Direction = PerturbationDirection.Insertion,
            Repeats = 3,
            Seed = 4,
            BatchSize = 9,
            Threads = 2,
        };

        PerturbationCurveOptions read = Return(options);

        Assert.AreEqual(options, read with { Baseline = options.Baseline, Steps = options.Steps });
        Assert.AreEqual("100 equal steps", read.Steps.ToString());
    }

    [TestMethod]
    public void OnnxScorerOptions_EverySettingChanged_ComesBackWithoutDelegates()
    {
        var options = new OnnxScorerOptions
        {
            InputName = "in",
            OutputName = "out",
            InputShape = new TensorShape(3, 5, 7, TensorLayout.Nhwc),
            Activation = ScoreActivation.Sigmoid,
            GpuDeviceId = 1,
            FallbackToCpu = false,
            AllowTf32 = false,
            Precision = ScorerPrecision.Half,
            Sessions = 2,
            IntraOpThreads = 3,
            BatchSize = 4,
        };

        Assert.AreEqual(options, Return(options with { ConfigureSession = _ => { }, OnWarning = _ => { } }));
    }

    [TestMethod]
    public void OnnxScorerOptions_Providers_ComeBackAsTheirWords()
    {
        var options = new OnnxScorerOptions { Providers = [OnnxProvider.TensorRT, OnnxProvider.OpenVINO] };

        Assert.Contains("\"providers\":[\"tensorrt\",\"openvino\"]", JsonSerializer.Serialize(options, SaliencyJson.Options));
        CollectionAssert.AreEqual(options.Providers.ToArray(), Return(options).Providers!.ToArray());
        Assert.Contains("Did you mean 'cuda'?", Assert.ThrowsExactly<JsonException>(() =>
            JsonSerializer.Deserialize<OnnxScorerOptions>("""{"providers":["cudda"]}""", SaliencyJson.Options)).Message);
    }

    [TestMethod]
    public void ImagePreprocessing_EverySettingChanged_ComesBack()
    {
        ImagePreprocessing preprocessing = KnownPreprocessing.ImageNet with
        {
            ShortSide = 232,
            Rounding = ResizeRounding.None,
            ChannelOrder = ChannelOrder.Bgr,
            Divisor = MathF.PI,
            Mean = new(float.Epsilon, -0.1f, float.MaxValue),
        };

        Assert.AreEqual(preprocessing, Return(preprocessing));
    }

    [TestMethod]
    public void Targets_EachKind_ComesBack()
    {
        SaliencyTargets[] all = [SaliencyTargets.Predicted, SaliencyTargets.All, SaliencyTargets.Top(2), SaliencyTargets.Classes(2, 0)];
        float[] scores = [1, 3, 2];

        foreach (SaliencyTargets targets in all)
        {
            SaliencyTargets read = Return(targets);
            Assert.AreEqual(targets.IsSingle, read.IsSingle);
            CollectionAssert.AreEqual(targets.Resolve(scores), read.Resolve(scores));
        }
    }

    [TestMethod]
    public void Steps_EachKind_ComesBack()
    {
        PerturbationSteps[] all =
        [
            PerturbationSteps.Equal(7), PerturbationSteps.Shares(0.1, 1 / 3.0), PerturbationSteps.Pixels(5), PerturbationSteps.Pixels(5, 3),
            PerturbationSteps.Regions(2, 3), PerturbationSteps.Regions(2, 3, 4),
        ];
        var shape = new TensorShape(1, 9, 10);

        foreach (PerturbationSteps steps in all)
        {
            PerturbationSteps read = Return(steps);
            Assert.AreEqual(steps.ToString(), read.ToString());
            Assert.AreEqual(steps.Count(shape), read.Count(shape));
        }
    }

    [TestMethod]
    [DataRow(0.1)]
    [DataRow(0.5)]
    [DataRow(0.30000000000000004)]
    [DataRow(0.999)]
    public void KeepProbability_Number_ComesBack(double value) =>
        Assert.AreEqual(((KeepProbability)value).Value, Return<KeepProbability>(value).Value);

    [TestMethod]
    public void KeepProbability_Auto_IsAWord() =>
        Assert.AreEqual("\"auto\"", JsonSerializer.Serialize(KeepProbability.Auto, SaliencyJson.Options));

    [TestMethod]
    public void Write_BaselinesAndTargets_AreTheirTexts()
    {
        Baseline baseline = KnownBaselines.GaussianNoise(2.5, new(1, 2, 3)), picture = KnownBaselines.FromImage(new RgbImage(1, 1));
        string json = JsonSerializer.Serialize(new RiseOptions { Baseline = baseline }, SaliencyJson.Options);

        Assert.Contains("\"baseline\":\"gaussian-noise:2.5,0,1,2,3\"", json);
        Assert.AreEqual("\"top:2\"", JsonSerializer.Serialize(SaliencyTargets.Top(2), SaliencyJson.Options));
        Assert.StartsWith("{\"kind\":\"image\"", JsonSerializer.Serialize(picture, SaliencyJson.Options));
        Assert.Contains("\"estimation\":\"varianceReduced\"", json);
    }

    [TestMethod]
    [DataRow("""{ "kind": "predicted" }""", "predicted")]
    [DataRow("""{ "kind": "top", "count": 3 }""", "top:3")]
    [DataRow("""{ "kind": "classes", "indices": [2, 0] }""", "2,0")]
    [DataRow("""{ "kind": "all" }""", "all")]
    public void Targets_ObjectOfEarlierVersions_IsRead(string json, string text) =>
        Assert.AreEqual(text, Read<SaliencyTargets>(json).ToString());

    [TestMethod]
    public void Read_WhatIsLeftOut_HasItsDefault()
    {
        RiseOptions read = Read<RiseOptions>(
            """{ "masks": 500, "baseline": { "kind": "color", "color": { "red": 1, "green": 2, "blue": 3 } } }""");

        Assert.AreEqual(new RiseOptions { Masks = 500, Baseline = read.Baseline }, read);
        Assert.AreEqual(KnownBaselines.Color(1, 2, 3).Name, read.Baseline.Name);
    }

    [TestMethod]
    public void Ranking_OfOneImage_ComesBackWithItsFigures()
    {
        using var scorer = new OnnxScorer(
            OnnxModels.TestModels.RandomConvNet(seed: 2, new TensorShape(3, 8, 8)), new OnnxScorerOptions { Sessions = 1 });
        ClassifierInput image = ClassifierInput.FromImage(Pictures.Colorful(8, 8), scorer.InputShape, Pictures.PixelValues);
        NeutralityRanking ranking = BaselineNeutrality.Rank([KnownBaselines.White, KnownBaselines.Black], scorer, [image]);

        NeutralityRanking read = Return(ranking);

        CollectionAssert.AreEqual(
            ranking.Reports.Select(report => report.ToString()).ToArray(), read.Reports.Select(report => report.ToString()).ToArray());
        CollectionAssert.AreEqual(
            ranking.Reports.SelectMany(report => report.Images).ToArray(), read.Reports.SelectMany(report => report.Images).ToArray());
        Assert.AreEqual(ranking.Margin, read.Margin);
    }

    [TestMethod]
    [DataRow("""{ "mask": 5 }""", "mask")]
    [DataRow("""{ "keepProbability": "automatic" }""", "automatic")]
    [DataRow("""{ "baseline": { "kind": "grau" } }""", "grau")]
    [DataRow("""{ "baseline": "grau" }""", "must be one of model-zero, ")]
    [DataRow("""{ "normalization": 1 }""", "normalization")]
    public void Read_WhatDoesNotExist_IsNamed(string json, string name) =>
        Assert.ThrowsWith<JsonException>(() => Read<RiseOptions>(json), name);

    [TestMethod]
    [DataRow("""{ "kind": "gaussianBlur", "sigma": -1 }""", "sigma")]
    [DataRow("""{ "kind": "image", "name": "x", "picture": { "height": 2, "width": 2, "pixels": "AAAA" } }""", "12 bytes, but has 3")]
    [DataRow("""{ "kind": "planes", "name": "x", "planes": [1, 2], "size": { "channels": 1, "height": 1, "width": 3 } }""",
        "must have 3 values, but has 2")]
    public void Read_ValueOutOfRange_IsRefusedAsByTheCatalogue(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => Read<Baseline>(json)).Message);

    [TestMethod]
    public void Read_TargetsAndStepsOutOfRange_AreRefusedAsByTheirFactories()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Read<SaliencyTargets>("""{ "kind": "top", "count": 0 }"""));
        Assert.ThrowsExactly<ArgumentException>(() => Read<SaliencyTargets>("""{ "kind": "classes", "indices": [-1] }"""));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Read<PerturbationSteps>("""{ "kind": "equal", "count": 0 }"""));
        Assert.ThrowsExactly<ArgumentException>(() => Read<PerturbationSteps>("""{ "kind": "shares", "shares": [0.5, 0.4] }"""));
    }

    private static T Return<T>(T settings) => Read<T>(JsonSerializer.Serialize(settings, SaliencyJson.Options));

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, SaliencyJson.Options)!;
}
