namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class MapLocalizationIoUTests
{
    // Spread over 0..1: 0, .25, .5, 1.
    private static readonly SaliencyMap Map = new(2, 2, [-1, 0, 1, 3], target: 0, score: 1);
    private static readonly bool[] Object = [false, true, false, true];

    [TestMethod]
    [DataRow(0.2, 2.0 / 3)] // salient: 1, 2, 3
    [DataRow(0.5, 1.0 / 3)] // salient: 2, 3
    [DataRow(1.0, 1.0 / 2)] // salient: 3
    public void IoU_HandWorked_IsOfThePixelsFromTheThresholdOn(double threshold, double expected) =>
        Assert.AreEqual(expected, MapLocalization.IoU(Map, Object, threshold), 1e-15);

    [TestMethod]
    public void IoU_ConstantMap_IsZero() => Assert.AreEqual(0, MapLocalization.IoU(new SaliencyMap(2, 2, [2, 2, 2, 2], 0, 0), Object));

    [TestMethod]
    public void IoU_MaskOfAnotherSizeOrEmpty_IsRefused()
    {
        Assert.ThrowsWith<ArgumentException>(() => MapLocalization.IoU(Map, [true]), "2 x 2 = 4 pixels, as the map, but had 1");
        Assert.ThrowsExactly<ArgumentException>(() => MapLocalization.IoU(Map, new bool[4]));
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(1.5)]
    [DataRow(double.NaN)]
    public void IoU_ThresholdOutOfRange_SaysTheRange(double threshold) =>
        Assert.ThrowsWith<ArgumentOutOfRangeException>(() => MapLocalization.IoU(Map, Object, threshold), "greater than 0 and at most 1");
}
