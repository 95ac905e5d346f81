using Microsoft.ML.Data;

namespace Microsoft.ML.Standin.Tests;

[TestClass]
public class VBufferTests
{
    [TestMethod]
    public void Sparse_IsDenseWithDefaultsBetween()
    {
        var sparse = new VBuffer<float>(5, 2, [7, 9], [1, 4]);
        var dense = default(VBuffer<float>);

        sparse.CopyToDense(ref dense);

        Assert.IsFalse(sparse.IsDense);
        CollectionAssert.AreEqual(new float[] { 0, 7, 0, 0, 9 }, dense.GetValues().ToArray());
        CollectionAssert.AreEqual(dense.GetValues().ToArray(), sparse.DenseValues().ToArray());
        Assert.AreEqual(9, sparse.GetItemOrDefault(4));
        Assert.AreEqual(0, sparse.GetItemOrDefault(0));
    }

    [TestMethod]
    public void Editor_OfABigEnoughBuffer_ReusesItsArray()
    {
        var array = new float[4];
        var buffer = new VBuffer<float>(4, array);

        var editor = VBufferEditor.Create(ref buffer, 3);
        editor.Values[2] = 5;
        buffer = editor.Commit();

        Assert.IsFalse(editor.CreatedNewValues);
        Assert.AreEqual(5, array[2]);
        Assert.AreEqual(3, buffer.Length);
    }
}
