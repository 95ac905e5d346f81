using MapsOfRow = Microsoft.ML.Saliency.Tests.PerturbationCurvePipelineTests.MapsOfRow;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>What fails inside a pipeline names its row, its column and its cause, however deep ML.NET wraps it.</summary>
[TestClass]
public sealed class RowErrorTests : FolderTests
{
    private readonly FunctionScorer _scorer = TestPipeline.Scorer();

    [TestMethod]
    public void Transform_BadRow_NamesRowColumnAndCause()
    {
        IDataView explained = Explain(ThirdIsBad());

        var exception = Assert.ThrowsExactly<SaliencyRowException>(() => explained.GetColumn<float>("SaliencyScore").ToArray());

        Assert.AreEqual("SaliencyScore", exception.ColumnName);
        Assert.AreEqual(2, exception.Position);
        Assert.AreEqual(2ul, exception.RowId.Low);
        Assert.IsNull(exception.ImagePath);
        Assert.IsInstanceOfType<ArgumentException>(exception.InnerException);
        Assert.AreEqual(
            $"Column 'SaliencyScore' failed at row 2, counted from 0 (id 2): {exception.InnerException.Message}", exception.Message);
    }

    [TestMethod]
    public void Transform_BadRowOfShuffledData_KeepsItsId()
    {
        IDataView data = new ShuffledRows<VectorRow>(MLContext, ThirdIsBad());
        IDataView explained = TestPipeline.Estimator(MLContext, _scorer).Fit(data).Transform(data);
        using DataViewRowCursor cursor = explained.GetRowCursor([explained.Schema["SaliencyScore"]], new Random(3));
        ValueGetter<float> getScore = cursor.GetGetter<float>(explained.Schema["SaliencyScore"]);
        float score = 0;

        var exception = Assert.ThrowsExactly<SaliencyRowException>(() =>
        {
            while (cursor.MoveNext())
            {
                getScore(ref score);
            }
        });

        Assert.AreEqual(2ul, exception.RowId.Low);
        Assert.AreEqual(cursor.Position, exception.Position);
    }

    [TestMethod]
    public void Transform_UndecodableImage_NamesItsPath()
    {
        IDataView images = UndecodableImage(new ImageFolderOptions());
        IDataView explained = ExplainImages(images, new RiseSaliencyOptions());

        var exception = Assert.ThrowsExactly<SaliencyRowException>(() => explained.GetColumn<float>("SaliencyScore").ToArray());

        Assert.AreEqual("broken.png", Path.GetFileName(exception.ImagePath));
        Assert.Contains($"image '{exception.ImagePath}'", exception.Message);
        Assert.IsInstanceOfType<InvalidDataException>(exception.InnerException);
    }

    [TestMethod]
    public void Transform_PathColumnOfAnotherName_IsReadIfTheOptionsNameIt()
    {
        IDataView images = UndecodableImage(new ImageFolderOptions { PathColumnName = "File" });

        SaliencyRowException Fail(RiseSaliencyOptions options) =>
            Assert.ThrowsExactly<SaliencyRowException>(() => ExplainImages(images, options).GetColumn<float>("SaliencyScore").ToArray());

        Assert.AreEqual("broken.png", Path.GetFileName(Fail(new RiseSaliencyOptions { ImagePathColumnName = "File" }).ImagePath));
        Assert.IsNull(Fail(new RiseSaliencyOptions()).ImagePath);
    }

    /// <summary>The real ML.NET reads ahead on other threads, and wraps what is thrown there once for each transform.</summary>
    [TestMethod]
    public void Find_UnderBuiltInTransforms_NamesRowAndPath()
    {
        IDataView explained = ExplainImages(UndecodableImage(new ImageFolderOptions()), new RiseSaliencyOptions());
        var behind = MLContext.Transforms.CopyColumns("Copy", "SaliencyScore").Append(MLContext.Transforms.CopyColumns("Copied", "Copy"));

        Exception exception =
            Assert.Throws<Exception>(() => behind.Fit(explained).Transform(explained).GetColumn<float>("Copied").ToArray());

        SaliencyRowException found = SaliencyRowException.Find(exception)!;
        Assert.AreEqual("broken.png", Path.GetFileName(found.ImagePath));
        Assert.AreEqual("SaliencyScore", found.ColumnName);
        Assert.Contains(found.Message, exception.ToString());
    }

    [TestMethod]
    public void Transform_FailureOfTheInputWithACauseInside_TellsBoth()
    {
        IDataView data = MLContext.Data.LoadFromEnumerable(new[] { new ThrowingRow() });
        IDataView explained = TestPipeline.Estimator(MLContext, _scorer).Fit(data).Transform(data);

        var exception = Assert.ThrowsExactly<SaliencyRowException>(() => explained.GetColumn<float>("SaliencyScore").ToArray());

        Assert.EndsWith(": cannot be read: the disk is gone", exception.Message);
    }

