using System.Text.Json.Nodes;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>What is saved of a transformer, without ML.NET's file around it, and what is refused.</summary>
[TestClass]
public sealed class SavedTransformerTests : FolderTests
{
    private static readonly string Instead = "append the saliency estimator again after loading";

    private readonly string _onnx;
    private readonly IDataView _data;

    public SavedTransformerTests()
    {
        _onnx = PathOf("net.onnx");
        File.WriteAllBytes(_onnx, TestModels.RandomConvNet(seed: 1, TestPipeline.Shape));
        _data = MLContext.Data.LoadFromEnumerable(VectorRow.Many(2));
    }

    [TestMethod]
    [DataRow(OnnxModelStorage.Embedded)]
    [DataRow(OnnxModelStorage.Path)]
    public void Open_WhatWasDescribed_ExplainsTheSame(OnnxModelStorage storage)
    {
        using RiseSaliencyTransformer transformer = Fit(new() { ModelStorage = storage, Targets = SaliencyTargets.Classes(3, 0) });
        var described = (SavedModelTransformer)transformer.Describe();
        byte[] model = described.Model.Content;

        using var opened = (RiseSaliencyTransformer)SavedTransformer.FromJson(described.ToJson().AsMemory()).Open(model, context: null);

        Assert.AreEqual(storage == OnnxModelStorage.Path, model.Length == 0);
        CollectionAssert.AreEqual(MapsOf(transformer), MapsOf(opened));
    }

    /// <summary>Every setting is written, so that a default may change: Reference once divided by the sum of masks.</summary>
    [TestMethod]
    public void Open_ReferenceWithTheOldDefault_KeepsItsNormalization()
    {
        RiseOptions reference = TestPipeline.Rise with { Estimation = RiseEstimation.Reference };
        using RiseSaliencyTransformer today = Fit(new(), reference);
        using RiseSaliencyTransformer old = Fit(new(), reference with { Normalization = RiseNormalization.MaskSum });
        var described = (SavedModelTransformer)today.Describe();
        JsonNode json = JsonNode.Parse(described.ToJson())!;
        JsonNode rise = json["options"]!["rise"]!;
        Assert.AreEqual("expectedMask", (string?)rise["normalization"]);
        rise["normalization"] = "maskSum";

        using var opened = (RiseSaliencyTransformer)SavedTransformer.FromJson(json.ToJsonString().AsMemory())
            .Open(described.Model.Content, context: null);

        CollectionAssert.AreEqual(MapsOf(old), MapsOf(opened));
        CollectionAssert.AreNotEqual(MapsOf(today), MapsOf(opened));
    }

    [TestMethod]
    public void Open_ModelFileChanged_TellsBothHashes()
    {
        using RiseSaliencyTransformer transformer = Fit(new() { ModelStorage = OnnxModelStorage.Path });
        var described = (SavedModelTransformer)transformer.Describe();
        File.WriteAllBytes(_onnx, TestModels.RandomConvNet(seed: 2, TestPipeline.Shape));

        Assert.ThrowsWith<InvalidDataException>(() => described.Open([], context: null), described.Model.Sha256, _onnx);
    }

    [TestMethod]
    public void Open_EmbeddedModelDamaged_IsRefused()
    {
        using RiseSaliencyTransformer transformer = Fit(new());
        var described = (SavedModelTransformer)transformer.Describe();
        byte[] model = [.. described.Model.Content];
        model[^1] ^= 1;

        Assert.ThrowsWith<InvalidDataException>(() => described.Open(model, context: null), "SHA-256");
    }

    [TestMethod]
    public void FromJson_NewerVersion_IsRefusedWithBothVersions()
    {
        using RiseSaliencyTransformer transformer = Fit(new());
        JsonNode json = JsonNode.Parse(transformer.Describe().ToJson())!;
        json["version"] = 3;
        json["unheardOf"] = true;

        Assert.ThrowsWith<InvalidDataException>(
            () => SavedTransformer.FromJson(json.ToJsonString().AsMemory()), "has version 3", "up to 2");
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("[]")]
    [DataRow("{}")]
    [DataRow("""{ "transformer": "rise", "version": 1 }""")]
    [DataRow("""{ "transformer": "gradCam", "version": 1 }""")]
    public void FromJson_SomethingElse_IsRefused(string json) =>
        Assert.ThrowsWith<InvalidDataException>(() => SavedTransformer.FromJson(json.AsMemory()), "saved saliency transformer");

