using Microsoft.ML.Data;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>What ML.NET's own transforms expect of a view's cursors.</summary>
[TestClass]
public class CursorContractTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly FunctionScorer _scorer = TestPipeline.Scorer();

    [TestMethod]
    public void Schema_AskedTwice_IsOneObject()
    {
        IDataView explained = Explained(2);

        DataViewSchema schema = explained.Schema;
        using DataViewRowCursor cursor = explained.GetRowCursor(explained.Schema);
        Assert.AreSame(schema, explained.Schema);
        Assert.AreSame(schema, cursor.Schema);
    }

    [TestMethod]
    public void Position_OverACursorsLife_IsMinusOneThenCountsThenMinusOne()
    {
        IDataView explained = Explained(2);
        using DataViewRowCursor cursor = explained.GetRowCursor([explained.Schema["Number"]]);
        var positions = new List<long> { cursor.Position };
        while (cursor.MoveNext())
        {
            positions.Add(cursor.Position);
        }

        positions.Add(cursor.Position);
        CollectionAssert.AreEqual(new long[] { -1, 0, 1, -1 }, positions);
    }

    [TestMethod]
    public void GetGetter_InactiveColumn_Throws()
    {
        IDataView explained = Explained(1);
        using DataViewRowCursor cursor = explained.GetRowCursor([explained.Schema["Saliency"]]);

        Assert.IsTrue(cursor.IsColumnActive(explained.Schema["Saliency"]));
        Assert.IsFalse(cursor.IsColumnActive(explained.Schema["SaliencyScore"]));
        Assert.IsFalse(cursor.IsColumnActive(explained.Schema["Number"]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<float>(explained.Schema["SaliencyScore"]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<int>(explained.Schema["Number"]));
    }

    [TestMethod]
    public void GetGetter_WrongType_SaysWhatTheColumnHolds()
    {
        IDataView explained = Explained(1);
        using DataViewRowCursor cursor = explained.GetRowCursor(explained.Schema);

        var exception = Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<float>(explained.Schema["Saliency"]));

        Assert.Contains("'Saliency'", exception.Message);
    }

    [TestMethod]
    public void GetGetter_BeforeTheFirstRow_ValueThrows()
    {
        IDataView explained = Explained(1);
        using DataViewRowCursor cursor = explained.GetRowCursor(explained.Schema);
        ValueGetter<float> getScore = cursor.GetGetter<float>(explained.Schema["SaliencyScore"]);
        float score = 0;

        Assert.ThrowsExactly<InvalidOperationException>(() => getScore(ref score));
    }

    [TestMethod]
    public void GetRowCursorSet_SeveralAskedFor_HasAllRowsInOneCursorEachItsOwnBatch()
    {
        IDataView explained = Explained(3);
        DataViewRowCursor[] cursors = explained.GetRowCursorSet(explained.Schema, 2);
        var batches = new List<List<long>>();
        foreach (DataViewRowCursor cursor in cursors)
        {
            Assert.AreSame(explained.Schema, cursor.Schema);
            Assert.IsTrue(explained.Schema.All(cursor.IsColumnActive));
            var seen = new List<long>();
            while (cursor.MoveNext())
            {
                seen.Add(cursor.Batch);
            }

            batches.Add(seen);
            cursor.Dispose();
        }

        Assert.HasCount(2, batches);
        CollectionAssert.AreEqual(new long[] { 0, 1, 2 }, batches[0]);
        Assert.IsEmpty(batches[1]);
    }

    [TestMethod]
    public void GetIdGetter_ShuffledAndNot_RowsKeepTheirIds()
    {
        IDataView explained = Explained(5);

        Dictionary<int, DataViewRowId> plain = Ids(explained, null), shuffled = Ids(explained, new Random(7));

        CollectionAssert.AreEquivalent(plain, shuffled);
        Assert.HasCount(5, plain.Values.Distinct());
    }

    [TestMethod]
    public void GetRowCount_OfTheInput_IsForwarded()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(VectorRow.Many(4));
        IDataView explained = TestPipeline.Estimator(_mlContext, _scorer).Fit(data).Transform(data);

        Assert.AreEqual(data.GetRowCount(), explained.GetRowCount());
        Assert.AreEqual(data.CanShuffle, explained.CanShuffle);
    }

    [TestMethod]
    public void Transform_ReadOnSeveralThreadsAtOnce_GivesEqualMaps()
    {
        IDataView explained = Explained(4);

        float[][][] reads = [.. Enumerable.Range(0, 4).AsParallel().WithDegreeOfParallelism(4).Select(_ =>
            new MLContext().Data.CreateEnumerable<MapRow>(explained, reuseRowObject: false).Select(row => row.Saliency).ToArray())];

        foreach (float[][] read in reads)
        {
            for (int n = 0; n < 4; n++)
            {
                CollectionAssert.AreEqual(reads[0][n], read[n]);
            }
        }
    }

    /// <summary>A built-in transform with an active column behind ours asks for a cursor set, and splits a single cursor in blocks of 128 rows.</summary>
    [TestMethod]
    [RealMLNet]
    [TestCategory("RealMLNet")]
    public void CopyColumnsBehind_OneRowRead_ScoresAFewRowsOnly()
    {
        IDataView explained = Explained(2000);
        IDataView copied = _mlContext.Transforms.CopyColumns("Copy", "Saliency").Fit(explained).Transform(explained);
        using DataViewRowCursor cursor = copied.GetRowCursor([copied.Schema["Copy"]]);
        ValueGetter<VBuffer<float>> getMap = cursor.GetGetter<VBuffer<float>>(copied.Schema["Copy"]);
        VBuffer<float> map = default;

        Assert.IsTrue(cursor.MoveNext());
        getMap(ref map);

        // One row with the reader, four in ML.NET's queue, one waiting to enter it.
        Thread.Sleep(200);
        Assert.IsLessThanOrEqualTo(6 * TestPipeline.PassesPerRow, _scorer.Scored);
    }

    private IDataView Explained(int rows)
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(VectorRow.Many(rows));
        return TestPipeline.Estimator(_mlContext, _scorer).Fit(data).Transform(data);
    }

    private static Dictionary<int, DataViewRowId> Ids(IDataView view, Random? random)
    {
        var ids = new Dictionary<int, DataViewRowId>();
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Number"]], random);
        ValueGetter<int> getNumber = cursor.GetGetter<int>(view.Schema["Number"]);
        ValueGetter<DataViewRowId> getId = cursor.GetIdGetter();
        while (cursor.MoveNext())
        {
            int number = 0;
            DataViewRowId id = default;
            getNumber(ref number);
            getId(ref id);
            ids.Add(number, id);
        }

        return ids;
    }
}
