namespace Microsoft.ML.Saliency.Tests;

/// <summary>The memory that a pipeline costs beside the engine's call for each row, on any machine. The time is a benchmark.</summary>
[TestClass]
[DoNotParallelize]
public class PipelineCostTests
{
    private const int Rows = 10_000;
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Transform_TenThousandRows_AllocatesLessThanTwiceWhatTheEngineDoesAndKeepsNothing()
    {
        FunctionScorer scorer = TestPipeline.Scorer();
        VectorRow[] rows = VectorRow.Many(Rows);
        IDataView data = _mlContext.Data.LoadFromEnumerable(rows);
        IDataView explained =
            _mlContext.Saliency().Occlusion("Saliency", "Pixels", scorer, TestPipeline.OcclusionSaliency).Fit(data).Transform(data);
        var explainer = new OcclusionExplainer(scorer, TestPipeline.Occlusion);

        (long pipeline, long kept) = ReadAll(explained);
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (VectorRow row in rows)
        {
            explainer.Explain(row.Pixels);
        }

        long engine = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.IsLessThan(2 * engine, pipeline);
        Assert.IsLessThan(32_000, kept);
        Assert.AreEqual(0, scorer.LiveBatches);
    }

    /// <summary>Bytes that this thread allocates for all rows, and bytes more that are alive near the end than near the start.</summary>
    private static (long Allocated, long Kept) ReadAll(IDataView explained)
    {
        using DataViewRowCursor cursor = explained.GetRowCursor([explained.Schema["Saliency"]]);
        ValueGetter<Data.VBuffer<float>> getMap = cursor.GetGetter<Data.VBuffer<float>>(explained.Schema["Saliency"]);
        Data.VBuffer<float> map = default;
        long start = GC.GetAllocatedBytesForCurrentThread(), alive = 0;
        while (cursor.MoveNext())
        {
            getMap(ref map);
            if (cursor.Position == Rows / 10)
            {
                alive = GC.GetTotalMemory(forceFullCollection: true);
            }
            else if (cursor.Position == Rows - 1)
            {
                alive = GC.GetTotalMemory(forceFullCollection: true) - alive;
            }
        }

        return (GC.GetAllocatedBytesForCurrentThread() - start, alive);
    }
}
