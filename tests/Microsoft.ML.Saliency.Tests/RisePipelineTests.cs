using Microsoft.ML.Data;

namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class RisePipelineTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly FunctionScorer _scorer = TestPipeline.Scorer();

    [TestMethod]
    public void Transform_VectorColumn_GivesTheEnginesMapsTargetsAndScores()
    {
        IDataView explained = Explain(VectorRow.Many(3));

        MapRow[] rows = [.. _mlContext.Data.CreateEnumerable<MapRow>(explained, reuseRowObject: false)];

        for (int n = 0; n < 3; n++)
        {
            SaliencyMap expected = TestPipeline.Expected(n)[0];
            CollectionAssert.AreEqual(expected.Values.ToArray(), rows[n].Saliency);
            Assert.AreEqual(1, rows[n].SaliencyTarget);
            Assert.AreEqual(n + 1f, rows[n].SaliencyScore);
            Assert.AreEqual(n, rows[n].Number);
        }
    }

    [TestMethod]
    public void Transform_SeveralTargets_GivesVectorsOfAllOfThem()
    {
        IDataView explained = Explain(VectorRow.Many(2), SaliencyTargets.Top(2));

        MapsRow row = _mlContext.Data.CreateEnumerable<MapsRow>(explained, reuseRowObject: false).Last();

        IReadOnlyList<SaliencyMap> expected = TestPipeline.Expected(1, SaliencyTargets.Top(2));
        CollectionAssert.AreEqual(new[] { 1, 0 }, row.SaliencyTarget);
        CollectionAssert.AreEqual(new[] { 2f, 1f }, row.SaliencyScore);
        CollectionAssert.AreEqual((float[])[.. expected[0].Values, .. expected[1].Values], row.Saliency);
    }

    [TestMethod]
    public void Schema_OneTarget_HasAMapOfHxWAndTwoScalars()
    {
        DataViewSchema schema = Explain(VectorRow.Many(1)).Schema;

        var map = (VectorDataViewType)schema["Saliency"].Type;
        CollectionAssert.AreEqual(new[] { 4, 4 }, map.Dimensions.ToArray());
        Assert.AreEqual(NumberDataViewType.Single, map.ItemType);
        Assert.AreEqual(NumberDataViewType.Int32, schema["SaliencyTarget"].Type);
        Assert.AreEqual(NumberDataViewType.Single, schema["SaliencyScore"].Type);
    }

    [TestMethod]
    public void Schema_SeveralTargets_HasMapsOfTxHxW()
    {
        DataViewSchema schema = Explain(VectorRow.Many(1), SaliencyTargets.All).Schema;

        CollectionAssert.AreEqual(new[] { 2, 4, 4 }, ((VectorDataViewType)schema["Saliency"].Type).Dimensions.ToArray());
        Assert.AreEqual(2, ((VectorDataViewType)schema["SaliencyTarget"].Type).Size);
        Assert.AreEqual(2, ((VectorDataViewType)schema["SaliencyScore"].Type).Size);
    }

    [TestMethod]
    public void Fit_InAChainBetweenOtherTransforms_GivesTheSameMaps()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(VectorRow.Many(2));
        var pipeline = _mlContext.Transforms.CopyColumns("Copied", "Pixels")
            .Append(_mlContext.Saliency().Rise("Saliency", "Copied", _scorer, new RiseSaliencyOptions { Rise = TestPipeline.Rise }))
            .Append(_mlContext.Transforms.CopyColumns("Map", "Saliency"));

        IDataView transformed = pipeline.Fit(data).Transform(data);

        float[][] maps = [.. transformed.GetColumn<float[]>("Map")];
        for (int n = 0; n < 2; n++)
        {
            CollectionAssert.AreEqual(TestPipeline.Expected(n)[0].Values.ToArray(), maps[n]);
        }
    }

    [TestMethod]
    public void PredictionEngine_SeveralPredictions_EachGivesItsOwnMap()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(VectorRow.Many(1));
        ITransformer model = TestPipeline.Estimator(_mlContext, _scorer).Append(_mlContext.Transforms.CopyColumns("Map", "Saliency")).Fit(data);
        using PredictionEngine<VectorRow, MapRow> engine = _mlContext.Model.CreatePredictionEngine<VectorRow, MapRow>(model);

        foreach (VectorRow row in VectorRow.Many(3))
        {
            MapRow prediction = engine.Predict(row);

            CollectionAssert.AreEqual(TestPipeline.Expected(row.Number)[0].Values.ToArray(), prediction.Saliency);
            Assert.AreEqual(row.Number + 1f, prediction.SaliencyScore);
        }

        Assert.AreEqual(3 * TestPipeline.PassesPerRow, _scorer.Scored);
    }

    private IDataView Explain(VectorRow[] rows, SaliencyTargets? targets = null)
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(rows);
        return TestPipeline.Estimator(_mlContext, _scorer, targets).Fit(data).Transform(data);
    }
}
