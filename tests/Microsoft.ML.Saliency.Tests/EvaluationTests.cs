using MapsOfRow = Microsoft.ML.Saliency.Tests.PerturbationCurvePipelineTests.MapsOfRow;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Metrics and similarities over a data set, hand-worked.</summary>
[TestClass]
public class EvaluationTests
{
    private static readonly TensorShape Shape = new(1, 2, 2);
    private static readonly PerturbationCurveOptions PixelByPixel = new() { Steps = PerturbationSteps.Pixels(1) };
    private static readonly SaliencyEvaluationColumns Columns = new() { Image = "Pixels", Map = "Map" };
    internal static readonly SaliencyEvaluationOptions Options = new()
    {
        Removal = PixelByPixel,
        Deletion = PixelByPixel,
        Insertion = PixelByPixel with { Direction = PerturbationDirection.Insertion },
    };

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly FunctionScorer _sum = FunctionScorer.Linear(Shape, [1, 1, 1, 1]);

    /// <summary>Row 1: map in the pixels' order, MoRF 10, 6, 3, 1, 0 and LeRF 10, 9, 7, 4, 0. Row 2: the reverse.</summary>
    [TestMethod]
    public void Evaluate_TwoRows_GivesMeansStandardErrorsAndEachImage()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(new[]
        {
            new MapsOfRow { Pixels = [4, 3, 2, 1], Map = [4, 3, 2, 1] },
            new MapsOfRow { Pixels = [4, 3, 2, 1], Map = [1, 2, 3, 4] },
        });

        SaliencyMetrics metrics = _mlContext.Saliency().Evaluate(data, _sum, Columns with { Mask = "Mask" }, Options);

        const double Good = 15 / 4.0, Bad = 25 / 4.0;
        Assert.HasCount(2, metrics.Images);
        Assert.AreEqual(Good, metrics.Images[0].Morf.Auc, 1e-9);
        Assert.AreEqual(Bad, metrics.Images[0].Lerf.Auc, 1e-9);
        Assert.AreEqual((Good + Bad) / 2, metrics.MorfAuc.Mean, 1e-9);
        // Two values: standard deviation |a - b| / sqrt 2, divided by sqrt 2.
        Assert.AreEqual((Bad - Good) / 2, metrics.MorfAuc.StandardError, 1e-9);
        Assert.AreEqual(Good, metrics.Images[0].Deletion.Auc, 1e-9);
        // Insertion of row 1: 0, 4, 7, 9, 10.
        Assert.AreEqual(Bad, metrics.Images[0].Insertion.Auc, 1e-9);
        Assert.AreEqual(0, metrics.Abpc.Mean, 1e-9);
        Assert.AreEqual(0.5, metrics.PointingGame!.Value.Mean);
        // Above the mean of 2.5: 1.5 and .5; the object has the 1.5 in row 1 and nothing in row 2.
        Assert.AreEqual(0.75 / 2, metrics.EnergyInside!.Value.Mean, 1e-9);
    }

    [TestMethod]
    public void Evaluate_NoMaskColumn_HasNoLocalization()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(new[] { new MapsOfRow { Pixels = [4, 3, 2, 1], Map = [4, 3, 2, 1] } });

        SaliencyMetrics metrics = _mlContext.Saliency().Evaluate(data, _sum, Columns, Options);

        Assert.IsNull(metrics.PointingGame);
        Assert.IsNull(metrics.IoU);
    }

    [TestMethod]
    public void Evaluate_NoRow_IsRefused()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(Array.Empty<MapsOfRow>());

        Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Saliency().Evaluate(data, _sum, Columns, Options));
    }

    [TestMethod]
    public void Compare_TwoColumns_GivesTheMeanOverTheRowsWhereItIsDefined()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(new[]
        {
            new MapsOfRow { Map = [4, 3, 2, 1], Other = [8, 6, 4, 2] },
            new MapsOfRow { Map = [4, 3, 2, 1], Other = [1, 2, 3, 4] },
            new MapsOfRow { Map = [4, 3, 2, 1], Other = [1, 2, 3, 4] },
            new MapsOfRow { Map = [4, 3, 2, 1], Other = [5, 5, 5, 5] },
        });

        MapComparison comparison = _mlContext.Saliency().Compare(data, SimilarityMeasure.Spearman, "Map", "Other");

        Assert.AreEqual(-1 / 3.0, comparison[0, 1].Mean, 1e-9);
        Assert.AreEqual(comparison[0, 1], comparison[1, 0]);
        Assert.AreEqual(2 / 3.0, comparison[0, 1].StandardError, 1e-9);
        Assert.AreEqual(3, comparison.Count(0, 1));
        Assert.AreEqual(4, comparison.Images);
    }

    [TestMethod]
    public void Compare_BadColumns_SayWhatWasExpected()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(new[] { new MapsOfRow { Pixels = new float[4] } });
        SaliencyCatalog saliency = _mlContext.Saliency();

        FolderTests.Refuse(() => saliency.Compare(data, SimilarityMeasure.Pearson, "Map"), "two maps");
        FolderTests.Refuse(() => saliency.Compare(data, SimilarityMeasure.Pearson, "Map", "Maps"), "'Maps' is missing");
        FolderTests.Refuse(() => saliency.Compare(data, SimilarityMeasure.Pearson, "Map", "Pixels"), "H x W");
    }
}
