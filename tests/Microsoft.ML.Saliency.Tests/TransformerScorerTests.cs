namespace Microsoft.ML.Saliency.Tests;

/// <summary>A pipeline of a user's as the black box.</summary>
[TestClass]
public class TransformerScorerTests : FolderTests
{

    /// <summary>RISE over a pipeline that copies its input, score of class k = value k, against the engine.</summary>
    [TestMethod]
    public void Explain_PipelineThatCopiesItsInput_GivesTheMapOfThatFunction()
    {
        IDataView data = MLContext.Data.LoadFromEnumerable(Array.Empty<PlanesRow>());
        ITransformer pipeline =
            MLContext.Transforms.CopyColumns("Between", "Pixels").Append(MLContext.Transforms.CopyColumns("Score", "Between")).Fit(data);
        var scorer = new TransformerScorer(pipeline, data.Schema, "Pixels", "Score");
        var same = new FunctionScorer(new TensorShape(1, 2, 3), 6, (input, scores) => input.CopyTo(scores));
        float[] image = [1, 5, 2, 3, 4, 0];
        var options = new RiseOptions { Masks = 50, GridHeight = 2, GridWidth = 2, BatchSize = 7 };

        SaliencyMap map = new RiseExplainer(scorer, options).Explain(image)[0];

        Assert.AreEqual(same.InputShape, scorer.InputShape);
        Assert.AreEqual(6, scorer.ClassCount);
        Assert.AreEqual(1, map.Target);
        CollectionAssert.AreEqual(new RiseExplainer(same, options).Explain(image)[0].Values.ToArray(), map.Values.ToArray());
    }

    /// <summary>An OnnxTransformer, in a chain, against the scorer of the same file.</summary>
    [TestMethod]
    public void Explain_OnnxTransformer_GivesTheMapOfOnnxScorer()
    {
        string model = Path.Combine(AppContext.BaseDirectory, "Demo", "demo.onnx");
        using var direct = new OnnxScorer(model, new OnnxScorerOptions { Sessions = 1 });
        IDataView data = MLContext.Data.LoadFromEnumerable(Array.Empty<DemoRow>());
        ITransformer pipeline = MLContext.Transforms.CopyColumns("input", "Pixels")
            .Append(MLContext.Transforms.ApplyOnnxModel("probabilities", "input", model))
            .Fit(data);
        var scorer = new TransformerScorer(pipeline, data.Schema, "Pixels", "probabilities");
        var options = new RiseOptions { Masks = 40, BatchSize = 1 };
        float[] image = [.. Enumerable.Range(0, 3 * 128 * 128).Select(i => MathF.Sin(i / 50f))];

        SaliencyMap map =
            new RiseExplainer(scorer, options).Explain(image)[0], expected = new RiseExplainer(direct, options).Explain(image)[0];

        Assert.AreEqual(direct.InputShape, scorer.InputShape);
        Assert.AreEqual(13, scorer.ClassCount);
        Assert.AreEqual(expected.Target, map.Target);
        for (int i = 0; i < map.Values.Length; i++)
        {
            Assert.AreEqual(expected.Values[i], map.Values[i], 1e-5f);
        }

        (pipeline as IDisposable)?.Dispose();
    }

    [TestMethod]
    public void Score_Softmax_IsAppliedToEachRow()
    {
        IDataView data = MLContext.Data.LoadFromEnumerable(Array.Empty<PlanesRow>());
        ITransformer pipeline = MLContext.Transforms.CopyColumns("Score", "Pixels").Fit(data);
        var options = new TransformerScorerOptions { Activation = ScoreActivation.Softmax };
        var scorer = new TransformerScorer(pipeline, data.Schema, "Pixels", "Score", options);
        using IScorerBatch batch = scorer.CreateBatch(2);
        batch.Inputs.Clear();
        batch.Inputs[6] = MathF.Log(5);

        ReadOnlySpan<float> scores = batch.Score(2);

        Assert.AreEqual(1 / 6f, scores[0], 1e-6f);
        Assert.AreEqual(0.5f, scores[6], 1e-6f);
        Assert.AreEqual(0.1f, scores[7], 1e-6f);
    }

