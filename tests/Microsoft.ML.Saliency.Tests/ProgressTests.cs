using System.Collections.Concurrent;
using MapsOfRow = Microsoft.ML.Saliency.Tests.PerturbationCurvePipelineTests.MapsOfRow;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Progress and cancellation in all work.</summary>
[TestClass]
public class ProgressTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly FunctionScorer _scorer = TestPipeline.Scorer();

    [TestMethod]
    [DataRow("Rise", TestPipeline.PassesPerRow)]
    [DataRow("Occlusion", 5)]
    [DataRow("PerturbationCurve", 5)]
    public void Transform_TwoRows_TellsThePassesOfEach(string verb, int passes)
    {
        var progress = new Progress();

        Read(Transform(verb, progress, default));

        Assert.AreEqual(2, progress.Reports.Count(report => report.Scored == passes));
        Assert.IsTrue(progress.Reports.All(report => report.Total == passes), string.Join(", ", progress.Reports));
    }

    [TestMethod]
    [DataRow("Rise")]
    [DataRow("Occlusion")]
    [DataRow("PerturbationCurve")]
    public void Transform_CancelledAtTheFirstReport_Stops(string verb)
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new Progress { OnReport = cancellation.Cancel };
        IDataView transformed = Transform(verb, progress, cancellation.Token);

        Assert.Throws<OperationCanceledException>(() => Read(transformed));
        Assert.HasCount(1, progress.Reports);
        Assert.AreEqual(0, _scorer.LiveBatches);
    }

    /// <summary>The real ML.NET wraps what is thrown behind its transforms: the cancellation is inside.</summary>
    [TestMethod]
    public void Transform_CancelledUnderBuiltInTransforms_IsNoErrorOfARow()
    {
        IDataView explained = Transform("Rise", null, new CancellationToken(canceled: true));
        IDataView copied = _mlContext.Transforms.CopyColumns("Copy", "Saliency").Fit(explained).Transform(explained);

        Exception? exception = Assert.Throws<Exception>(() => copied.GetColumn<float[]>("Copy").ToArray());

        Assert.IsNull(SaliencyRowException.Find(exception));
        while (exception is not (null or OperationCanceledException))
        {
            exception = exception.InnerException;
        }

        Assert.IsNotNull(exception);
        Assert.AreEqual(0, _scorer.Scored);
    }

    [TestMethod]
    public void Fit_LearnedBaseline_TellsTheRowsReadAndCanBeCancelled()
    {
        var progress = new Progress();
        using var cancellation = new CancellationTokenSource();
        IDataView data = _mlContext.Data.LoadFromEnumerable(VectorRow.Many(5));
        var options = TestPipeline.OcclusionSaliency with
        {
            Preprocessing = new ImagePreprocessing { Divisor = 1 },
            CancellationToken = cancellation.Token,
        };
        OcclusionSaliencyEstimator Estimator(BaselineFit fit, Progress receiver) =>
            _mlContext.Saliency().Occlusion("Saliency", "Pixels", Probabilities(), options with { FitBaseline = fit, Progress = receiver });
        var cancelling = new Progress { OnReport = cancellation.Cancel };

        Estimator(BaselineFit.DataSetMean(images: 3), progress).Fit(data);
        Estimator(BaselineFit.MostNeutral([KnownBaselines.Black, KnownBaselines.White]), progress).Fit(data);

        SaliencyProgress[] expected = [new(1, 3), new(2, 3), new(3, 3), new(1, 5), new(2, 5), new(3, 5), new(4, 5), new(5, 5)];
        CollectionAssert.AreEqual(expected, progress.Reports.ToArray());
        Assert.Throws<OperationCanceledException>(() => Estimator(BaselineFit.DataSetMean(), cancelling).Fit(data));
        Assert.HasCount(1, cancelling.Reports);
    }

    [TestMethod]
    public void EvaluateAndCompare_Rows_AreToldAndCanBeCancelled()
    {
        MapsOfRow row = new() { Pixels = [4, 3, 2, 1], Map = [4, 3, 2, 1] };
        RecordingView data = new(_mlContext.Data.LoadFromEnumerable(new[] { row, row }));
        FunctionScorer sum = FunctionScorer.Linear(new TensorShape(1, 2, 2), [1, 1, 1, 1]);
        var columns = new SaliencyEvaluationColumns { Image = "Pixels", Map = "Map" };
        Action<IDataView, IProgress<SaliencyProgress>?, CancellationToken>[] works =
        [
            (rows, progress, token) => _mlContext.Saliency().Evaluate(rows, sum, columns, EvaluationTests.Options, progress, token),
            (rows, progress, token) => _mlContext.Saliency().Compare(rows, SimilarityMeasure.Pearson, ["Map", "Other"], progress, token),
        ];
        foreach (var work in works)
        {
            Progress known = new(), unknown = new();
            work(data, known, default);
            work(new RecordingView(data) { RowCount = null }, unknown, default);
            CollectionAssert.AreEqual(new SaliencyProgress[] { new(1, 2), new(2, 2) }, known.Reports.ToArray());
            CollectionAssert.AreEqual(new SaliencyProgress[] { new(1, 1), new(2, 2) }, unknown.Reports.ToArray());

            using var cancellation = new CancellationTokenSource();
            var cancelling = new Progress { OnReport = cancellation.Cancel };
            Assert.Throws<OperationCanceledException>(() => work(data, cancelling, cancellation.Token));
            Assert.HasCount(1, cancelling.Reports);
        }

        Assert.IsTrue(data.Cursors.All(cursor => cursor.Disposals == 1));
    }

    private static FunctionScorer Probabilities() => new(TestPipeline.Shape, 2, (input, scores) =>
    {
        scores[1] = 0.5f + (input[0] / 600);
        scores[0] = 1 - scores[1];
    });

    private IDataView Transform(string verb, Progress? progress, CancellationToken token)
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(ContractVectorRow.Many(2));
        SaliencyCatalog saliency = _mlContext.Saliency();
        IEstimator<ITransformer> estimator = verb switch
        {
            "Rise" => saliency.Rise("Saliency", "Pixels", _scorer, TestPipeline.RiseSaliency with
            {
                Rise = TestPipeline.Rise with { BatchSize = 2 },
                Progress = progress,
                CancellationToken = token,
            }),
            "Occlusion" => saliency.Occlusion("Saliency", "Pixels", _scorer, TestPipeline.OcclusionSaliency with
            {
                Occlusion = TestPipeline.Occlusion with { BatchSize = 2 },
                Progress = progress,
                CancellationToken = token,
            }),
            _ => saliency.PerturbationCurve("Saliency", "Pixels", "Map", _scorer, TestPipeline.CurveEstimator with
            {
                Curve = TestPipeline.Curve with { BatchSize = 2 },
                Progress = progress,
                CancellationToken = token,
            }),
        };
        return estimator.Fit(data).Transform(data);
    }

    private static void Read(IDataView transformed) => RowValues.Read(transformed, ["Saliency"]);

    private sealed class Progress : IProgress<SaliencyProgress>
    {
        public ConcurrentQueue<SaliencyProgress> Reports { get; } = new();
        public Action? OnReport { get; init; }

        public void Report(SaliencyProgress value)
        {
            Reports.Enqueue(value);
            OnReport?.Invoke();
        }
    }
}
