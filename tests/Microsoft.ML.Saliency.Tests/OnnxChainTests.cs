using Microsoft.ML.Transforms;
using Onnx;
using DataType = Onnx.TensorProto.Types.DataType;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>A pipeline of images, ONNX features and a trained head as the black box: the features are scored in batches.</summary>
[TestClass]
public sealed class OnnxChainTests : FolderTests
{
    private static readonly TensorShape Shape = new(3, 16, 16);

    /// <summary>Against ML.NET's own rows, with the stage's images computed before it, and as the pipeline's input itself.</summary>
    [TestMethod]
    [DataRow("Pixels", 0)]
    [DataRow("Pixels", 1)]
    [DataRow("input", 0)]
    public void Score_OnnxFeaturesAndTrainedHead_EqualsThePipeline(string column, int fixedBatch)
    {
        IDataView data = Data(column);
        var pipeline = Pipeline(column, Features(fixedBatch)).Fit(data);
        float[][] expected = [.. pipeline.Transform(data).GetColumn<float[]>("Score")];
        using var scorer = new TransformerScorer(pipeline, data.Schema, column, "Score", Sessions(2));

        Assert.Contains("from 'input' to 'logits' is scored in batches, in 2 session(s)", scorer.Decisions.Single());
        Assert.AreEqual((7, int.MaxValue, 2), (scorer.BatchSize, scorer.MaxBatchSize, scorer.Concurrency));
        CollectionAssert.AreEqual(new[] { "cat", "dog", "owl" }, scorer.Labels!.ToArray());
        Close.All<float>([.. expected.SelectMany(row => row)], ScoreAll(scorer, [.. Rows().Select(row => row.Values)]), 1e-5f);
        Assert.AreNotEqual(expected[0][0], expected[1][0], 0.01f);
    }

    [TestMethod]
    public void Score_ImagesBeforeTheFeatures_EqualsThePipeline()
    {
        IDataView data = MLContext.Data.LoadFromEnumerable(Pictures());
        var pipeline = MLContext.Transforms.ExtractPixels("Values", "Image")
            .Append(Pipeline("Values", Features())).Fit(data);
        float[][] expected = [.. pipeline.Transform(data).GetColumn<float[]>("Score")];
        using var scorer = new TransformerScorer(pipeline, data.Schema, "Image", "Score", Sessions(1));
        float[][] tensors = [.. Rows().Select(row =>
            ClassifierInput.FromImage(Picture(row), scorer.InputShape, TransformerScorer.PixelPreprocessing).Tensor.ToArray())];

        Assert.Contains("is scored in batches", scorer.Decisions[0]);
        Close.All<float>([.. expected.SelectMany(row => row)], ScoreAll(scorer, tensors), 1e-5f);
    }

    [TestMethod]
    public void Score_FromSeveralThreads_GivesTheScoresOfOne()
    {
        IDataView data = Data("Pixels");
        var pipeline = Pipeline("Pixels", Features()).Fit(data);
        using var scorer = new TransformerScorer(pipeline, data.Schema, "Pixels", "Score", Sessions(2));
        float[][] tensors = [.. Rows().Select(row => row.Values)];
        float[] expected = ScoreAll(scorer, tensors);
        int mistakes = 0;
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < 10; i++)
            {
                if (!ScoreAll(scorer, tensors).SequenceEqual(expected))
                {
                    Interlocked.Increment(ref mistakes);
                }
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.AreEqual(0, mistakes);
    }

    [TestMethod]
    public void Constructor_PipelinesThatCannotBeTakenApart_AreScoredRowByRowAndSayWhy()
    {
        IDataView data = Data("Pixels");
        AssertRows(MLContext.Transforms.CopyColumns("Score", "Pixels").Fit(data), "no ONNX model is among the stages");
        AssertRows(
            Onnx(Features()).Append(MLContext.Transforms.Concatenate("Score", "logits", "Pixels")).Fit(data),
            "the scores depend on 'Pixels', 'logits' behind the ONNX model");
        AssertRows(
            Onnx(Unsteady()).Append(MLContext.Transforms.CopyColumns("Score", "logits")).Fit(data),
            "gave other scores for the probe images");
        AssertRows(
            MLContext.Transforms.CopyColumns("input", "Pixels").Append(MLContext.Transforms.ApplyOnnxModel("scores", "input",
                Save(new OnnxModelBuilder().Input("input", DataType.Float, 1, 3, 16, 16)
                    .Node("Relu", ["input"], ["scores"]).Output("scores", DataType.Float, 1, 3, 16, 16))))
                .Append(MLContext.Transforms.CopyColumns("Score", "scores")).Fit(data),
            "is not run by OnnxScorer");

        void AssertRows(ITransformer pipeline, string reason)
        {
            using var scorer = new TransformerScorer(pipeline, data.Schema, "Pixels", "Score");
            Assert.StartsWith("The pipeline is scored row by row, because ", scorer.Decisions.Single());
            Assert.Contains(reason, scorer.Decisions[0]);
            Assert.HasCount(scorer.ClassCount, ScoreAll(scorer, [new float[Shape.Length]]));
        }
    }

