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
    public void Transform_NothingRead_ScoresNothing()
    {
        IDataView explained = Explain(VectorRow.Many(3));
        _ = explained.Schema;

        Assert.AreEqual(0, _scorer.Scored);
    }

    [TestMethod]
    public void GetRowCursor_MapNotActive_ScoresNothing()
    {
        IDataView explained = Explain(VectorRow.Many(3));

        int[] numbers = [.. explained.GetColumn<int>("Number")];

        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, numbers);
        Assert.AreEqual(0, _scorer.Scored);
    }

    [TestMethod]
    public void GetRowCursor_SeveralColumnsActiveAndReadAgain_ScoresEachRowOnce()
    {
        IDataView explained = Explain(VectorRow.Many(2));
        using DataViewRowCursor cursor = explained.GetRowCursor(explained.Schema);
        var getMap = cursor.GetGetter<VBuffer<float>>(explained.Schema["Saliency"]);
        var getScore = cursor.GetGetter<float>(explained.Schema["SaliencyScore"]);
        VBuffer<float> map = default;
        float score = 0;
        while (cursor.MoveNext())
        {
            getMap(ref map);
            getScore(ref score);
            getMap(ref map);
        }

        Assert.AreEqual(2 * TestPipeline.PassesPerRow, _scorer.Scored);
    }

    [TestMethod]
    public void TakeRows_One_ScoresOneRow()
    {
        IDataView explained = Explain(VectorRow.Many(300));

        _ = _mlContext.Data.CreateEnumerable<MapRow>(_mlContext.Data.TakeRows(explained, 1), reuseRowObject: false).Single();

        Assert.AreEqual(TestPipeline.PassesPerRow, _scorer.Scored);
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
    public void Transform_ThenShuffleAndCache_KeepsMapsWithTheirRows()
    {
        IDataView explained = _mlContext.Data.Cache(_mlContext.Data.ShuffleRows(Explain(VectorRow.Many(8)), seed: 5));

        MapRow[] first = [.. _mlContext.Data.CreateEnumerable<MapRow>(explained, reuseRowObject: false)];
        long scored = _scorer.Scored;
        MapRow[] second = [.. _mlContext.Data.CreateEnumerable<MapRow>(explained, reuseRowObject: false)];

        CollectionAssert.AreNotEqual(Enumerable.Range(0, 8).ToArray(), first.Select(row => row.Number).ToArray());
        foreach (MapRow row in first)
        {
            CollectionAssert.AreEqual(TestPipeline.Expected(row.Number)[0].Values.ToArray(), row.Saliency);
        }

        Assert.AreEqual(8 * TestPipeline.PassesPerRow, scored);
        Assert.AreEqual(scored, _scorer.Scored, "The cache was read, not the scorer.");
        CollectionAssert.AreEqual(first.Select(row => row.Number).ToArray(), second.Select(row => row.Number).ToArray());
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
