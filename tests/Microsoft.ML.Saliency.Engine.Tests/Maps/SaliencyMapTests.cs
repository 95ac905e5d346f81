namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public sealed class SaliencyMapTests
{
    [TestMethod]
    public void New_Values_AreKeptWithoutCopying()
    {
        float[] values = [1, 2, 3, 4, 5, 6];

        SaliencyMap map = new(2, 3, values, target: 7, score: 0.5f);

        Assert.AreEqual((2, 3, 7, 0.5f), (map.Height, map.Width, map.Target, map.Score));
        Assert.IsTrue(map.Values == values);
        Assert.AreEqual(6, map[1, 2]);
    }

    [TestMethod]
    public void New_OtherLength_NamesBothLengths() =>
        Assert.ThrowsWith<ArgumentException>(() => Map(2, 3, 1, 2, 3, 4), "2 x 3 must have 6 values, but had 4");

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    [DataRow(float.NegativeInfinity)]
    public void New_NotFinite_NamesTheFirstBadPixel(float bad) =>
        Assert.ThrowsWith<ArgumentException>(() => Map(2, 3, 0, 0, 0, 0, bad, bad), $"row 1, column 1 was {bad}");

    [TestMethod]
    [DataRow(0, 1, 0)]
    [DataRow(1, 0, 0)]
    [DataRow(1, 1, -1)]
    public void New_OutOfRange_Throws(int height, int width, int target)
        => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new SaliencyMap(height, width, [], target, 0));

    [TestMethod]
    [DataRow(2, 0)]
    [DataRow(0, 3)]
    [DataRow(-1, 0)]
    [DataRow(0, -1)]
    public void Indexer_OutsideTheMap_Throws(int row, int column)
        => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Map(2, 3, 0, 0, 0, 0, 0, 0)[row, column]);

    [TestMethod]
    public void ArgMax_Tie_IsTheFirstInRowMajorOrder() => Assert.AreEqual((0, 1), Map(2, 2, 1, 3, 3, 0).ArgMax());

    [TestMethod]
    public void MinimumAndMaximum_NegativeValues_AreFound()
    {
        SaliencyMap map = Map(1, 3, -2, -5, -1);

        Assert.AreEqual((-5f, -1f), (map.Minimum, map.Maximum));
    }

    [TestMethod]
    public void Normalize_Map_SpreadsOverZeroToOne()
    {
        SaliencyMap normalized = new SaliencyMap(1, 3, [-2, 0, 6], target: 3, score: 0.25f).Normalize();

        CollectionAssert.AreEqual(new[] { 0, 0.25f, 1 }, normalized.Values.ToArray());
        Assert.AreEqual((3, 0.25f), (normalized.Target, normalized.Score));
    }

    [TestMethod]
    public void Normalize_ConstantMap_IsZero()
        => CollectionAssert.AreEqual(new float[] { 0, 0 }, Map(1, 2, 5, 5).Normalize().Values.ToArray());

    [TestMethod]
    public void Normalize_RangeBeyondSinglePrecision_StaysFinite()
        => CollectionAssert.AreEqual(new[] { 0, 0.5f, 1 }, Map(1, 3, float.MinValue, 0, float.MaxValue).Normalize().Values.ToArray());

    [TestMethod]
    public void NormalizePercentile_BetweenSamples_InterpolatesAsNumPy()
    {
        // numpy.percentile([4, 10, 1, 3, 2], [10, 90]) is [1.4, 7.6].
        ReadOnlySpan<float> values = Map(1, 5, 4, 10, 1, 3, 2).NormalizePercentile(10, 90).Values;

        Assert.AreEqual(2.6f / 6.2f, values[0], 1e-6f);
        Assert.AreEqual(1, values[1]);
        Assert.AreEqual(0, values[2]);
        Assert.AreEqual(1.6f / 6.2f, values[3], 1e-6f);
        Assert.AreEqual(0.6f / 6.2f, values[4], 1e-6f);
    }

    [TestMethod]
    public void NormalizePercentile_EqualPercentiles_MarksWhatLiesAbove()
        => CollectionAssert.AreEqual(new float[] { 0, 0, 0, 0, 1 }, Map(1, 5, 0, 0, 0, 0, 5).NormalizePercentile(0, 50).Values.ToArray());

    [TestMethod]
    [DataRow(-1, 50)]
    [DataRow(50, 101)]
    [DataRow(50, 50)]
    [DataRow(double.NaN, 50)]
    public void NormalizePercentile_OutOfRange_NamesBoth(double low, double high) =>
        Assert.ThrowsWith<ArgumentOutOfRangeException>(() => Map(1, 1, 0).NormalizePercentile(low, high), $"but were {low} and {high}");

    private static SaliencyMap Map(int height, int width, params float[] values) => new(height, width, values, target: 0, score: 0);
}
