namespace Microsoft.ML.Saliency.Tests;

/// <summary>Schema shapes, model files, ownership, and bad input with what was expected and what was given.</summary>
[TestClass]
public sealed class RiseEstimatorTests : FolderTests
{
    private readonly FunctionScorer _scorer = TestPipeline.Scorer();

    [TestMethod]
    public void Rise_OutputNamedAsTheInput_HidesIt()
    {
        IDataView data = MLContext.Data.LoadFromEnumerable(VectorRow.Many(1));

        IDataView explained = MLContext.Saliency().Rise("Pixels", "Pixels", _scorer, TestPipeline.RiseSaliency).Fit(data).Transform(data);

        CollectionAssert.AreEqual(new[] { 4, 4 }, ((VectorDataViewType)explained.Schema["Pixels"].Type).Dimensions.ToArray());
        float[] map = [.. explained.GetColumn<VBuffer<float>>(explained.Schema["Pixels"]).Single().DenseValues()];
        CollectionAssert.AreEqual(TestPipeline.Expected(0)[0].Values.ToArray(), map);
    }

    [TestMethod]
    public void Rise_ModelFile_EachTransformerOwnsItsScorer()
    {
        string file = PathOf("linear.onnx");
        File.WriteAllBytes(file, TestModels.Linear(TestPipeline.Shape, TestPipeline.Weights));
        IDataView data = MLContext.Data.LoadFromEnumerable(VectorRow.Many(1));
        var raw = new OnnxScorerOptions { Activation = ScoreActivation.None };
        RiseSaliencyEstimator estimator =
            MLContext.Saliency().Rise("Saliency", "Pixels", file, TestPipeline.RiseSaliency with { Scorer = raw });
        RiseSaliencyTransformer one = estimator.Fit(data), other = estimator.Fit(data);

        one.Dispose();

        Assert.AreEqual(2f, other.Transform(data).GetColumn<float>("SaliencyScore").Single());
        Assert.Throws<ObjectDisposedException>(() => one.Transform(data).GetColumn<float>("SaliencyScore").Single());
        other.Dispose();
    }

    [TestMethod]
    public void Dispose_GivenScorer_StaysTheCallers()
    {
        using var scorer = new OnnxScorer(TestModels.Linear(TestPipeline.Shape, [new float[16], new float[16]]));
        IDataView data = MLContext.Data.LoadFromEnumerable(VectorRow.Many(1));

        TestPipeline.Estimator(MLContext, scorer).Fit(data).Dispose();

        using IScorerBatch batch = scorer.CreateBatch(1);
        Assert.AreEqual(2, batch.Score(1).Length);
    }

    [TestMethod]
    public void Rise_MissingModelFile_IsNamedAtOnce() =>
        Assert.ThrowsWith<FileNotFoundException>(() => MLContext.Saliency().Rise("Saliency", "Pixels", "no-such.onnx"), "no-such.onnx");

    [TestMethod]
    public void Rise_BadOption_IsNamedAtOnce()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() =>
            MLContext.Saliency().Rise("Saliency", "Pixels", _scorer, new RiseSaliencyOptions { Rise = new RiseOptions { Masks = 0 } }));
        Assert.ThrowsWith<ArgumentException>(() => TestPipeline.Estimator(MLContext, _scorer, SaliencyTargets.Classes(2)), "0 to 1");
    }

    [TestMethod]
    [DataRow("Foto", "'Foto' is missing", "'Pixels', 'Number'")]
    [DataRow("Number", "must hold images (MLImage) or vectors of Single with 1 x 4 x 4 = 16 values", "but holds Int32")]
    public void Fit_UnfitColumn_SaysWhatItMustBeAndWhatItIs(string name, string wanted, string given)
    {
        IDataView data = MLContext.Data.LoadFromEnumerable(VectorRow.Many(1));
        RiseSaliencyEstimator estimator = MLContext.Saliency().Rise("Saliency", name, _scorer, TestPipeline.RiseSaliency);

        Refuse(() => estimator.Fit(data), wanted, given);
        Refuse(() => estimator.Append(MLContext.Transforms.CopyColumns("A", "Saliency")).Fit(data), wanted, given);
    }

    [TestMethod]
    public void Fit_VectorOfTheWrongSize_SaysExpectedAndGiven()
    {
        IDataView data = MLContext.Data.LoadFromEnumerable(new[] { new ShortRow { Pixels = new float[12] } });

        Refuse(() => TestPipeline.Estimator(MLContext, _scorer).Fit(data), "1 x 4 x 4 = 16 values", "12 values");
    }

    /// <summary>ML.NET does not enforce a column's fixed size.</summary>
    [TestMethod]
    public void Transform_RowOfTheWrongLength_SaysExpectedAndGiven()
    {
        IDataView data = MLContext.Data.LoadFromEnumerable(new[] { new VectorRow { Pixels = new float[7] } });
        IDataView explained = TestPipeline.Estimator(MLContext, _scorer).Fit(data).Transform(data);

        var exception = Assert.ThrowsExactly<SaliencyRowException>(() => explained.GetColumn<float>("SaliencyScore").Single());

        Assert.IsInstanceOfType<ArgumentException>(exception.InnerException);
        Assert.Contains("1 x 4 x 4 = 16 values", exception.Message);
        Assert.Contains("this row has 7", exception.Message);
    }

    private sealed class ShortRow
    {
        [VectorType(12)]
        public float[] Pixels { get; set; } = [];
    }
}
