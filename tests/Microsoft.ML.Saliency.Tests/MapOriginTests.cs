namespace Microsoft.ML.Saliency.Tests;

/// <summary>The map column says what its maps were made with: curves, pictures and metrics take it from there and refuse another.</summary>
[TestClass]
public sealed class MapOriginTests : FolderTests
{
    private static readonly TensorShape Shape = new(3, 8, 8);
    private static readonly ImagePreprocessing TwoToOne = new() { Divisor = 127.5f };
    private static readonly PerturbationCurveOptions Halves = new() { Steps = PerturbationSteps.Equal(2) };
    private static readonly SaliencyEvaluationOptions Options = new()
    {
        Removal = Halves,
        Deletion = Halves,
        Insertion = Halves with { Direction = PerturbationDirection.Insertion },
    };

    private static readonly RiseSaliencyOptions Rise =
        new() { Rise = new RiseOptions { Masks = 10, GridHeight = 2, GridWidth = 2 }, Preprocessing = TwoToOne };

    // The mean red value of the input.
    private readonly FunctionScorer _scorer = new(Shape, 1, (input, scores) => scores[0] = input[..64].ToArray().Average());

    /// <summary>Red 51 of 127.5 is .4, which no other preprocessing gives.</summary>
    [TestMethod]
    public void EvaluateAndCurve_NoPreprocessingNamed_TakeThatOfTheMaps()
    {
        IDataView explained = Explain(red: 51);

        SaliencyMetrics metrics = MLContext.Saliency().Evaluate(explained, _scorer, options: Options);
        IDataView curves = Curve().Fit(explained).Transform(explained);

        Assert.AreEqual(0.4, metrics.Images[0].Morf.Scores[0], 1e-6);
        Assert.AreEqual(0.4f, curves.GetColumn<float[]>("Morf").Single()[0], 1e-6f);
    }

    [TestMethod]
    public void Users_AnotherPreprocessing_IsRefusedWithBoth()
    {
        IDataView explained = Explain(red: 51);
        SaliencyCatalog saliency = MLContext.Saliency();
        ImagePreprocessing other = KnownPreprocessing.ZeroToOne;

        Refuse(
            () => saliency.Evaluate(explained, _scorer, new SaliencyEvaluationColumns { Preprocessing = other }),
            "SaliencyEvaluationColumns.Preprocessing must be", "'Saliency'", "Divisor = 127.5", "but was", "Divisor = 255");
        Refuse(() => Curve(other).Fit(explained), "PerturbationCurveEstimatorOptions.Preprocessing must be", "127.5", "255");
        Refuse(
            () => saliency.Heatmap("Heatmap", "Image", "Saliency", new HeatmapOptions { Preprocessing = other }).Fit(explained),
            "HeatmapOptions.Preprocessing must be", "127.5", "255");
    }

    /// <summary>A short side of 9 is ImageNet's for an input of 8.</summary>
    [TestMethod]
    public void Evaluate_TheSamePreprocessingWrittenOut_IsTaken()
    {
        IDataView explained = Explain(red: 51, Rise with { Preprocessing = KnownPreprocessing.ImageNet });
        var columns = new SaliencyEvaluationColumns { Preprocessing = KnownPreprocessing.ImageNet with { ShortSide = 9 } };

        double score = MLContext.Saliency().Evaluate(explained, _scorer, columns, Options).Images[0].Morf.Scores[0];

        Assert.AreEqual((0.2 - 0.485) / 0.229, score, 1e-5);
        Refuse(() => MLContext.Saliency().Evaluate(
            explained, _scorer, columns with { Preprocessing = KnownPreprocessing.ImageNet with { ShortSide = 8 } }), "ShortSide = 8");
    }

