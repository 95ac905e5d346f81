using System.Diagnostics;
using System.Security.Cryptography;
using PlainLoad;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Saved by <c>mlContext.Model.Save</c>, loaded in every way: the same maps, bit for bit.</summary>
[TestClass]
public sealed class SavedModelTests : SceneTests
{
    private static readonly RiseOptions Rise = new() { Masks = 40, GridHeight = 3, GridWidth = 3, Seed = 5 };
    private static readonly RiseSaliencyOptions Options = new() { Rise = Rise };

    private readonly string _onnx;
    private readonly string _saved;

    public SavedModelTests()
    {
        _onnx = Path.Combine(Folder, "net.onnx");
        _saved = Path.Combine(Folder, "model.zip");
        File.WriteAllBytes(_onnx, TestModels.RandomConvNet(seed: 1, Shape));
    }

    [TestMethod, TestCategory("Slow")]
    [DataRow("Pixels")]
    [DataRow("Image")]
    public void Save_Rise_AnotherProcessLoadsItPlainlyWithEqualMaps(string column)
    {
        using RiseSaliencyTransformer transformer = FitAndSave(Estimator(column));
        string expected = Only(transformer).ToString();
        File.Delete(_onnx);

        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(Scene).Assembly.Location);
        start.ArgumentList.Add(_saved);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();