    /// <summary>An ONNX model whose output is looked at by something that is no score stays out of the scores' way.</summary>
    [TestMethod]
    public void Constructor_SeveralOnnxStages_TakesTheLargestThatTheScoresDependOn()
    {
        IDataView data = Data("Pixels");
        string other = Save(new OnnxModelBuilder().Input("logits", DataType.Float, 1, 6)
            .Initializer("unused_weights", [5000], new float[5000]).Node("Relu", ["logits"], ["other"])
            .Node("ReduceSum", ["unused_weights"], ["sum"]).Node("Identity", ["sum"], ["large"])
            .Output("other", DataType.Float, 1, 6).Output("large", DataType.Float, 1));
        string small = Save(new OnnxModelBuilder().Input("Pixels", DataType.Float, 1, 3, 16, 16)
            .Node("Neg", ["Pixels"], ["input"]).Output("input", DataType.Float, 1, 3, 16, 16));
        var pipeline = MLContext.Transforms.ApplyOnnxModel("input", "Pixels", small)
            .Append(MLContext.Transforms.ApplyOnnxModel("logits", "input", Features()))
            .Append(MLContext.Transforms.ApplyOnnxModel("other", "logits", other)).Fit(data);

        using var scorer = new TransformerScorer(pipeline, data.Schema, "Pixels", "logits", Sessions(1));

        Assert.Contains("from 'input' to 'logits' is scored in batches", scorer.Decisions[0]);
        Assert.Contains("1 stage(s) before it and 1 behind it", scorer.Decisions[0]);
    }

    [TestMethod]
    public void Constructor_FeaturesAndHead_EqualTheWholePipeline()
    {
        IDataView data = Data("Pixels");
        string file = Features();
        IDataView made = Onnx(file).Fit(data).Transform(data);
        var head = Head("logits").Fit(made);
        float[][] expected = [.. head.Transform(made).GetColumn<float[]>("Score")];
        using var features = new OnnxScorer(file, new OnnxScorerOptions { Activation = ScoreActivation.None });

        using (var scorer = new TransformerScorer(features, head, made.Schema, "logits", "Score"))
        {
            Close.All<float>([.. expected.SelectMany(row => row)], ScoreAll(scorer, [.. Rows().Select(row => row.Values)]), 1e-5f);
            CollectionAssert.AreEqual(new[] { "cat", "dog", "owl" }, scorer.Labels!.ToArray());
        }

        Assert.HasCount(6, ScoreAll(features, [new float[Shape.Length]]));
        Refuse(
            () => new TransformerScorer(features, head, made.Schema, "Pixels", "Score"), "depend on column 'Pixels' alone", "'logits'");
        var copy = MLContext.Transforms.CopyColumns("Score", "Pixels").Fit(data);
        Refuse(() => new TransformerScorer(features, copy, data.Schema, "Pixels", "Score"), "vectors of 6 Single", "'Pixels'", "3, 16, 16");
    }

    [TestMethod]
    public void Labels_ScoresWithoutSlotNames_AreTheValuesOfThePredictedKey()
    {
        IDataView data = Data("Pixels");
        var pipeline = Pipeline("Pixels", Features())
            .Append(MLContext.Transforms.CustomMapping<Scores, Plain>((from, to) => to.PlainScore = from.Score, null)).Fit(data);

        using var scorer = new TransformerScorer(pipeline, data.Schema, "Pixels", "PlainScore", Sessions(1));

        CollectionAssert.AreEqual(new[] { "cat", "dog", "owl" }, scorer.Labels!.ToArray());
    }

    [TestMethod]
    public void Dispose_FreesTheStageAndLeavesThePipeline()
    {
        IDataView data = Data("Pixels");
        var pipeline = Pipeline("Pixels", Features()).Fit(data);
        var scorer = new TransformerScorer(pipeline, data.Schema, "Pixels", "Score", Sessions(1));
        using IScorerBatch batch = scorer.CreateBatch(1);
        scorer.Dispose();
        scorer.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(() => scorer.CreateBatch(1));
        Assert.ThrowsExactly<ObjectDisposedException>(() => { batch.Score(1); });
        Assert.AreEqual(12, pipeline.Transform(data).GetColumn<float[]>("Score").Count());
    }

    /// <summary>The context's device is asked for, and where there is none the CPU is used, as the decisions say.</summary>
    [TestMethod]
    public void Constructor_Context_CompletesTheSettingsAndReceivesTheDecisions()
    {
        IDataView data = Data("Pixels");
        var pipeline = Pipeline("Pixels", Features()).Fit(data);
        var context = new MLContext { GpuDeviceId = 0, FallbackToCpu = true };
        List<string> log = [];
        context.Log += (_, entry) => log.Add($"{entry.Source}: {entry.RawMessage}");

        using var scorer = new TransformerScorer(pipeline, data.Schema, "Pixels", "Score", Sessions(1) with { Context = context });

        if (scorer.Decisions[0].Contains("CUDA", StringComparison.Ordinal))
        {
            Assert.Inconclusive("A CUDA device is there.");
        }

        Assert.Contains("on CPUExecutionProvider", scorer.Decisions[0]);
        Assert.Contains("CUDA device 0", scorer.Decisions[1]);
        Assert.Contains($"Saliency; TransformerScorer: {string.Join(' ', scorer.Decisions)}", log);
        context.FallbackToCpu = false;
        Assert.ThrowsExactly<InvalidOperationException>(() =>
            new TransformerScorer(pipeline, data.Schema, "Pixels", "Score", Sessions(1) with { Context = context }));
    }