    [TestMethod]
    public void PredictionEngine_BadRow_IsNamed()
    {
        ITransformer model = TestPipeline.Estimator(MLContext, _scorer).Fit(MLContext.Data.LoadFromEnumerable(VectorRow.Many(1)));
        using PredictionEngine<VectorRow, MapRow> engine = MLContext.Model.CreatePredictionEngine<VectorRow, MapRow>(model);
        engine.Predict(VectorRow.Many(1)[0]);

        Exception exception = Assert.Throws<Exception>(() => engine.Predict(new VectorRow { Pixels = new float[3] }));

        Assert.AreEqual(1, SaliencyRowException.Find(exception)!.Position);
        Assert.AreEqual(1f, engine.Predict(VectorRow.Many(1)[0]).SaliencyScore);
    }

    [TestMethod]
    public void Transform_FailureInAnEarlierTransformerOfOurs_KeepsItsName()
    {
        IDataView data = MLContext.Data.LoadFromEnumerable(new[] { new TwoImagesRow() });
        var pipeline =
            TestPipeline.Estimator(MLContext, _scorer).Append(MLContext.Saliency().PerturbationCurve("Morf", "Other", "Saliency", _scorer));

        var exception =
            Assert.ThrowsExactly<SaliencyRowException>(() => pipeline.Fit(data).Transform(data).GetColumn<float>("MorfAuc").ToArray());

        Assert.AreEqual("Saliency", exception.ColumnName);
        Assert.IsNotInstanceOfType<SaliencyRowException>(exception.InnerException);
    }

    [TestMethod]
    public void Evaluate_BadRow_IsNamed()
    {
        IDataView data = MLContext.Data.LoadFromEnumerable(new[]
        {
            new MapsOfRow { Pixels = [4, 3, 2, 1], Map = [4, 3, 2, 1] },
            new MapsOfRow { Pixels = [4, 3, float.NaN, 1], Map = [4, 3, 2, 1] },
        });

        FunctionScorer sum = FunctionScorer.Linear(new TensorShape(1, 2, 2), [1, 1, 1, 1]);
        var columns = new SaliencyEvaluationColumns { Image = "Pixels", Map = "Map" };
        var exception = Assert.ThrowsExactly<SaliencyRowException>(() =>
            MLContext.Saliency().Evaluate(data, sum, columns, EvaluationTests.Options));

        Assert.AreEqual(1, exception.Position);
        Assert.Contains("finite", exception.Message);
    }

    [TestMethod]
    public void Compare_BadRow_IsNamed()
    {
        IDataView data =
            MLContext.Data.LoadFromEnumerable(new[] { new MapsOfRow { Map = [4, 3, 2, 1] }, new MapsOfRow { Map = [1, 2, 3] } });

        var exception =
            Assert.ThrowsExactly<SaliencyRowException>(() => MLContext.Saliency().Compare(data, SimilarityMeasure.Pearson, "Map", "Other"));

        Assert.AreEqual(1, exception.Position);
        Assert.Contains("'Map', 'Other'", exception.Message);
    }

    [TestMethod]
    public void Fit_BadRowOfALearnedBaseline_IsNamed()
    {
        IDataView data = MLContext.Data.LoadFromEnumerable(ThirdIsBad());

        OcclusionSaliencyOptions options = TestPipeline.OcclusionSaliency with
        {
            FitBaseline = BaselineFit.DataSetMean(),
            Preprocessing = new ImagePreprocessing { Divisor = 1 },
        };
        OcclusionSaliencyEstimator estimator = MLContext.Saliency().Occlusion("Saliency", "Pixels", _scorer, options);

        var exception = Assert.ThrowsExactly<SaliencyRowException>(() => estimator.Fit(data));

        Assert.AreEqual(2, exception.Position);
        Assert.AreEqual("Pixels", exception.ColumnName);
    }

    [TestMethod]
    public void Find_NothingOfTheKind_IsNull()
    {
        Assert.IsNull(SaliencyRowException.Find(null));
        Assert.IsNull(SaliencyRowException.Find(new InvalidOperationException("outer", new ArgumentException("inner"))));
    }

    private static VectorRow[] ThirdIsBad()
    {
        VectorRow[] rows = VectorRow.Many(4);
        rows[2].Pixels = new float[7];
        return rows;
    }

    private IDataView Explain(VectorRow[] rows)
    {
        IDataView data = MLContext.Data.LoadFromEnumerable(rows);
        return TestPipeline.Estimator(MLContext, _scorer).Fit(data).Transform(data);
    }

    private IDataView ExplainImages(IDataView images, RiseSaliencyOptions options)
    {
        FunctionScorer scorer = TestPipeline.Scorer(channels: 3);
        RiseSaliencyEstimator rise = MLContext.Saliency().Rise("Saliency", "Image", scorer, options with { Rise = TestPipeline.Rise });
        return rise.Fit(images).Transform(images);
    }

    private IDataView UndecodableImage(ImageFolderOptions options)
    {
        File.WriteAllText(PathOf("broken.png"), "this is no PNG");
        return MLContext.Saliency().LoadImages(Folder, options);
    }

    /// <summary>The first cannot be explained, the second can.</summary>
    private sealed class TwoImagesRow
    {
        [VectorType(16)]
        public float[] Pixels { get; set; } = new float[7];
        [VectorType(16)]
        public float[] Other { get; set; } = new float[16];
    }

    private sealed class ThrowingRow
    {
        private readonly IOException _cause = new("the disk is gone");

        [VectorType(16)]
        public float[] Pixels
        {
            get => throw new InvalidOperationException("cannot be read", _cause);
            set => _ = value;
        }
    }
}