    /// <summary>What was fitted to maps of one preprocessing does not take those of another.</summary>
    [TestMethod]
    public void Transform_MapsOfAnotherPreprocessing_AreRefused()
    {
        IDataView fitted = Explain(red: 51), other = Explain(red: 51, Rise with { Preprocessing = KnownPreprocessing.ZeroToOne });
        HeatmapEstimator heatmap = MLContext.Saliency().Heatmap("Heatmap", "Image", "Saliency");

        Refuse(() => Curve().Fit(fitted).Transform(other), "PerturbationCurveEstimatorOptions.Preprocessing", "255", "127.5");
        Refuse(() => heatmap.Fit(fitted).Transform(other), "HeatmapOptions.Preprocessing", "255", "127.5");
    }

    /// <summary>ImageNet's would fit as little as any other.</summary>
    [TestMethod]
    public void Users_MapsFromElsewhere_NeedThePreprocessing()
    {
        IDataView rows = Rows(red: 51, score: 0.4f);
        SaliencyCatalog saliency = MLContext.Saliency();
        string[] parts = ["Preprocessing must be set", "'Saliency' does not say", "but was null"];

        Refuse(() => saliency.Evaluate(rows, _scorer, options: Options), parts);
        Refuse(() => Curve().Fit(rows), parts);
        Refuse(() => saliency.Heatmap("Heatmap", "Image", "Saliency").Fit(rows), parts);
        var columns = new SaliencyEvaluationColumns { Preprocessing = TwoToOne };
        Assert.AreEqual(0.4, saliency.Evaluate(rows, _scorer, columns, Options).Images[0].Morf.Scores[0], 1e-6);
        Assert.HasCount(1, Curve(TwoToOne).Fit(rows).Transform(rows).GetColumn<float[]>("Morf"));
    }

    [TestMethod]
    public void Users_AnotherClassifier_IsRefusedWithBoth()
    {
        IDataView explained = Explain(red: 51);
        var small = new FunctionScorer(new TensorShape(3, 8, 8, TensorLayout.Nhwc), 1, (_, _) => { });
        var classes = new FunctionScorer(Shape, 7, (_, _) => { });

        Refuse(() => MLContext.Saliency().Evaluate(explained, small), "classifier's input must be", "(Nchw)", "but was 8 x 8 x 3 (Nhwc)");
        Refuse(() => MLContext.Saliency().Evaluate(explained, classes), "number of classes must be", "'Saliency', 1,", "but was 7");
        Refuse(
            () => MLContext.Saliency().PerturbationCurve("Morf", "Image", "Saliency", classes, new() { Curve = Halves }).Fit(explained),
            "number of classes must be", "but was 7");
    }

    /// <summary>Two models of the same shapes and names.</summary>
    [TestMethod]
    public void Users_AnotherModelOrActivation_IsRefusedWithBoth()
    {
        string one = PathOf("one.onnx"), other = PathOf("other.onnx");
        File.WriteAllBytes(one, TestModels.RandomConvNet(seed: 1, Shape));
        File.WriteAllBytes(other, TestModels.RandomConvNet(seed: 2, Shape));
        IDataView images = Images(red: 51);
        using RiseSaliencyTransformer rise = MLContext.Saliency().Rise("Saliency", "Image", one, Rise).Fit(images);
        IDataView explained = rise.Transform(images);
        using OnnxScorer same = new(one), wrong = new(other), raw = new(one, new OnnxScorerOptions { Activation = ScoreActivation.None });

        Assert.HasCount(1, MLContext.Saliency().Evaluate(explained, same, options: Options).Images);
        Refuse(() => MLContext.Saliency().Evaluate(explained, wrong), "model's SHA-256 must be", HashOf(same), HashOf(wrong));
        Refuse(() => MLContext.Saliency().Evaluate(explained, raw), "activation must be", "but was None");
        Refuse(
            () => MLContext.Saliency().PerturbationCurve("Morf", "Image", "Saliency", other, new() { Curve = Halves }).Fit(explained),
            "model's SHA-256 must be");
    }

