namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public sealed class RgbImageTests
{
    [TestMethod]
    [DataRow(PixelFormat.Rgb24, new byte[] { 1, 2, 3, 4, 5, 6 }, new byte[] { 1, 2, 3, 4, 5, 6 })]
    [DataRow(PixelFormat.Rgba32, new byte[] { 1, 2, 3, 255, 4, 5, 6, 255 }, new byte[] { 1, 2, 3, 4, 5, 6 })]
    [DataRow(PixelFormat.Bgra32, new byte[] { 1, 2, 3, 255, 4, 5, 6, 255 }, new byte[] { 3, 2, 1, 6, 5, 4 })]
    [DataRow(PixelFormat.Gray8, new byte[] { 7, 8 }, new byte[] { 7, 7, 7, 8, 8, 8 })]
    public void FromPixels_Format_GivesRedGreenBlue(PixelFormat format, byte[] pixels, byte[] expected)
        => CollectionAssert.AreEqual(expected, RgbImage.FromPixels(pixels, 2, 1, format).Pixels);

    [TestMethod]
    public void FromPixels_OtherLength_NamesBothLengths() =>
        Assert.ThrowsWith<ArgumentException>(
            () => RgbImage.FromPixels(new byte[5], 2, 1, PixelFormat.Rgb24), "2 x 1 pixels must have 6 bytes, but has 5");

    [TestMethod]
    public void FromPixels_UnknownFormat_Throws()
        => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => RgbImage.FromPixels(new byte[3], 1, 1, (PixelFormat)9));

    [TestMethod]
    [DataRow(0, 1)]
    [DataRow(1, 0)]
    public void New_EmptyImage_Throws(int height, int width)
        => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new RgbImage(height, width));
}
