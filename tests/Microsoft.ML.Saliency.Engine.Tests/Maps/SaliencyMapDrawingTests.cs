namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public sealed class SaliencyMapDrawingTests
{
    [TestMethod]
    public void Render_SequentialColours_SpreadsMinimumToMaximum()
        => CollectionAssert.AreEqual(Grays(0, 128, 255), Map(3, 1, 2, 3, 4).Render(KnownColorMaps.Gray).Pixels);

    [TestMethod]
    public void Render_DivergingColours_ZeroIsTheMiddle()
        => CollectionAssert.AreEqual(
            new byte[] { 128, 128, 255, 255, 255, 255, 255, 0, 0 }, Map(1, 3, -1, 0, 2).Render(KnownColorMaps.BlueWhiteRed).Pixels);

    [TestMethod]
    public void Render_ConstantMap_IsTheLowEnd()
        => CollectionAssert.AreEqual(Grays(0, 0), Map(1, 2, 5, 5).Render(KnownColorMaps.Gray).Pixels);

    [TestMethod]
    public void Render_ZeroMapInDivergingColours_IsTheMiddle()
        => CollectionAssert.AreEqual(Grays(255, 255), Map(1, 2, 0, 0).Render(KnownColorMaps.BlueWhiteRed).Pixels);

    [TestMethod]
    public void Render_NoColourMap_IsViridis()
        => CollectionAssert.AreEqual(new byte[] { 68, 1, 84, 253, 231, 37 }, Map(1, 2, 0, 1).Render().Pixels);

    [TestMethod]
    public void Overlay_LargerImage_InterpolatesTheMap()
    {
        // Pixel centers 1/8, 3/8, 5/8, 7/8 of the width are -1/4, 1/4, 3/4, 5/4 in the map, the outer two clamped.
        RgbImage overlay = Map(1, 2, 0, 1).Overlay(new RgbImage(1, 4), KnownColorMaps.Gray, opacity: 1);

        CollectionAssert.AreEqual(Grays(0, 64, 191, 255), overlay.Pixels);
    }

    [TestMethod]
    public void Overlay_SmallerImage_ReadsTheMapAtPixelCentres()
        => CollectionAssert.AreEqual(Grays(128), Map(2, 2, 0, 1, 0, 1).Overlay(new RgbImage(1, 1), KnownColorMaps.Gray, opacity: 1).Pixels);

    [TestMethod]
    public void Overlay_ByDefault_BlendsHalfAndHalf()
    {
        RgbImage image = RgbImage.FromPixels([200, 100], 1, 2, PixelFormat.Gray8);

        CollectionAssert.AreEqual(Grays(100, 178), Map(1, 2, 0, 1).Overlay(image, KnownColorMaps.Gray).Pixels);
        CollectionAssert.AreEqual(Grays(200, 100), image.Pixels, "The picture itself must not change.");
    }

    [TestMethod]
    public void Overlay_Region_LeavesTheRestUnchanged()
    {
        RgbImage image = RgbImage.FromPixels([9, 9, 9, 9, 9, 9, 9, 9], 2, 4, PixelFormat.Gray8);

        RgbImage overlay = Map(1, 2, 0, 1).Overlay(image, KnownColorMaps.Gray, opacity: 1, new ImageRegion(1, 1, 1, 2));

        CollectionAssert.AreEqual(Grays(9, 9, 9, 9, 9, 0, 255, 9), overlay.Pixels);
    }

    [TestMethod]
    public void Overlay_RegionOfFractionsOfPixels_CoversPixelsByTheirCentres()
    {
        // From .6 to 2.4: of the centers .5, 1.5, 2.5, 3.5 only 1.5 lies inside, in the middle of the map.
        RgbImage overlay = Map(1, 2, 0, 1).Overlay(new RgbImage(1, 4), KnownColorMaps.Gray, opacity: 1, new ImageRegion(0, 0.6, 1, 1.8));

        CollectionAssert.AreEqual(Grays(0, 128, 0, 0), overlay.Pixels);
    }

    [TestMethod]
    public void Overlay_RegionBeyondTheImage_IsCutOff()
    {
        RgbImage overlay = Map(1, 2, 0, 1).Overlay(new RgbImage(1, 2), KnownColorMaps.Gray, opacity: 1, new ImageRegion(-5, -2, 20, 4));

        // Centres .5 and 1.5 are 5/8 and 7/8 of the region: 3/4 and, clamped, 1 in the map.
        CollectionAssert.AreEqual(Grays(191, 255), overlay.Pixels);
    }

    [TestMethod]
    [DataRow(-0.1)]
    [DataRow(1.1)]
    [DataRow(double.NaN)]
    public void Overlay_OpacityOutOfRange_Throws(double opacity)
        => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Map(1, 1, 0).Overlay(new RgbImage(1, 1), opacity: opacity));

    [TestMethod]
    [DataRow(0, 1)]
    [DataRow(1, 0)]
    public void Overlay_RegionWithoutArea_Throws(double height, double width)
        => Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => Map(1, 1, 0).Overlay(new RgbImage(1, 1), region: new ImageRegion(0, 0, height, width)));

    [TestMethod]
    public void Render_Range_IsOneScaleForAllMaps()
    {
        // 2 is the middle of 0..4; what lies outside gets the end's color.
        CollectionAssert.AreEqual(Grays(0, 128, 255), Map(1, 3, -1, 2, 9).Render(KnownColorMaps.Gray, (0, 4)).Pixels);
        CollectionAssert.AreEqual(Grays(128, 128, 128), Map(1, 3, 2, 2, 2).Render(KnownColorMaps.Gray, (0, 4)).Pixels);
    }

    [TestMethod]
    [DataRow(1f, 1f)]
    [DataRow(2f, 1f)]
    [DataRow(float.NaN, 1f)]
    [DataRow(0f, float.PositiveInfinity)]
    public void Render_RangeThatIsNone_SaysWhatWasGiven(float low, float high) =>
        Assert.ThrowsWith<ArgumentException>(() => Map(1, 1, 0).Render(KnownColorMaps.Gray, (low, high)), $"{low} to {high}");

    private static byte[] Grays(params byte[] values) => RgbImage.FromPixels(values, 1, values.Length, PixelFormat.Gray8).Pixels;

    private static SaliencyMap Map(int height, int width, params float[] values) => new(height, width, values, target: 0, score: 0);
}
