using SkiaSharp;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>The EXIF orientation of a photo. The stored image is a row "abc" over a row "def".</summary>
[TestClass]
public sealed class ImageOrientationTests
{
    private static readonly RgbImage Stored = RgbImage.FromPixels("abcdef"u8, 2, 3, PixelFormat.Gray8);

    /// <summary>The eight values by hand, from the tag's definition: where the stored row 0 and column 0 are in the image.</summary>
    [TestMethod]
    [DataRow(1, "abc/def")]
    [DataRow(2, "cba/fed")]
    [DataRow(3, "fed/cba")]
    [DataRow(4, "def/abc")]
    [DataRow(5, "ad/be/cf")]
    [DataRow(6, "da/eb/fc")]
    [DataRow(7, "fc/eb/da")]
    [DataRow(8, "cf/be/ad")]
    public void Load_Orientation_TurnsTheImageUpright(int orientation, string upright)
    {
        byte[] png = ExifImage.Png(Stored, orientation);
        byte[] webp = ExifImage.Webp(Lossless(Stored), Stored.Height, Stored.Width, orientation);

        Assert.AreEqual(upright, Letters(RgbImage.Load(png)));
        Assert.AreEqual(upright, Letters(RgbImage.Load(webp)));
        Assert.AreEqual("abc/def", Letters(RgbImage.Load(png, new ImageLoadOptions { Orientation = ImageOrientation.AsStored })));
        Assert.AreEqual("abc/def", Letters(RgbImage.Load(webp, new ImageLoadOptions { Orientation = ImageOrientation.AsStored })));
    }

    /// <summary>Each letter is a block of 8 x 8 pixels, of which JPEG keeps the mean.</summary>
    [TestMethod]
    [DataRow(1, "abc/def")]
    [DataRow(3, "fed/cba")]
    [DataRow(6, "da/eb/fc")]
    [DataRow(8, "cf/be/ad")]
    public async Task Load_OrientationOfAJpeg_TurnsTheImageUpright(int orientation, string upright)
    {
        var blocks = new RgbImage(16, 24);
        for (int i = 0; i < blocks.Pixels.Length; i++)
        {
            (int row, int column) = (i / 3 / 24 / 8, i / 3 % 24 / 8);
            blocks.Pixels[i] = (byte)(40 * ((3 * row) + column));
        }

        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, ExifImage.Jpeg(ImageCodec.Encode(blocks, SKEncodedImageFormat.Jpeg), orientation));
            Assert.AreEqual(upright, Blocks(RgbImage.Load(file)));
            Assert.AreEqual(upright, Blocks(await RgbImage.LoadAsync(file)));
            var asStored = new ImageLoadOptions { Orientation = ImageOrientation.AsStored };
            Assert.AreEqual("abc/def", Blocks(RgbImage.Load(file, asStored)));
            Assert.AreEqual("abc/def", Blocks(await RgbImage.LoadAsync(file, asStored)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(9)]
    public void Load_OrientationThatIsNone_ReadsTheImageAsStored(int orientation)
        => Assert.AreEqual("abc/def", Letters(RgbImage.Load(ExifImage.Png(Stored, orientation))));

    [TestMethod]
    public void Load_UnknownOrientation_IsRefused() => Assert.ThrowsWith<ArgumentOutOfRangeException>(
        () => RgbImage.Load(Stored.ToPng(), new ImageLoadOptions { Orientation = (ImageOrientation)2 }),
        "Orientation must be a member of ImageOrientation.");

    /// <summary>EXIF data that ends within its directory, or begins nowhere.</summary>
    [TestMethod]
    [DataRow("")]
    [DataRow("4D4D002A")]
    [DataRow("4D4D002AFFFFFFFF")]
    [DataRow("4D4D002A000000080001011200030000")]
    [DataRow("49492A00080000000100120103000100000000")]
    public void Read_ExifCutShort_IsNone(string exif) => Assert.IsNull(ExifOrientation.Read(Convert.FromHexString(exif)));

    [TestMethod]
    public void Read_LittleEndianSecondEntry_IsFound() => Assert.AreEqual(
        SKEncodedOrigin.RightTop,
        ExifOrientation.Read(Convert.FromHexString("49492A0008000000" + "0200" + "0F0102000100000000000000" + "120103000100000006000000")));

    private static byte[] Lossless(RgbImage image) => ImageCodec.Encode(image, SKEncodedImageFormat.Webp);

    private static string Letters(RgbImage image) =>
        Text(image.Pixels.Where((_, i) => i % 3 == 0).Select(value => (char)value), image.Width);

    private static string Blocks(RgbImage image) => Text(
        Enumerable.Range(0, image.Height / 8 * (image.Width / 8))
            .Select(i => (char)('a' + Math.Round(
                image.Pixels[3 * (((((i / (image.Width / 8)) * 8) + 4) * image.Width) + ((i % (image.Width / 8)) * 8) + 4)] / 40.0))),
        image.Width / 8);

    private static string Text(IEnumerable<char> letters, int width) =>
        string.Join('/', letters.Chunk(width).Select(row => new string(row)));
}
