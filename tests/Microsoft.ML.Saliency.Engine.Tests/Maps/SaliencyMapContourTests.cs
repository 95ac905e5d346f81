namespace Microsoft.ML.Saliency.Tests;

/// <summary>Contours, hand-worked: '#' is drawn, '.' is the picture.</summary>
[TestClass]
public sealed class SaliencyMapContourTests
{
    // Nine of 35 values are 2, the others 0 to 1.
    private static readonly SaliencyMap Block = Map(
        5, 7,
        0, 1, 0, 1, 0, 1, 0,
        1, 0, 2, 2, 2, 0, 1,
        0, 1, 2, 2, 2, 1, 0,
        1, 0, 2, 2, 2, 0, 1,
        0, 1, 0, 1, 0, 1, 0);

    [TestMethod]
    [DataRow(9 / 35.0)]
    [DataRow(1 / 35.0, DisplayName = "a share between two levels takes all equal values")]
    public void Contour_Block_IsItsEdgeFromInside(double share) => Check(
        Block.Contour(new RgbImage(5, 7), share),
        ".......",
        "..###..",
        "..#.#..",
        "..###..",
        ".......");

    [TestMethod]
    public void Contour_PartThatReachesTheEdge_IsClosedThere() => Check(
        Map(3, 4, 0, 2, 2, 2, 0, 2, 2, 2, 0, 2, 2, 2).Contour(new RgbImage(3, 4), 0.75),
        ".###",
        ".#.#",
        ".###");

    [TestMethod]
    public void Contour_HoleInThePart_IsSurroundedToo() => Check(
        Map(5, 5, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2).Contour(new RgbImage(5, 5), 0.5),
        "#####",
        "#.#.#",
        "##.##",
        "#.#.#",
        "#####");

    [TestMethod]
    public void Contour_Thickness2_IsTwoPixelsWide() => Check(
        Map(6, 7, [.. Enumerable.Repeat(1f, 42)]).Contour(new RgbImage(6, 7), 1, thickness: 2),
        "#######",
        "#######",
        "##...##",
        "##...##",
        "#######",
        "#######");

    [TestMethod]
    public void Contour_LargerImage_FollowsTheInterpolatedMap() =>
        // Pixel centers read 0, 0.25, 0.75, 1 of the map 0, 1, as the overlay does; level 1 is the last pixel alone.
        Check(Map(1, 2, 0, 1).Contour(new RgbImage(1, 4), 0.5), "...#");

    [TestMethod]
    public void Contour_Region_DrawsThereAlone() => Check(
        Map(1, 1, 5).Contour(new RgbImage(5, 6), 1, region: new ImageRegion(1, 2, 3, 3)),
        "......",
        "..###.",
        "..#.#.",
        "..###.",
        "......");

    [TestMethod]
    public void Contour_ColourAndPicture_AreKept()
    {
        RgbImage image = RgbImage.FromPixels([1, 2, 3, 4, 5, 6], 1, 2, PixelFormat.Rgb24);

        RgbImage contour = Map(1, 2, 0, 1).Contour(image, 0.5, color: (9, 8, 7));

        CollectionAssert.AreEqual(new byte[] { 1, 2, 3, 9, 8, 7 }, contour.Pixels);
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3, 4, 5, 6 }, image.Pixels, "The picture itself must not change.");
    }

    /// <summary>1/200 of 100, 299, 300 and 1000 pixels.</summary>
    [TestMethod]
    [DataRow(100, 1)]
    [DataRow(299, 1)]
    [DataRow(301, 2)]
    [DataRow(1000, 5)]
    public void Contour_ByDefault_IsThinAtAnySize(int side, int expected)
    {
        RgbImage contour = Map(1, 1, 5).Contour(new RgbImage(side, side + 10), 1);

        int middle = side / 2 * (side + 10) * 3;
        int drawn = Enumerable.Range(0, side / 2).Count(column => contour.Pixels[middle + (3 * column)] == 255);
        Assert.AreEqual(expected, drawn);
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(1.01)]
    [DataRow(double.NaN)]
    public void Contour_ShareOutOfRange_Throws(double share) =>
        Assert.ThrowsWith<ArgumentOutOfRangeException>(() => Block.Contour(new RgbImage(1, 1), share), "greater than 0 and at most 1");

    [TestMethod]
    public void Contour_NoThicknessOrNoRegion_Throws()
    {
        Assert.ThrowsWith<ArgumentOutOfRangeException>(() => Block.Contour(new RgbImage(1, 1), 1, thickness: 0), "at least 1 pixel");
        Assert.ThrowsWith<ArgumentOutOfRangeException>(
            () => Block.Contour(new RgbImage(1, 1), 1, region: new ImageRegion(0, 0, 0, 1)), "height and a width greater than 0");
    }

    private static void Check(RgbImage drawn, params string[] expected)
    {
        string[] rows = [.. Enumerable.Range(0, drawn.Height).Select(row => string.Concat(
            Enumerable.Range(0, drawn.Width).Select(column => drawn.Pixels[((row * drawn.Width) + column) * 3] == 255 ? '#' : '.')))];
        Assert.AreEqual(string.Join('\n', expected), string.Join('\n', rows));
    }

    private static SaliencyMap Map(int height, int width, params float[] values) => new(height, width, values, target: 0, score: 0);
}