    [TestMethod]
    public void Save_ScorerOfTheUsers_IsRefusedAndSaysWhatToDoInstead()
    {
        using RiseSaliencyTransformer transformer = TestPipeline.Estimator(MLContext, TestPipeline.Scorer()).Fit(_data);

        string message = Refusal(transformer);

        Assert.Contains(nameof(FunctionScorer), message);
        Assert.Contains(nameof(OnnxScorer), message);
        Assert.Contains(Instead, message);
    }

    [TestMethod]
    public void Save_TransformerScorer_IsRefused()
    {
        ITransformer pipeline = MLContext.Transforms.CopyColumns("Score", "Pixels").Fit(_data);
        var options = new TransformerScorerOptions { InputShape = TestPipeline.Shape };
        var scorer = new TransformerScorer(pipeline, _data.Schema, "Pixels", "Score", options);
        using OcclusionSaliencyTransformer transformer = MLContext.Saliency().Occlusion("Saliency", "Pixels", scorer).Fit(_data);

        Assert.Contains(nameof(TransformerScorer), Refusal(transformer));
    }

    [TestMethod]
    public void Save_ConfiguredSession_IsRefused()
    {
        using RiseSaliencyTransformer transformer = Fit(new() { Scorer = new OnnxScorerOptions { ConfigureSession = _ => { } } });

        string message = Refusal(transformer);

        Assert.Contains(nameof(OnnxScorerOptions.ConfigureSession), message);
        Assert.Contains(Instead, message);
    }

    [TestMethod]
    public void Save_ModelFileChangedSinceItWasLoaded_IsRefused()
    {
        using RiseSaliencyTransformer transformer = Fit(new());
        File.WriteAllBytes(_onnx, [1, 2, 3]);

        Assert.ThrowsWith<InvalidOperationException>(() => transformer.Save(null!), "3, written at");
    }

    [TestMethod]
    public void Save_ModelWithWeightsBesideIt_IsRefusedUnlessByPath()
    {
        string onnx = PathOf("external.onnx");
        File.WriteAllBytes(onnx, TestModels.ExternalWeights(TestPipeline.Shape, classCount: 2, "external.onnx.data"));
        File.WriteAllBytes(onnx + ".data", new byte[2 * 16 * sizeof(float)]);
        RiseSaliencyTransformer Load(OnnxModelStorage storage) =>
            MLContext.Saliency().Rise("Saliency", "Pixels", onnx, TestPipeline.RiseSaliency with { ModelStorage = storage }).Fit(_data);
        using RiseSaliencyTransformer embedded = Load(OnnxModelStorage.Embedded), byPath = Load(OnnxModelStorage.Path);

        Assert.Contains("ModelStorage = OnnxModelStorage.Path", Refusal(embedded));
        using RowTransformer opened = byPath.Describe().Open([], context: null);
        CollectionAssert.AreEqual(MapsOf(byPath), MapsOf(opened));
    }

    [TestMethod]
    public void Save_PathOfAModelFromMemory_IsRefused()
    {
        using var scorer = new OnnxScorer(File.ReadAllBytes(_onnx));
        using RiseSaliencyTransformer transformer = MLContext.Saliency().Rise("Saliency", "Pixels", scorer, new RiseSaliencyOptions
        {
            Rise = TestPipeline.Rise,
            ModelStorage = OnnxModelStorage.Path,
        }).Fit(_data);

        Assert.Contains("loaded from memory", Refusal(transformer));
    }

    private static string Refusal(RowTransformer transformer) =>
        Assert.ThrowsExactly<NotSupportedException>(() => transformer.Save(null!)).Message;

    /// <summary>The loading context has other settings.</summary>
    [TestMethod]
    public void Describe_SettingsOfTheContext_AreLeftOut()
    {
        (MLContext.GpuDeviceId, MLContext.FallbackToCpu) = (0, true);
        using RiseSaliencyTransformer transformer = Fit(new());

        OnnxScorerOptions scorer = ((SavedModelTransformer)transformer.Describe()).ModelOptions.Scorer;

        Assert.AreEqual(0, ((OnnxScorer)transformer.Explainer.Scorer).Options.GpuDeviceId);
        Assert.IsNull(scorer.GpuDeviceId);
        Assert.IsNull(scorer.FallbackToCpu);
    }

    private RiseSaliencyTransformer Fit(RiseSaliencyOptions options, RiseOptions? rise = null) =>
        MLContext.Saliency().Rise("Saliency", "Pixels", _onnx, options with { Rise = rise ?? TestPipeline.Rise }).Fit(_data);

    private float[] MapsOf(RowTransformer transformer) =>
        [.. transformer.Transform(_data).GetColumn<float[]>("Saliency").SelectMany(map => map)];
}
