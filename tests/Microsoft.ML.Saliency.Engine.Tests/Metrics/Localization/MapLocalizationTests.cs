namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class MapLocalizationTests
{
    // 3 x 4, the maximum at (1, 2), mean 1.
    private static readonly SaliencyMap Map = new(3, 4, [0, 0, 1, 0, 0, 2, 6, 0, 0, 0, 3, 0], target: 0, score: 1);

    [TestMethod]
    [DataRow(1, 2, 0.0, true)]
    [DataRow(1, 1, 0.0, false)]
    [DataRow(1, 1, 1.0, true)]
    [DataRow(0, 0, 2.2, false)]
    [DataRow(0, 0, 2.3, true)]
    public void PointsAt_ObjectOfOnePixel_IsAHitWithinTheTolerance(int row, int column, double tolerance, bool expected) =>
        Assert.AreEqual(expected, MapLocalization.PointsAt(Map, Mask((row, column)), tolerance));

    [TestMethod]
    public void EnergyInside_HandWorked_IsTheShareAboveTheMean() =>
        // Above the mean of 1: 2 -> 1, 6 -> 5, 3 -> 2; 8 in all.
        Assert.AreEqual(6.0 / 8, MapLocalization.EnergyInside(Map, Mask((1, 1), (1, 2), (0, 0))), 1e-12);

    [TestMethod]
    public void EnergyInside_ConstantMap_IsZero() =>
        Assert.AreEqual(0, MapLocalization.EnergyInside(new SaliencyMap(1, 2, [3, 3], 0, 0), [true, false]));

    [TestMethod]
    public void PointsAt_MaskOfAnotherSize_SaysExpectedAndGiven() =>
        Assert.ThrowsWith<ArgumentException>(
            () => MapLocalization.PointsAt(Map, new bool[11]), "3 x 4 = 12 pixels, as the map, but had 11");

    [TestMethod]
    public void EnergyInside_EmptyMask_IsRefused() =>
        Assert.ThrowsExactly<ArgumentException>(() => MapLocalization.EnergyInside(Map, new bool[12]));

    [TestMethod]
    public void PointsAt_NegativeTolerance_IsRefused() =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => MapLocalization.PointsAt(Map, Mask((0, 0)), -1));

    private static bool[] Mask(params (int Row, int Column)[] pixels)
    {
        var mask = new bool[12];
        foreach ((int row, int column) in pixels)
        {
            mask[(row * 4) + column] = true;
        }

        return mask;
    }

    [TestMethod]
    public void ChanceLevel_IsTheObjectsShareOfThePixels()
    {
        Assert.AreEqual(0.25, MapLocalization.ChanceLevel([false, true, false, false]));
        Assert.ThrowsExactly<ArgumentException>(() => MapLocalization.ChanceLevel(new bool[4]));
    }
}