    /// <summary>A model file that has gone cannot be compared, and is no reason to fail.</summary>
    [TestMethod]
    public void Evaluate_ModelFileHasGone_IsStillScored()
    {
        string file = PathOf("one.onnx");
        File.WriteAllBytes(file, TestModels.RandomConvNet(seed: 1, Shape));
        using var scorer = new OnnxScorer(file);
        IDataView images = Images(red: 51);
        IDataView explained = MLContext.Saliency().Rise("Saliency", "Image", scorer, Rise).Fit(images).Transform(images);
        File.Delete(file);

        Assert.HasCount(1, MLContext.Saliency().Evaluate(explained, scorer, options: Options).Images);
        Assert.IsNull(MapOrigin.Of(scorer, null).ModelSha256);
    }

    [TestMethod]
    public void MapColumn_CopiedOrCached_KeepsItsOrigin()
    {
        IDataView explained = Explain(red: 51);
        IDataView copied = MLContext.Transforms.CopyColumns("Copy", "Saliency").Append(MLContext.Transforms.CopyColumns(
            "CopyTarget", "SaliencyTarget")).Fit(explained).Transform(explained);

        foreach (IDataView view in new[] { copied, MLContext.Data.TakeRows(copied, 1) })
        {
            Assert.AreEqual(TwoToOne, MapOrigin.Find(view.Schema["Copy"])!.Preprocessing);
            var columns = new SaliencyEvaluationColumns { Map = "Copy" };
            Assert.AreEqual(0.4, MLContext.Saliency().Evaluate(view, _scorer, columns, Options).Images[0].Morf.Scores[0], 1e-6);
        }

        Assert.AreEqual(TwoToOne, MapOrigin.Find(MLContext.Data.Cache(explained, "Saliency").Schema["Saliency"])!.Preprocessing);
    }

    /// <summary>A plain load gives ML.NET's own transformers, whose map column says nothing; ours is restored with it.</summary>
    [TestMethod]
    public void MapColumn_Loaded_HasItsOriginOnlyIfRestored()
    {
        string onnx = PathOf("one.onnx"), saved = PathOf("model.zip");
        File.WriteAllBytes(onnx, TestModels.RandomConvNet(seed: 1, Shape));
        IDataView images = Images(red: 51);
        using RiseSaliencyTransformer rise = MLContext.Saliency().Rise("Saliency", "Image", onnx, Rise).Fit(images);
        MLContext.Model.Save(rise, inputSchema: null, saved);
        using var restored = (RiseSaliencyTransformer)MLContext.Saliency().Load(saved, out _);

        Assert.IsNull(MapOrigin.Find(MLContext.Model.Load(saved, out _).Transform(images).Schema["Saliency"]));
        Assert.AreEqual(
            MapOrigin.Find(rise.Transform(images).Schema["Saliency"]), MapOrigin.Find(restored.Transform(images).Schema["Saliency"]));
    }

    [TestMethod]
    public void Users_AnotherScoreThanTheMaps_NameBoth()
    {
        IDataView rows = Rows(red: 51, score: 0.97f);
        var columns = new SaliencyEvaluationColumns { Preprocessing = TwoToOne };
        string[] parts = ["The score of class 0 for the unperturbed image must be the one stored with its map, 0.97, but was 0.4"];

        SaliencyRowException evaluation = Assert.ThrowsExactly<SaliencyRowException>(
            () => MLContext.Saliency().Evaluate(rows, _scorer, columns, Options));
        SaliencyRowException curve = Assert.ThrowsExactly<SaliencyRowException>(
            () => Curve(TwoToOne).Fit(rows).Transform(rows).GetColumn<float[]>("Morf").Single());

        Assert.Contains(parts[0], evaluation.Message);
        Assert.Contains(parts[0], curve.Message);
        Assert.HasCount(1, MLContext.Saliency().Evaluate(Rows(red: 51, score: float.NaN), _scorer, columns, Options).Images);
    }