    private static TransformerScorerOptions Sessions(int count) => new() { Scorer = new() { Sessions = count, BatchSize = 7 } };

    /// <summary>Nested chains: the features, then the head.</summary>
    private EstimatorChain<ITransformer> Pipeline(string column, string model)
    {
        IEstimator<ITransformer> onnx = MLContext.Transforms.ApplyOnnxModel("logits", "input", model);
        return new EstimatorChain<ITransformer>()
            .Append(column == "input" ? onnx : MLContext.Transforms.CopyColumns("input", column).Append(onnx))
            .Append(MLContext.Transforms.CopyColumns("Features", "logits"))
            .Append<ITransformer>(Head("Features"));
    }

    private EstimatorChain<KeyToValueMappingTransformer> Head(string features) => MLContext.Transforms.Conversion
        .MapValueToKey("Key", "Label")
        .AppendCacheCheckpoint(MLContext)
        .Append(MLContext.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Key", features))
        .Append(MLContext.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel"));

    private EstimatorChain<Transforms.Onnx.OnnxTransformer> Onnx(string model) =>
        MLContext.Transforms.CopyColumns("input", "Pixels").Append(MLContext.Transforms.ApplyOnnxModel("logits", "input", model));

    /// <summary>Six features; with a batch dimension of that size if it is not 0.</summary>
    private string Features(int fixedBatch = 0)
    {
        var model = ModelProto.Parser.ParseFrom(TestModels.RandomConvNet(3, Shape, classCount: 6));
        if (fixedBatch > 0)
        {
            model.Graph.Input[0].Type.TensorType.Shape.Dim[0] = new() { DimValue = fixedBatch };
            model.Graph.Output[0].Type.TensorType.Shape.Dim[0] = new() { DimValue = fixedBatch };
        }

        return Save(Google.Protobuf.MessageExtensions.ToByteArray(model));
    }

    private string Unsteady() => Save(new OnnxModelBuilder().Input("input", DataType.Float, 1, 3, 16, 16)
        .Node("Flatten", ["input"], ["flat"], ("axis", 1)).Node("RandomUniformLike", ["flat"], ["random"])
        .Node("Add", ["flat", "random"], ["logits"]).Output("logits", DataType.Float, 1, 768));

    private string Save(OnnxModelBuilder model) => Save(model.Build());

    private string Save(byte[] model)
    {
        string file = PathOf(Path.GetRandomFileName() + ".onnx");
        File.WriteAllBytes(file, model);
        return file;
    }

    private IDataView Data(string column)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema["Values"].ColumnName = column;
        return MLContext.Data.LoadFromEnumerable(Rows(), schema);
    }

    private static Row[] Rows() => [.. Enumerable.Range(0, 12).Select(row => new Row
    {
        Label = new[] { "cat", "dog", "owl" }[row % 3],
        Values = [.. Enumerable.Range(0, Shape.Length).Select(i => 128 + (100 * MathF.Sin((i * (1 + (row % 3)) * 0.1f) + row)))],
    })];

    private static PictureRow[] Pictures() => [.. Rows().Select(row => new PictureRow { Label = row.Label, Picture = Picture(row) })];

    private static RgbImage Picture(Row row) =>
        RgbImage.FromPixels([.. row.Values.Select(value => (byte)value)], Shape.Height, Shape.Width, PixelFormat.Rgb24);

    private static float[] ScoreAll(IScorer scorer, float[][] tensors)
    {
        using IScorerBatch batch = scorer.CreateBatch(tensors.Length);
        for (int i = 0; i < tensors.Length; i++)
        {
            tensors[i].CopyTo(batch.Inputs[(i * tensors[i].Length)..]);
        }

        return batch.Score(tensors.Length).ToArray();
    }

    private sealed class Row
    {
        public string Label { get; set; } = "";

        [VectorType(3, 16, 16)]
        public float[] Values { get; set; } = [];
    }

    private sealed class PictureRow
    {
        public string Label { get; set; } = "";

        [NoColumn]
        public RgbImage Picture { get; init; } = null!;

        [ImageType(16, 16)]
        public MLImage Image
        {
            get => Picture.ToMLImage();
            set => throw new NotSupportedException("Only read.");
        }
    }

    private sealed class Scores
    {
        public float[] Score { get; set; } = [];
    }

    private sealed class Plain
    {
        public float[] PlainScore { get; set; } = [];
    }
}