    /// <summary>The pipeline sees the perturbed pixels as an image.</summary>
    [TestMethod]
    public void Explain_PipelineOverImages_SeesPerturbedPixels()
    {
        IDataView data = MLContext.Data.LoadFromEnumerable(Array.Empty<ImageRow>());
        var red = new RedOfTheCorner(data.Schema);
        var scorer = new TransformerScorer(red, data.Schema, "Image", "Score");
        RgbImage image = RgbImage.FromPixels([.. Enumerable.Range(0, 4 * 5 * 3).Select(i => (byte)(i + 100))], 4, 5, PixelFormat.Rgb24);
        ClassifierInput input = ClassifierInput.FromImage(image, scorer.InputShape, TransformerScorer.PixelPreprocessing);

        SaliencyMap map = new RiseExplainer(scorer, new RiseOptions { Masks = 300, GridHeight = 2, GridWidth = 2 }).Explain(input)[0];

        Assert.AreEqual(new TensorShape(3, 4, 5), scorer.InputShape);
        Assert.AreEqual(100f, map.Score);
        Assert.IsGreaterThan(map[3, 4], map[0, 0]);
    }

    [TestMethod]
    public void Constructor_UnfitPipelines_SayWhatWasExpected()
    {
        IDataView data = MLContext.Data.LoadFromEnumerable(Array.Empty<PlanesRow>());
        ITransformer pipeline = MLContext.Transforms.CopyColumns("Score", "Pixels").Fit(data);

        Refuse(() => new TransformerScorer(pipeline, data.Schema, "Foto", "Score"), "'Foto'", "'Pixels'");
        Refuse(() => new TransformerScorer(pipeline, data.Schema, "Pixels", "Scores"), "'Scores'", "'Score'");
        Refuse(() => new TransformerScorer(pipeline, data.Schema, "Pixels", "Number"), "'Pixels' alone", "'Number'");
        Refuse(() => new TransformerScorer(pipeline, data.Schema, "Number", "Number"), "vectors of Single or images", "Int32");
        var shape = new TransformerScorerOptions { InputShape = new TensorShape(3, 2, 3) };
        Refuse(() => new TransformerScorer(pipeline, data.Schema, "Pixels", "Score", shape), "3 x 2 x 3", "'Pixels'");
        var auto = new TransformerScorerOptions { Activation = ScoreActivation.Auto };
        Refuse(() => new TransformerScorer(pipeline, data.Schema, "Pixels", "Score", auto), "None, Softmax or Sigmoid", "Auto");
    }

    [TestMethod]
    public void Constructor_VectorWithoutDimensions_AsksForTheShape()
    {
        IDataView data = MLContext.Data.LoadFromEnumerable(Array.Empty<FlatRow>());
        ITransformer pipeline = MLContext.Transforms.CopyColumns("Score", "Pixels").Fit(data);

        Refuse(() => new TransformerScorer(pipeline, data.Schema, "Pixels", "Score"), "TransformerScorerOptions.InputShape");
        var options = new TransformerScorerOptions { InputShape = new TensorShape(1, 2, 3) };
        Assert.AreEqual(6, new TransformerScorer(pipeline, data.Schema, "Pixels", "Score", options).ClassCount);
    }

    private sealed class PlanesRow
    {
        [VectorType(1, 2, 3)]
        public float[] Pixels { get; set; } = [];
        public int Number { get; set; }
    }

    private sealed class DemoRow
    {
        [VectorType(3, 128, 128)]
        public float[] Pixels { get; set; } = [];
    }

    private sealed class FlatRow
    {
        public float[] Pixels { get; set; } = [];
    }

    private sealed class ImageRow
    {
        [Transforms.Image.ImageType(4, 5)]
        public MLImage? Image { get; set; }
    }

    /// <summary>A pipeline over images: the red value of the top left pixel.</summary>
    private sealed class RedOfTheCorner(DataViewSchema inputSchema) : RowTransformer(owned: null)
    {
        internal override ISavedForm Describe() => throw new NotSupportedException();

        internal override IReadOnlyList<OutputColumn> CreateOutputs(DataViewSchema schema) =>
            OutputColumns.Of<Corner>(new ColumnLayout("Score", IsSingle: true));

        internal override IReadOnlyList<DataViewSchema.Column> FindInputs(DataViewSchema schema) => [inputSchema["Image"]];

        internal override Func<object> Bind(DataViewRow input, IReadOnlyList<DataViewSchema.Column> inputs)
        {
            Func<RgbImage> read = InputColumn.CreateImageReader(input, inputs[0]);
            return () => new Corner { Red = read().Pixels[0] };
        }
    }

    private sealed class Corner
    {
        [OutputColumn("")]
        public float Red { get; init; }
    }
}
