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

        ContractMaps row = _mlContext.Data.CreateEnumerable<ContractMaps>(explained, reuseRowObject: false).Last();

        IReadOnlyList<SaliencyMap> expected = TestPipeline.Expected(1, SaliencyTargets.Top(2));
        CollectionAssert.AreEqual(new[] { 1, 0 }, row.SaliencyTarget);
        CollectionAssert.AreEqual(new[] { 2f, 1f }, row.SaliencyScore);
        CollectionAssert.AreEqual((float[])[.. expected[0].Values, .. expected[1].Values], row.Saliency);
    }

    [TestMethod]
    public void Schema_OneTargetOrSeveral_HasMapsOfHxWOrTxHxW()
    {
        DataViewSchema one = Explain(VectorRow.Many(1)).Schema, all = Explain(VectorRow.Many(1), SaliencyTargets.All).Schema;

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 4, 4), one["Saliency"].Type);
        Assert.AreEqual(NumberDataViewType.Int32, one["SaliencyTarget"].Type);
        Assert.AreEqual(NumberDataViewType.Single, one["SaliencyScore"].Type);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 2, 4, 4), all["Saliency"].Type);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Int32, 2), all["SaliencyTarget"].Type);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 2), all["SaliencyScore"].Type);
    }

    private IDataView Explain(VectorRow[] rows, SaliencyTargets? targets = null)
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(rows);
        return TestPipeline.Estimator(_mlContext, _scorer, targets).Fit(data).Transform(data);
    }
}