        Assert.AreEqual(0, process.ExitCode, errors.Result);
        Assert.AreEqual(expected, output);
    }

    [TestMethod, TestCategory("Slow")]
    [DataRow("Pixels")]
    [DataRow("Image")]
    public void Load_OurOwn_GivesBackTheTransformer(string column)
    {
        using RiseSaliencyTransformer transformer = FitAndSave(Estimator(column));
        File.Delete(_onnx);

        using var loaded = (RiseSaliencyTransformer)MLContext.Saliency().Load(_saved, out DataViewSchema? schema);

        Assert.AreEqual(Only(transformer).ToString(), Only(loaded).ToString());
        CollectionAssert.AreEqual(
            new[] { 8, 8 }, ((VectorDataViewType)loaded.GetOutputSchema(Data.Schema)["Saliency"].Type).Dimensions.ToArray());
        Assert.IsNotNull(schema!.GetColumnOrNull("Pixels"));
    }

    [TestMethod, TestCategory("Slow")]
    public void Load_SavedAgain_GivesTheSameFile()
    {
        string again = Path.Combine(Folder, "again.zip");
        using RiseSaliencyTransformer transformer = FitAndSave(Estimator("Image"));

        using var loaded = (RiseSaliencyTransformer)MLContext.Saliency().Load(_saved, out DataViewSchema? schema);
        MLContext.Model.Save(loaded, schema, again);

        Assert.AreEqual(transformer.Describe().ToJson(), loaded.Describe().ToJson());
        using var twice = (RiseSaliencyTransformer)MLContext.Saliency().Load(again, out _);
        Assert.AreEqual(Only(transformer).ToString(), Only(twice).ToString());
    }

    [TestMethod, TestCategory("Slow")]
    public void Save_ChainWithBuiltInsAndCurve_LoadsInBothWays()
    {
        var curve = new PerturbationCurveEstimatorOptions
        {
            Curve = new() { Steps = PerturbationSteps.Equal(5), Baseline = KnownBaselines.UniformNoise(7), Repeats = 2 },
            Preprocessing = KnownPreprocessing.ZeroToOne,
        };
        var pipeline = MLContext.Transforms.CopyColumns("Copy", "Pixels")
            .Append(Estimator("Copy", SaliencyTargets.Top(2)))
            .Append(MLContext.Transforms.CopyColumns("Kept", "SaliencyScore"))
            .Append(MLContext.Saliency().PerturbationCurve("Morf", "Copy", "Saliency", _onnx, curve));

        RequireEqual(pipeline.Fit(Data), typeof(RiseSaliencyTransformer), typeof(PerturbationCurveTransformer));
    }

    [TestMethod, TestCategory("Slow")]
    public void Save_OcclusionAndCurveOfOneMap_LoadsInBothWays()
    {
        var occlusion = new OcclusionSaliencyOptions
        {
            Occlusion = new OcclusionOptions { Overlap = OcclusionOverlap.Mean },
            Preprocessing = KnownPreprocessing.ZeroToOne,
        };
        var curve = new PerturbationCurveEstimatorOptions { Curve = Lerf };
        var pipeline = MLContext.Saliency().Occlusion("Saliency", "Image", _onnx, occlusion)
            .Append(MLContext.Saliency().PerturbationCurve("Lerf", "Image", "Saliency", _onnx, curve));

        RequireEqual(pipeline.Fit(Data), typeof(OcclusionSaliencyTransformer), typeof(PerturbationCurveTransformer));
    }

    [TestMethod, TestCategory("Slow")]
    [DataRow(false)]
    [DataRow(true)]
    public void Save_LabelsAndHeatmap_LoadsInBothWays(bool isSingle)
    {
        var rise = new RiseSaliencyOptions
        {
            Rise = Rise,
            Targets = isSingle ? SaliencyTargets.Predicted : SaliencyTargets.Top(2),
            Labels = new ClassLabels(["cat", "dog", "Öre \"ü\"", "bird", "fish"]),
            Preprocessing = KnownPreprocessing.ZeroToOne,
        };
        var heatmap = new HeatmapOptions
        {
            ColorMap = KnownColorMaps.BlueWhiteRed,
            Opacity = 0.7,
            ContourShare = 0.2,
            ContourColor = (1, 128, 255),
            ContourThickness = 2,
            MapIndex = isSingle ? 0 : 1,
            Preprocessing = KnownPreprocessing.ZeroToOne,
        };
        var pipeline = MLContext.Saliency().Rise("Saliency", "Image", _onnx, rise)
            .Append(MLContext.Saliency().Heatmap("Picture", "Image", "Saliency", heatmap));

        string[] values = RequireEqual(pipeline.Fit(Data), typeof(RiseSaliencyTransformer), typeof(HeatmapTransformer));

        Assert.Contains(value => rise.Labels.Any(label => value.StartsWith(label, StringComparison.Ordinal)), values);
    }

    [TestMethod]
    public void PredictionEngine_PlainlyLoaded_PredictsRowByRow()
    {
        using RiseSaliencyTransformer transformer = FitAndSave(Estimator("Image"));
        using PredictionEngine<Scene, Explained> engine =
            MLContext.Model.CreatePredictionEngine<Scene, Explained>(MLContext.Model.Load(_saved, out _));
        using MLImage black = MLImage.CreateFromPixels(10, 12, MLPixelFormat.Bgra32, new byte[12 * 10 * 4]);

        string first = engine.Predict(new Scene { Image = Image }).ToString();
        string other = engine.Predict(new Scene { Image = black }).ToString();
        string again = engine.Predict(new Scene { Image = Image }).ToString();

        Assert.AreEqual(Only(transformer).ToString(), first);
        Assert.AreNotEqual(first, other);
        Assert.AreEqual(first, again);
    }

    [TestMethod, TestCategory("Slow")]
    public void Save_OutputNamedAsTheInput_HidesIt()
    {
        using RiseSaliencyTransformer transformer = FitAndSave(MLContext.Saliency().Rise("Pixels", "Pixels", _onnx, Options));

        float[] expected = [.. transformer.Transform(Data).GetColumn<float[]>("Pixels").Single()];

        CollectionAssert.AreEqual(expected, MLContext.Model.Load(_saved, out _).Transform(Data).GetColumn<float[]>("Pixels").Single());
        Assert.HasCount(64, expected);
    }

    [TestMethod]
    public void Save_FromScorer_SavesItsModelAndSettings()
    {
        var settings = new OnnxScorerOptions
        {
            Activation = ScoreActivation.Sigmoid,
            Sessions = 1,
            BatchSize = 3,
            Precision = ScorerPrecision.Half,
            AllowTf32 = false,
        };
        using var scorer = new OnnxScorer(File.ReadAllBytes(_onnx), settings);
        using RiseSaliencyTransformer transformer = FitAndSave(MLContext.Saliency().Rise("Saliency", "Pixels", scorer, Options));

        using var loaded = (RiseSaliencyTransformer)MLContext.Saliency().Load(_saved, out _);

        Assert.AreEqual(Only(transformer).ToString(), Only(loaded).ToString());
        OnnxScorerOptions opened = ((OnnxScorer)loaded.Explainer.Scorer).Options with
        {
            FallbackToCpu = null,
            ConfigureSession = null,
            OnWarning = null,
        };
        OnnxScorerOptions detected = scorer.Options with
        {
            InputName = "input",
            OutputName = "logits",
            InputShape = Shape,
            BinaryClasses = false,
        };
        Assert.AreEqual(detected, opened);
    }

    /// <summary>Models saved before there were two classes for one probability keep the scores of their one class.</summary>
    [TestMethod]
    [DataRow(null, 1)]
    [DataRow(true, 2)]
    public void Open_OneProbability_HasTheClassesThatItWasSavedWith(bool? saved, int classes)
    {
        byte[] model = TestModels.Linear(Shape, [new float[Shape.Length]], output: ModelOutput.Sigmoid);
        var stored = new SavedModel { Path = null, Sha256 = Convert.ToHexString(SHA256.HashData(model)) };

        using OnnxScorer opened = stored.Open(model, new OnnxScorerOptions { BinaryClasses = saved });

        Assert.AreEqual(classes, opened.ClassCount);
    }

    [TestMethod]
    public void Save_BaselineChosenByFit_IsSavedWithItsRanking()
    {
        using RiseSaliencyTransformer transformer = FitAndSave(MLContext.Saliency().Rise("Saliency", "Image", _onnx, new RiseSaliencyOptions
        {
            Rise = Rise,
            FitBaseline = BaselineFit.MostNeutral([KnownBaselines.Black, KnownBaselines.GaussianBlur(2.7), KnownBaselines.White]),
        }));

        using var loaded = (RiseSaliencyTransformer)MLContext.Saliency().Load(_saved, out _);

        Assert.AreEqual(transformer.BaselineRanking!.Reports[0].ToString(), loaded.BaselineRanking!.Reports[0].ToString());
        Assert.AreSame(loaded.BaselineRanking.MostNeutral, loaded.Baseline);
        Assert.AreEqual(Only(transformer).ToString(), Only(loaded).ToString());
    }

    [TestMethod]
    public void Save_DataSetMeanLearnedByFit_IsSaved()
    {
        using RiseSaliencyTransformer transformer = FitAndSave(MLContext.Saliency().Rise("Saliency", "Image", _onnx, new RiseSaliencyOptions
        {
            Rise = Rise,
            FitBaseline = BaselineFit.DataSetMean(),
        }));

        ITransformer plain = MLContext.Model.Load(_saved, out _);

        Assert.AreEqual("data-set mean image", transformer.Baseline.Name);
        Assert.AreEqual(Only(transformer).ToString(), Only(plain).ToString());
    }

    [TestMethod]
    public void Load_MembersOfScopes_KeepThem()
    {
        var pipeline = MLContext.Transforms.CopyColumns("Label", "Pixels").AppendCacheCheckpoint(MLContext)
            .Append(MLContext.Transforms.CopyColumns("Extra", "Pixels"), TransformerScope.Training)
            .Append(Estimator("Pixels"));
        using var model = pipeline.Fit(Data);
        MLContext.Model.Save(model, Data.Schema, _saved);

        using var loaded = (TransformerChain<ITransformer>)MLContext.Saliency().Load(_saved, out _);

        Assert.IsNull(loaded.GetOutputSchema(Data.Schema).GetColumnOrNull("Extra"));
        Assert.IsNotNull(loaded.GetOutputSchema(Data.Schema, TransformerScope.Training).GetColumnOrNull("Extra"));
    }

    [TestMethod]
    public void Load_StreamOfAModelWithoutSaliency_IsThatModel()
    {
        using var stream = new MemoryStream();
        MLContext.Model.Save(MLContext.Transforms.CopyColumns("Copy", "Pixels").Fit(Data), Data.Schema, stream);

        ITransformer loaded = MLContext.Saliency().Load(stream, out _);

        CollectionAssert.AreEqual(Scene.CreatePixels(), loaded.Transform(Data).GetColumn<float[]>("Copy").Single());
    }

    [TestMethod]
    public void Load_OnlyThePathWasSaved_NeedsTheFile()
    {
        RiseSaliencyOptions path = Options with { ModelStorage = OnnxModelStorage.Path };
        using RiseSaliencyTransformer transformer = FitAndSave(MLContext.Saliency().Rise("Saliency", "Pixels", _onnx, path));

        Assert.AreEqual(Only(transformer).ToString(), Only(MLContext.Model.Load(_saved, out _)).ToString());
        File.Delete(_onnx);
        Assert.ThrowsWith<FileNotFoundException>(() => MLContext.Saliency().Load(_saved, out _), _onnx);
    }

    private RiseSaliencyEstimator Estimator(string column, SaliencyTargets? targets = null)
    {
        var options = Options with { Preprocessing = KnownPreprocessing.ZeroToOne };
        return MLContext.Saliency().Rise("Saliency", column, _onnx, options with { Targets = targets ?? SaliencyTargets.Predicted });
    }

    private RiseSaliencyTransformer FitAndSave(RiseSaliencyEstimator estimator)
    {
        RiseSaliencyTransformer transformer = estimator.Fit(Data);
        MLContext.Model.Save(transformer, Data.Schema, _saved);
        return transformer;
    }

    private Explained Only(ITransformer model) =>
        MLContext.Data.CreateEnumerable<Explained>(model.Transform(Data), reuseRowObject: false).Single();

    /// <summary>Saves a model, loads it in both ways, and checks columns, values, kinds and settings.</summary>
    private string[] RequireEqual<TLast>(TransformerChain<TLast> model, params Type[] kinds)
        where TLast : class, ITransformer
    {
        MLContext.Model.Save(model, Data.Schema, _saved);
        ITransformer plain = MLContext.Model.Load(_saved, out _);
        using var own = (TransformerChain<ITransformer>)MLContext.Saliency().Load(_saved, out _);

        string[] expected = Values(model);
        CollectionAssert.AreEqual(expected, Values(plain));
        CollectionAssert.AreEqual(expected, Values(own));
        CollectionAssert.AreEqual(kinds, Flat(own).OfType<RowTransformer>().Select(member => member.GetType()).ToArray());
        CollectionAssert.AreEqual(Json(model), Json(own));
        model.Dispose();
        return expected;

        static string[] Json(ITransformer chain) =>
            [.. Flat(chain).OfType<RowTransformer>().Select(member => ((SavedTransformer)member.Describe()).ToJson())];
    }

    /// <summary>The names and values of all columns in the only row.</summary>
    private string[] Values(ITransformer model)
    {
        IDataView view = model.Transform(Data);
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        Assert.IsTrue(cursor.MoveNext());
        return [.. view.Schema.SelectMany(column => new[] { column.Name, RowValues.Reader(cursor, column.Name)() })];
    }

    private static IEnumerable<ITransformer> Flat(ITransformer model) =>
        model is IEnumerable<ITransformer> chain ? chain.SelectMany(Flat) : [model];
}
