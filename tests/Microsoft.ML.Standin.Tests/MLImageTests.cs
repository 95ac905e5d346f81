using Microsoft.ML.Data;

namespace Microsoft.ML.Standin.Tests;

[TestClass]
public class MLImageTests
{
    // Two rows of three grey pixels: 10 21 30 over 50 40 90, the second row under each of the five filters, worked by hand.
    [TestMethod]
    [DataRow((byte)0, (byte)50, (byte)40, (byte)90, DisplayName = "None")]
    [DataRow((byte)1, (byte)50, (byte)246, (byte)50, DisplayName = "Sub: 50, 40-50, 90-40")]
    [DataRow((byte)2, (byte)40, (byte)19, (byte)60, DisplayName = "Up: 50-10, 40-21, 90-30")]
    [DataRow((byte)3, (byte)45, (byte)5, (byte)55, DisplayName = "Average: 50-5, 40-35, 90-35")]
    [DataRow((byte)4, (byte)40, (byte)246, (byte)50, DisplayName = "Paeth: 50-10, 40-50, 90-40")]
    public void CreateFromStream_EachFilter_IsUndone(byte filter, byte first, byte second, byte third)
    {
        using var png = PngFile.Create(3, 2, PngFile.Grey, [0, 10, 21, 30, filter, first, second, third]);

        using var image = MLImage.CreateFromStream(png);

        byte[] expected = [10, 10, 10, 21, 21, 21, 30, 30, 30, 50, 50, 50, 40, 40, 40, 90, 90, 90];
        CollectionAssert.AreEqual(expected, image.GetBGRPixels);
    }

    [TestMethod]
    public void CreateFromStream_Rgb_IsBgra32()
    {
        using var png = PngFile.Create(2, 1, PngFile.Rgb, [1, 1, 2, 3, 10, 20, 30]);

        using var image = MLImage.CreateFromStream(png);

        Assert.AreEqual((2, 1, 32), (image.Width, image.Height, image.BitsPerPixel));
        Assert.AreEqual(MLPixelFormat.Bgra32, image.PixelFormat);
        CollectionAssert.AreEqual(new byte[] { 3, 2, 1, 255, 33, 22, 11, 255 }, image.Pixels.ToArray());
    }

    [TestMethod]
    public void CreateFromStream_Rgba_IsPremultiplied()
    {
        using var png = PngFile.Create(2, 1, PngFile.Rgba, [0, 255, 0, 100, 51, 9, 8, 7, 255]);

        using var image = MLImage.CreateFromStream(png);

        CollectionAssert.AreEqual(new byte[] { 20, 0, 51, 51, 7, 8, 9, 255 }, image.Pixels.ToArray());
    }

    [TestMethod]
    public void CreateFromStream_GreyAlpha_KeepsAlpha()
    {
        using var png = PngFile.Create(2, 1, PngFile.GreyAlpha, [0, 70, 255, 70, 0]);

        using var image = MLImage.CreateFromStream(png);

        CollectionAssert.AreEqual(new byte[] { 70, 70, 70, 255, 0, 0, 0, 0 }, image.Pixels.ToArray());
    }

    [TestMethod]
    public void CreateFromStream_Palette_IsLookedUp()
    {
        using var png = PngFile.Create(3, 1, PngFile.Palette, [0, 1, 0, 1], palette: [1, 2, 3, 40, 50, 60], alphas: [0]);

        using var image = MLImage.CreateFromStream(png);

        CollectionAssert.AreEqual(new byte[] { 60, 50, 40, 255, 0, 0, 0, 0, 60, 50, 40, 255 }, image.Pixels.ToArray());
    }

    [TestMethod]
    public void CreateFromStream_NoImage_ThrowsArgumentException()
    {
        using var noImage = new MemoryStream(new byte[100]);

        Assert.Throws<ArgumentException>(() => MLImage.CreateFromStream(noImage));
    }

    [TestMethod]
    public void Save_Png_RoundTrips()
    {
        byte[] rgba = [1, 2, 3, 255, 200, 100, 0, 255, 0, 0, 0, 255, 255, 255, 255, 255, 9, 8, 7, 255, 6, 5, 4, 255];
        using var image = MLImage.CreateFromPixels(2, 3, MLPixelFormat.Rgba32, rgba);
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.png");
        try
        {
            image.Save(path);
            using var loaded = MLImage.CreateFromFile(path);

            Assert.AreEqual((2, 3), (loaded.Width, loaded.Height));
            CollectionAssert.AreEqual(image.GetBGRPixels, loaded.GetBGRPixels);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void Pixels_AfterDispose_Throws()
    {
        var image = MLImage.CreateFromPixels(1, 1, MLPixelFormat.Bgra32, [1, 2, 3, 255]);
        image.Dispose();

        Assert.Throws<InvalidOperationException>(() => image.Pixels.Length);
    }
}
