namespace Microsoft.ML.Saliency.Tests;

/// <summary>Images and maps in, curves out; hand-worked on a scorer whose score is the sum of the pixels.</summary>
[TestClass]
public class PerturbationCurvePipelineTests : FolderTests
{
    private static readonly TensorShape Shape = new(1, 2, 2);
    private static readonly PerturbationCurveEstimatorOptions Options =
        new() { Curve = new PerturbationCurveOptions { Steps = PerturbationSteps.Pixels(1) } };
    private readonly FunctionScorer _sum = FunctionScorer.Linear(Shape, [1, 1, 1, 1], [0, 0, 0, 1]);

    /// <summary>Pixels 4, 3, 2, 1 and a map in their order: what is left after 0..4 removals is 10, 6, 3, 1, 0.</summary>
    [TestMethod]
    public void Transform_MorfOfASum_GivesThePartialSums()
    {
        IDataView data =
            MLContext.Data.LoadFromEnumerable(new[] { new MapsOfRow { Pixels = [4, 3, 2, 1], Map = [0.9f, 0.8f, 0.7f, 0.6f] } });

        IDataView followed = MLContext.Saliency().PerturbationCurve("Morf", "Pixels", "Map", _sum, Options).Fit(data).Transform(data);

        CurveRow row = MLContext.Data.CreateEnumerable<CurveRow>(followed, reuseRowObject: false).Single();
        CollectionAssert.AreEqual(new float[] { 10, 6, 3, 1, 0 }, row.Morf);
        CollectionAssert.AreEqual(new[] { 0, 0.25f, 0.5f, 0.75f, 1 }, row.MorfFractions);
        Assert.AreEqual((5 + 6 + 3 + 1 + 0) / 4f, row.MorfAuc, 1e-6f);
        Assert.AreEqual(10 - (20 / 5f), row.MorfAopc, 1e-6f);
    }

    [TestMethod]
    public void Transform_RiseThenMorfAndLerf_InOnePipeline()
    {
        IDataView data = MLContext.Data.LoadFromEnumerable(VectorRow.Many(2));
        FunctionScorer scorer = TestPipeline.Scorer();
        var pipeline = TestPipeline.Estimator(MLContext, scorer, SaliencyTargets.Top(2))
            .Append(MLContext.Saliency().PerturbationCurve("Morf", "Pixels", "Saliency", scorer, Options))
            .Append(MLContext.Saliency().PerturbationCurve("Lerf", "Pixels", "Saliency", scorer, Options with
            {
                Curve = Options.Curve with { Order = PerturbationOrder.LeastRelevantFirst },
            }));

        IDataView followed = pipeline.Fit(data).Transform(data);

        CollectionAssert.AreEqual(new[] { 2, 17 }, ((VectorDataViewType)followed.Schema["Morf"].Type).Dimensions.ToArray());
        float[] morf = followed.GetColumn<float[]>("MorfAuc").First(), lerf = followed.GetColumn<float[]>("LerfAuc").First();
        Assert.HasCount(2, morf);
        Assert.IsLessThan(lerf[0], morf[0]);
        Assert.IsLessThan(lerf[1], morf[1]);
    }

    [TestMethod]
    public void Fit_UnfitColumns_SayWhatWasExpected()
    {
        IDataView data = MLContext.Data.LoadFromEnumerable(new[] { new MapsOfRow { Pixels = [4, 3, 2, 1], Map = [1, 2, 3, 4] } });
        IDataView others = MLContext.Data.LoadFromEnumerable(VectorRow.Many(1));

        Refuse(() => MLContext.Saliency().PerturbationCurve("Morf", "Pixels", "Maps", _sum, Options).Fit(data), "'Maps'", "'Map'");
        PerturbationCurveEstimatorOptions pixels = Options with { TargetColumnName = "Pixels" };
        Refuse(() => MLContext.Saliency().PerturbationCurve("Morf", "Pixels", "Map", _sum, pixels).Fit(data), "1 class index", "'Map'");
        Refuse(() => MLContext.Saliency().PerturbationCurve("Morf", "Pixels", "Map", _sum, Options).Fit(others), "16");
    }

    internal sealed class MapsOfRow
    {
        [VectorType(4)]
        public float[] Pixels { get; set; } = [];
        [VectorType(2, 2)]
        public float[] Map { get; set; } = [];
        public int MapTarget { get; set; }
        [VectorType(2, 2)]
        public float[] Other { get; set; } = new float[4];
        [VectorType(2, 2)]
        public float[] Mask { get; set; } = [1, 0, 0, 0];
    }

    private sealed class CurveRow
    {
        public float[] Morf { get; set; } = [];
        public float[] MorfFractions { get; set; } = [];
        public float MorfAuc { get; set; }
        public float MorfAopc { get; set; }
    }
}
