using Microsoft.ML.Data;

namespace Microsoft.ML.Standin.Tests;

[TestClass]
public class CursorTests
{
    [TestMethod]
    public void Position_IsMinusOneBeforeTheFirstRowAndAfterTheLast()
    {
        using var cursor = Some.Numbers(2).GetRowCursor([]);
        var positions = new List<long> { cursor.Position };
        while (cursor.MoveNext())
        {
            positions.Add(cursor.Position);
        }

        positions.Add(cursor.Position);

        CollectionAssert.AreEqual(new long[] { -1, 0, 1, -1 }, positions);
        Assert.IsFalse(cursor.MoveNext());
    }

    [TestMethod]
    public void GetGetter_InactiveColumnOrOtherType_Throws()
    {
        var view = Some.ML.Transforms.CopyColumns("Copy", "Number").Fit(Some.Numbers(1)).Transform(Some.Numbers(1));
        using var cursor = view.GetRowCursor([view.Schema["Copy"]]);

        Assert.IsTrue(cursor.IsColumnActive(view.Schema["Copy"]));
        Assert.IsFalse(cursor.IsColumnActive(view.Schema["Number"]));
        Assert.Throws<Exception>(() => cursor.GetGetter<float>(view.Schema["Number"]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<double>(view.Schema["Copy"]));
    }

    [TestMethod]
    public void Getter_BeforeTheFirstRow_Throws()
    {
        var view = Some.Numbers(1);
        using var cursor = view.GetRowCursor(view.Schema);
        var getter = cursor.GetGetter<float>(view.Schema["Number"]);

        Assert.Throws<Exception>(() =>
        {
            var value = 0f;
            getter(ref value);
        });
    }

    [TestMethod]
    public void GetColumn_ColumnOfAnotherView_Throws()
    {
        var other = Some.ML.Data.LoadFromEnumerable(new[] { new { Number = 1 } });

        Assert.Throws<ArgumentException>(() => Some.Numbers(1).GetColumn<int>(other.Schema["Number"]).ToList());
    }

    [TestMethod]
    public void CopyColumns_OntoAnExistingName_HidesTheOldColumn()
    {
        var rows = Some.ML.Data.LoadFromEnumerable(new[] { new { A = 1f, B = 2f } });

        var view = Some.ML.Transforms.CopyColumns("A", "B").Fit(rows).Transform(rows);

        Assert.HasCount(3, view.Schema);
        Assert.IsTrue(view.Schema[0].IsHidden);
        Assert.AreEqual(2f, view.GetColumn<float>("A").Single());
    }

    [TestMethod]
    public void DropColumns_LeavesTheOthers()
    {
        var rows = Some.ML.Data.LoadFromEnumerable(new[] { new { A = 1f, B = 2f } });

        var view = Some.ML.Transforms.DropColumns("A").Fit(rows).Transform(rows);

        Assert.AreEqual("B", view.Schema.Single().Name);
        Assert.AreEqual(2f, view.GetColumn<float>("B").Single());
    }

    [TestMethod]
    public void TakeRows_GivesTheFirst()
    {
        var view = Some.ML.Data.TakeRows(Some.Numbers(5), 2);

        CollectionAssert.AreEqual(new[] { 0f, 1f }, view.GetColumn<float>("Number").ToArray());
    }

    [TestMethod]
    public void ShuffleRows_KeepsEachRowsId()
    {
        var view = Some.ML.Data.ShuffleRows(Some.Numbers(50), seed: 3);
        using var cursor = view.GetRowCursor(view.Schema);
        var getNumber = cursor.GetGetter<float>(view.Schema["Number"]);
        var getId = cursor.GetIdGetter();
        var seen = new List<float>();
        while (cursor.MoveNext())
        {
            var number = 0f;
            var id = default(DataViewRowId);
            getNumber(ref number);
            getId(ref id);
            Assert.AreEqual((ulong)number, id.Low);
            seen.Add(number);
        }

        CollectionAssert.AreEquivalent(Enumerable.Range(0, 50).Select(i => (float)i).ToArray(), seen);
        CollectionAssert.AreNotEqual(seen.Order().ToArray(), seen);
    }

    [TestMethod]
    public void Cache_ReadTwice_ReadsTheSourceOnce()
    {
        var reads = 0;
        var cached = Some.ML.Data.Cache(Some.ML.Data.LoadFromEnumerable(Enumerable.Range(0, 3).Select(i =>
        {
            reads++;
            return new Row { Number = i, Fixed = [i, 0, 0, 0, 0, 0] };
        })));

        var first = cached.GetColumn<float[]>("Fixed").ToArray();
        var second = cached.GetColumn<float[]>("Fixed").ToArray();

        Assert.AreEqual(3, reads);
        CollectionAssert.AreEqual(first.Select(row => row[0]).ToArray(), second.Select(row => row[0]).ToArray());
    }
}
