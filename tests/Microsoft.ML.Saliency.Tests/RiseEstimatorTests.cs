using Microsoft.ML.Data;
using OnnxModels;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Schema shapes, model files, ownership, and bad input with what was expected and what was given.</summary>
[TestClass]
public sealed class RiseEstimatorTests : IDisposable
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly FunctionScorer _scorer = TestPipeline.Scorer();
    private readonly string _folder = Directory.CreateTempSubdirectory("saliency").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void GetOutputSchema_InAChain_DownstreamSeesTheNewColumns()
    {
        var seen = new ShapeRecorder();
        IDataView data = _mlContext.Data.LoadFromEnumerable(VectorRow.Many(1));

        TestPipeline.Estimator(_mlContext, _scorer).Append(seen).Fit(data);

        SchemaShape.Column map = seen.Shape!.Single(column => column.Name == "Saliency");
        Assert.AreEqual(SchemaShape.Column.VectorKind.Vector, map.Kind);
        Assert.AreEqual(NumberDataViewType.Single, map.ItemType);
        Assert.AreEqual(SchemaShape.Column.VectorKind.Scalar, seen.Shape!.Single(column => column.Name == "SaliencyTarget").Kind);
        Assert.AreEqual(NumberDataViewType.Int32, seen.Shape!.Single(column => column.Name == "SaliencyTarget").ItemType);
        CollectionAssert.IsSubsetOf(new[] { "Pixels", "Number" }, seen.Shape!.Select(column => column.Name).ToArray());
        Assert.AreEqual(0, _scorer.Scored);
    }

    [TestMethod]
    public void Rise_OutputNamedAsTheInput_HidesIt()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(VectorRow.Many(1));

        IDataView explained = _mlContext.Saliency().Rise("Pixels", "Pixels", _scorer, new RiseSaliencyOptions { Rise = TestPipeline.Rise }).Fit(data).Transform(data);

        CollectionAssert.AreEqual(new[] { 4, 4 }, ((VectorDataViewType)explained.Schema["Pixels"].Type).Dimensions.ToArray());
        float[] map = [.. explained.GetColumn<VBuffer<float>>(explained.Schema["Pixels"]).Single().DenseValues()];
        CollectionAssert.AreEqual(TestPipeline.Expected(0)[0].Values.ToArray(), map);
    }

    [TestMethod]
    public void Rise_ModelFile_EachTransformerOwnsItsScorer()
    {
        string file = Path.Combine(_folder, "linear.onnx");
        float[] first = new float[16], last = new float[16];
        (first[0], last[15]) = (1, 2);
        File.WriteAllBytes(file, TestModels.Linear(TestPipeline.Shape, [first, last]));
        IDataView data = _mlContext.Data.LoadFromEnumerable(VectorRow.Many(1));
        RiseSaliencyEstimator estimator = _mlContext.Saliency().Rise("Saliency", "Pixels", file, new RiseSaliencyOptions
        {
            Rise = TestPipeline.Rise,
            Scorer = new OnnxScorerOptions { Activation = ScoreActivation.None },
        });
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
        IDataView data = _mlContext.Data.LoadFromEnumerable(VectorRow.Many(1));

        TestPipeline.Estimator(_mlContext, scorer).Fit(data).Dispose();

        using IScorerBatch batch = scorer.CreateBatch(1);
        Assert.AreEqual(2, batch.Score(1).Length);
    }

    [TestMethod]
    public void Rise_MissingModelFile_IsNamedAtOnce()
    {
        var exception = Assert.ThrowsExactly<FileNotFoundException>(() => _mlContext.Saliency().Rise("Saliency", "Pixels", "no-such.onnx"));

        Assert.Contains("no-such.onnx", exception.Message);
    }

    [TestMethod]
    public void Rise_BadOption_IsNamedAtOnce()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() =>
            _mlContext.Saliency().Rise("Saliency", "Pixels", _scorer, new RiseSaliencyOptions { Rise = new RiseOptions { Masks = 0 } }));
        var exception = Assert.ThrowsExactly<ArgumentException>(() => TestPipeline.Estimator(_mlContext, _scorer, SaliencyTargets.Classes(2)));
        Assert.Contains("0 to 1", exception.Message);
    }

    [TestMethod]
    public void Fit_MissingColumn_NamesItAndWhatThereIs()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(VectorRow.Many(1));
        RiseSaliencyEstimator estimator = _mlContext.Saliency().Rise("Saliency", "Foto", _scorer, new RiseSaliencyOptions { Rise = TestPipeline.Rise });

        foreach (Action fit in new Action[] { () => estimator.Fit(data), () => estimator.Append(_mlContext.Transforms.CopyColumns("A", "Saliency")).Fit(data) })
        {
            var exception = Assert.ThrowsExactly<ArgumentException>(fit);

            Assert.Contains("'Foto'", exception.Message);
            Assert.Contains("'Pixels', 'Number'", exception.Message);
        }
    }

    [TestMethod]
    public void Fit_ColumnOfAnotherType_SaysExpectedAndGiven()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(VectorRow.Many(1));
        RiseSaliencyEstimator estimator = _mlContext.Saliency().Rise("Saliency", "Number", _scorer, new RiseSaliencyOptions { Rise = TestPipeline.Rise });

        foreach (Action fit in new Action[] { () => estimator.Fit(data), () => estimator.Append(_mlContext.Transforms.CopyColumns("A", "Saliency")).Fit(data) })
        {
            var exception = Assert.ThrowsExactly<ArgumentException>(fit);

            Assert.Contains("must hold images (MLImage) or vectors of Single with 1 x 4 x 4 = 16 values; it holds Int32", exception.Message);
        }
    }

    [TestMethod]
    public void Fit_VectorOfTheWrongSize_SaysExpectedAndGiven()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(new[] { new ShortRow { Pixels = new float[12] } });

        var exception = Assert.ThrowsExactly<ArgumentException>(() => TestPipeline.Estimator(_mlContext, _scorer).Fit(data));

        Assert.Contains("1 x 4 x 4 = 16 values", exception.Message);
        Assert.Contains("12 values", exception.Message);
    }

    /// <summary>ML.NET does not enforce a column's fixed size.</summary>
    [TestMethod]
    public void Transform_RowOfTheWrongLength_SaysExpectedAndGiven()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(new[] { new VectorRow { Pixels = new float[7] } });
        IDataView explained = TestPipeline.Estimator(_mlContext, _scorer).Fit(data).Transform(data);

        var exception = Assert.ThrowsExactly<SaliencyRowException>(() => explained.GetColumn<float>("SaliencyScore").Single());

        Assert.IsInstanceOfType<ArgumentException>(exception.InnerException);
        Assert.Contains("1 x 4 x 4 = 16 values", exception.Message);
        Assert.Contains("this row has 7", exception.Message);
    }

    private sealed class ShapeRecorder : IEstimator<ITransformer>
    {
        public SchemaShape? Shape { get; private set; }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Shape = inputSchema;

        public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();
    }

    private sealed class ShortRow
    {
        [VectorType(12)]
        public float[] Pixels { get; set; } = [];
    }
}