    /// <summary>In a loaded pipeline too, by ML.NET's own transformers or ours.</summary>
    [TestMethod]
    public void LoadedCurve_AnotherScoreThanTheMaps_NamesBoth()
    {
        string onnx = PathOf("one.onnx"), saved = PathOf("model.zip");
        File.WriteAllBytes(onnx, TestModels.RandomConvNet(seed: 1, Shape));
        var options = new PerturbationCurveEstimatorOptions { Curve = Halves, Preprocessing = TwoToOne };
        IDataView rows = Rows(red: 51, score: 0.97f);
        using PerturbationCurveTransformer curve =
            MLContext.Saliency().PerturbationCurve("Morf", "Image", "Saliency", onnx, options).Fit(rows);
        MLContext.Model.Save(curve, inputSchema: null, saved);
        using var restored = (PerturbationCurveTransformer)MLContext.Saliency().Load(saved, out _);

        foreach (ITransformer loaded in new[] { MLContext.Model.Load(saved, out _), restored })
        {
            Exception exception = Assert.Throws<Exception>(() => loaded.Transform(rows).GetColumn<float>("MorfAuc").Single());
            Assert.Contains("stored with its map, 0.97", Innermost<InvalidOperationException>(Deepest(exception)).Message);
            IDataView unknown = Rows(red: 51, score: float.NaN);
            Assert.HasCount(1, loaded.Transform(unknown).GetColumn<float>("MorfAuc"));
        }
    }

    [TestMethod]
    public void Users_ScoreColumn_MustHoldScores()
    {
        IDataView rows = Rows(red: 51, score: 0.4f);
        var columns = new SaliencyEvaluationColumns { Preprocessing = TwoToOne, Score = "Saliency" };
        var curve = new PerturbationCurveEstimatorOptions { Preprocessing = TwoToOne, ScoreColumnName = "Scores" };
        PerturbationCurveEstimator estimator = MLContext.Saliency().PerturbationCurve("Morf", "Image", "Saliency", _scorer, curve);

        Refuse(() => MLContext.Saliency().Evaluate(rows, _scorer, columns), "'Saliency' must hold 1 score(s) (Single)");
        Refuse(() => estimator.Fit(rows), "'Scores' is missing");
        Refuse(() => estimator.GetOutputSchema(SchemaShapes.Of(rows.Schema)), "'Scores' is missing");
    }

    private static string HashOf(OnnxScorer scorer) => MapOrigin.Of(scorer, preprocessing: null).ModelSha256!;

    private static Exception Deepest(Exception exception) =>
        exception.InnerException is Exception inner ? Deepest(inner) : exception;

    private PerturbationCurveEstimator Curve(ImagePreprocessing? preprocessing = null) => MLContext.Saliency().PerturbationCurve(
        "Morf", "Image", "Saliency", _scorer, new() { Curve = Halves, Preprocessing = preprocessing });

    private IDataView Explain(byte red, RiseSaliencyOptions? options = null)
    {
        IDataView images = Images(red);
        return MLContext.Saliency().Rise("Saliency", "Image", _scorer, options ?? Rise).Fit(images).Transform(images);
    }

    private IDataView Images(byte red)
    {
        SaliencyCatalog saliency = MLContext.Saliency();
        Uniform(red).Save(PathOf("a.png"));
        return saliency.LoadImages(Folder);
    }

    /// <summary>A map of ones that was not made here.</summary>
    private IDataView Rows(byte red, float score)
    {
        MLContext.Saliency();
        return MLContext.Data.LoadFromEnumerable(new[] { new Row { Image = Uniform(red).ToMLImage(), SaliencyScore = score } });
    }

    private static RgbImage Uniform(byte red)
    {
        byte[] pixel = [red, 20, 30];
        return RgbImage.FromPixels([.. Enumerable.Repeat(pixel, 100).SelectMany(bytes => bytes)], 10, 10, PixelFormat.Rgb24);
    }

    private sealed class Row
    {
        public MLImage? Image { get; set; }
        [VectorType(8, 8)]
        public float[] Saliency { get; set; } = [.. Enumerable.Repeat(1f, 64)];
        public int SaliencyTarget { get; set; }
        public float SaliencyScore { get; set; }
    }
}
