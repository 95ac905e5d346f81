using System.Diagnostics;
using Microsoft.ML.Data;
using OnnxModels;
using PlainLoad;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Saved by <c>mlContext.Model.Save</c>, loaded in every way: the same maps, bit for bit.</summary>
[TestClass]
[RealMLNet]
[TestCategory("RealMLNet")]
public sealed class SavedModelTests : IDisposable
{
    private static readonly TensorShape Shape = new(3, 8, 8);
    private static readonly RiseOptions Rise = new() { Masks = 40, GridHeight = 3, GridWidth = 3, Seed = 5 };

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("saliency").FullName;
    private readonly string _onnx;
    private readonly string _saved;
    private readonly MLImage _image = Scene.CreateImage();
    private readonly IDataView _data;

    public SavedModelTests()
    {
        _onnx = Path.Combine(_folder, "net.onnx");
        _saved = Path.Combine(_folder, "model.zip");
        File.WriteAllBytes(_onnx, TestModels.RandomConvNet(seed: 1, Shape));
        _data = _mlContext.Data.LoadFromEnumerable([new Scene { Pixels = Scene.CreatePixels(), Image = _image }]);
    }

    public void Dispose()
    {
        _image.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [TestMethod]
    [DataRow("Pixels")]
    [DataRow("Image")]
    public void Save_Rise_AnotherProcessLoadsItPlainlyWithEqualMaps(string column)
    {
        using RiseSaliencyTransformer transformer = Estimator(column).Fit(_data);
        string expected = Only(transformer).ToString();
        _mlContext.Model.Save(transformer, _data.Schema, _saved);
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

    [TestMethod]
    [DataRow("Pixels")]
    [DataRow("Image")]
    public void Load_OurOwn_GivesBackTheTransformer(string column)
    {
        using RiseSaliencyTransformer transformer = Estimator(column).Fit(_data);
        _mlContext.Model.Save(transformer, _data.Schema, _saved);
        File.Delete(_onnx);

        using var loaded = (RiseSaliencyTransformer)_mlContext.Saliency().Load(_saved, out DataViewSchema? schema);

        Assert.AreEqual(Only(transformer).ToString(), Only(loaded).ToString());
        CollectionAssert.AreEqual(new[] { 8, 8 }, ((VectorDataViewType)loaded.GetOutputSchema(_data.Schema)["Saliency"].Type).Dimensions.ToArray());
        Assert.IsNotNull(schema!.GetColumnOrNull("Pixels"));
    }

    [TestMethod]
    public void Load_SavedAgain_GivesTheSameFile()
    {
        string again = Path.Combine(_folder, "again.zip");
        using RiseSaliencyTransformer transformer = Estimator("Image").Fit(_data);
        _mlContext.Model.Save(transformer, _data.Schema, _saved);

        using var loaded = (RiseSaliencyTransformer)_mlContext.Saliency().Load(_saved, out DataViewSchema? schema);
        _mlContext.Model.Save(loaded, schema, again);

        Assert.AreEqual(transformer.Describe().ToJson(), loaded.Describe().ToJson());
        using var twice = (RiseSaliencyTransformer)_mlContext.Saliency().Load(again, out _);
        Assert.AreEqual(Only(transformer).ToString(), Only(twice).ToString());
    }

    [TestMethod]
    public void Save_ChainWithBuiltInsAndCurve_LoadsInBothWays()
    {
        var pipeline = _mlContext.Transforms.CopyColumns("Copy", "Pixels")
            .Append(Estimator("Copy", SaliencyTargets.Top(2)))
            .Append(_mlContext.Transforms.CopyColumns("Kept", "SaliencyScore"))
            .Append(_mlContext.Saliency().PerturbationCurve("Morf", "Copy", "Saliency", _onnx, new PerturbationCurveEstimatorOptions
            {
                Curve = new PerturbationCurveOptions { Steps = PerturbationSteps.Equal(5), Baseline = KnownBaselines.UniformNoise(7), Repeats = 2 },
                Preprocessing = KnownPreprocessing.ZeroToOne,
            }));
        var model = pipeline.Fit(_data);
        _mlContext.Model.Save(model, _data.Schema, _saved);

        ITransformer plain = _mlContext.Model.Load(_saved, out _), own = _mlContext.Saliency().Load(_saved, out _);

        CurveRow expected = _mlContext.Data.CreateEnumerable<CurveRow>(model.Transform(_data), false).Single();
        foreach (ITransformer loaded in new[] { plain, own })
        {
            CurveRow row = _mlContext.Data.CreateEnumerable<CurveRow>(loaded.Transform(_data), false).Single();
            CollectionAssert.AreEqual(expected.Saliency, row.Saliency);
            CollectionAssert.AreEqual(expected.SaliencyTarget, row.SaliencyTarget);
            CollectionAssert.AreEqual(expected.Kept, row.Kept);
            CollectionAssert.AreEqual(expected.Morf, row.Morf);
            CollectionAssert.AreEqual(expected.MorfFractions, row.MorfFractions);
            CollectionAssert.AreEqual(expected.MorfAuc, row.MorfAuc);
            CollectionAssert.AreEqual(expected.MorfAopc, row.MorfAopc);
            Assert.DoesNotContain(column => column.Name.StartsWith(SavedColumns.Prefix, StringComparison.Ordinal), loaded.GetOutputSchema(_data.Schema));
        }

        CollectionAssert.AreEqual(
            new[] { typeof(RiseSaliencyTransformer), typeof(PerturbationCurveTransformer) },
            Flat(own).OfType<RowTransformer>().Select(member => member.GetType()).ToArray());
        foreach (IDisposable disposable in new[] { model, (IDisposable)own })
        {
            disposable.Dispose();
        }
    }

    [TestMethod]
    public void Save_OcclusionAndCurveOfOneMap_LoadsInBothWays()
    {
        var pipeline = _mlContext.Saliency()
            .Occlusion("Saliency", "Image", _onnx, new OcclusionSaliencyOptions { Occlusion = new OcclusionOptions { Overlap = OcclusionOverlap.Mean }, Preprocessing = KnownPreprocessing.ZeroToOne })
            .Append(_mlContext.Saliency().PerturbationCurve("Lerf", "Image", "Saliency", _onnx, new PerturbationCurveEstimatorOptions
            {
                Curve = KnownPerturbationCurves.Insertion with { Order = PerturbationOrder.LeastRelevantFirst, Steps = PerturbationSteps.Regions(2, 3) },
            }));
        var model = pipeline.Fit(_data);
        _mlContext.Model.Save(model, _data.Schema, _saved);

        string[] all = [.. new ITransformer[] { model, _mlContext.Model.Load(_saved, out _), _mlContext.Saliency().Load(_saved, out _) }.Select(loaded =>
        {
            SingleCurveRow row = _mlContext.Data.CreateEnumerable<SingleCurveRow>(loaded.Transform(_data), false).Single();
            return string.Join(" ", row.Saliency.Concat(row.Lerf).Concat(row.LerfFractions).Append(row.LerfAuc).Append(row.LerfAopc));
        })];

        Assert.AreEqual(all[0], all[1]);
        Assert.AreEqual(all[0], all[2]);
    }

    [TestMethod]
    public void PredictionEngine_PlainlyLoaded_PredictsRowByRow()
    {
        using RiseSaliencyTransformer transformer = Estimator("Image").Fit(_data);
        _mlContext.Model.Save(transformer, null, _saved);
        using PredictionEngine<Scene, Explained> engine = _mlContext.Model.CreatePredictionEngine<Scene, Explained>(_mlContext.Model.Load(_saved, out _));
        using MLImage black = MLImage.CreateFromPixels(10, 12, MLPixelFormat.Bgra32, new byte[12 * 10 * 4]);

        string first = engine.Predict(new Scene { Image = _image }).ToString();
        string other = engine.Predict(new Scene { Image = black }).ToString();
        string again = engine.Predict(new Scene { Image = _image }).ToString();

        Assert.AreEqual(Only(transformer).ToString(), first);
        Assert.AreNotEqual(first, other);
        Assert.AreEqual(first, again);
    }

    [TestMethod]
    public void Save_OutputNamedAsTheInput_HidesIt()
    {
        using RiseSaliencyTransformer transformer = _mlContext.Saliency().Rise("Pixels", "Pixels", _onnx, new RiseSaliencyOptions { Rise = Rise }).Fit(_data);
        _mlContext.Model.Save(transformer, _data.Schema, _saved);

        float[] expected = [.. transformer.Transform(_data).GetColumn<float[]>("Pixels").Single()];

        CollectionAssert.AreEqual(expected, _mlContext.Model.Load(_saved, out _).Transform(_data).GetColumn<float[]>("Pixels").Single());
        Assert.HasCount(64, expected);
    }

    [TestMethod]
    public void Save_FromScorer_SavesItsModelAndSettings()
    {
        using var scorer = new OnnxScorer(File.ReadAllBytes(_onnx), new OnnxScorerOptions { Activation = ScoreActivation.Sigmoid, Sessions = 1, BatchSize = 3 });
        using RiseSaliencyTransformer transformer = _mlContext.Saliency().Rise("Saliency", "Pixels", scorer, new RiseSaliencyOptions { Rise = Rise }).Fit(_data);
        _mlContext.Model.Save(transformer, _data.Schema, _saved);

        using var loaded = (RiseSaliencyTransformer)_mlContext.Saliency().Load(_saved, out _);

        Assert.AreEqual(Only(transformer).ToString(), Only(loaded).ToString());
        Assert.AreEqual(scorer.Options with { InputName = "input", OutputName = "logits", InputShape = Shape }, ((OnnxScorer)loaded.Explainer.Scorer).Options with { OnWarning = null });
    }

    [TestMethod]
    public void Save_BaselineChosenByFit_IsSavedWithItsRanking()
    {
        using RiseSaliencyTransformer transformer = _mlContext.Saliency().Rise("Saliency", "Image", _onnx, new RiseSaliencyOptions
        {
            Rise = Rise,
            FitBaseline = BaselineFit.MostNeutral([KnownBaselines.Black, KnownBaselines.GaussianBlur(2.7), KnownBaselines.White]),
        }).Fit(_data);
        _mlContext.Model.Save(transformer, _data.Schema, _saved);

        using var loaded = (RiseSaliencyTransformer)_mlContext.Saliency().Load(_saved, out _);

        Assert.AreEqual(transformer.BaselineRanking!.Reports[0].ToString(), loaded.BaselineRanking!.Reports[0].ToString());
        Assert.AreSame(loaded.BaselineRanking.MostNeutral, loaded.Baseline);
        Assert.AreEqual(Only(transformer).ToString(), Only(loaded).ToString());
    }

    [TestMethod]
    public void Save_DataSetMeanLearntByFit_IsSaved()
    {
        using RiseSaliencyTransformer transformer = _mlContext.Saliency().Rise("Saliency", "Image", _onnx, new RiseSaliencyOptions
        {
            Rise = Rise,
            FitBaseline = BaselineFit.DataSetMean(),
        }).Fit(_data);
        _mlContext.Model.Save(transformer, _data.Schema, _saved);

        ITransformer plain = _mlContext.Model.Load(_saved, out _);

        Assert.AreEqual("data-set mean image", transformer.Baseline.Name);
        Assert.AreEqual(Only(transformer).ToString(), Only(plain).ToString());
    }

    [TestMethod]
    public void Load_MembersOfScopes_KeepThem()
    {
        var pipeline = _mlContext.Transforms.CopyColumns("Label", "Pixels").AppendCacheCheckpoint(_mlContext)
            .Append(_mlContext.Transforms.CopyColumns("Extra", "Pixels"), TransformerScope.Training)
            .Append(Estimator("Pixels"));
        using var model = pipeline.Fit(_data);
        _mlContext.Model.Save(model, _data.Schema, _saved);

        using var loaded = (TransformerChain<ITransformer>)_mlContext.Saliency().Load(_saved, out _);

        Assert.IsNull(loaded.GetOutputSchema(_data.Schema).GetColumnOrNull("Extra"));
        Assert.IsNotNull(loaded.GetOutputSchema(_data.Schema, TransformerScope.Training).GetColumnOrNull("Extra"));
    }

    [TestMethod]
    public void Load_StreamOfAModelWithoutSaliency_IsThatModel()
    {
        using var stream = new MemoryStream();
        _mlContext.Model.Save(_mlContext.Transforms.CopyColumns("Copy", "Pixels").Fit(_data), _data.Schema, stream);

        ITransformer loaded = _mlContext.Saliency().Load(stream, out _);

        CollectionAssert.AreEqual(Scene.CreatePixels(), loaded.Transform(_data).GetColumn<float[]>("Copy").Single());
    }

    [TestMethod]
    public void Load_OnlyThePathWasSaved_NeedsTheFile()
    {
        using RiseSaliencyTransformer transformer = _mlContext.Saliency()
            .Rise("Saliency", "Pixels", _onnx, new RiseSaliencyOptions { Rise = Rise, ModelStorage = OnnxModelStorage.Path }).Fit(_data);
        _mlContext.Model.Save(transformer, _data.Schema, _saved);

        Assert.AreEqual(Only(transformer).ToString(), Only(_mlContext.Model.Load(_saved, out _)).ToString());
        File.Delete(_onnx);
        var exception = Assert.ThrowsExactly<FileNotFoundException>(() => _mlContext.Saliency().Load(_saved, out _));
        Assert.Contains(_onnx, exception.Message);
    }

    private RiseSaliencyEstimator Estimator(string column, SaliencyTargets? targets = null) => _mlContext.Saliency().Rise(
        "Saliency", column, _onnx, new RiseSaliencyOptions { Rise = Rise, Targets = targets ?? SaliencyTargets.Predicted, Preprocessing = KnownPreprocessing.ZeroToOne });

    private Explained Only(ITransformer model) => _mlContext.Data.CreateEnumerable<Explained>(model.Transform(_data), reuseRowObject: false).Single();

    private static IEnumerable<ITransformer> Flat(ITransformer model) => model is TransformerChain<ITransformer> chain ? chain.SelectMany(Flat) : [model];

    private sealed class CurveRow
    {
        public float[] Saliency { get; set; } = [];

        public int[] SaliencyTarget { get; set; } = [];

        public float[] Kept { get; set; } = [];

        public float[] Morf { get; set; } = [];

        public float[] MorfFractions { get; set; } = [];

        public float[] MorfAuc { get; set; } = [];

        public float[] MorfAopc { get; set; } = [];
    }

    private sealed class SingleCurveRow
    {
        public float[] Saliency { get; set; } = [];

        public float[] Lerf { get; set; } = [];

        public float[] LerfFractions { get; set; } = [];

        public float LerfAuc { get; set; }

        public float LerfAopc { get; set; }
    }
}
