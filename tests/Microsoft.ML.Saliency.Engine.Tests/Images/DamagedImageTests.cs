namespace Microsoft.ML.Saliency.Tests;

/// <summary>Files that are not whole, or not images: refused with the true reason, never read as if they were whole.</summary>
[TestClass]
public sealed class DamagedImageTests
{
    private const string EndsEarly = "Image could not be read: the file ends early. Download it again.";
    private const string Damaged = "Image could not be read: the data is damaged. Download it again.";

    // So many bytes tell the format.
    private const int SignatureLength = 12;

    public static IEnumerable<string> Kinds => ImageFileKinds.Names;

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Load_WholeFile_IsRead(string kind)
    {
        RgbImage image = RgbImage.Load(ImageFileKinds.Create(kind));

        Assert.AreEqual((12, 16), (image.Height, image.Width));
        Assert.IsGreaterThan(2, image.Pixels.Distinct().Count());
    }

    [TestMethod]
    [DataRow("PNG")]
    [DataRow("PNG, interlaced")]
    [DataRow("WebP, lossless")]
    public void Load_WholeLosslessFile_HasTheDrawing(string kind)
        => CollectionAssert.AreEqual(ImageFileKinds.Drawing.Pixels, RgbImage.Load(ImageFileKinds.Create(kind)).Pixels);

    /// <summary>Cut at 5, 10, ... 95 % and at each of the last 64 bytes.</summary>
    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Load_FileCutAnywhere_EndsEarly(string kind)
    {
        byte[] whole = ImageFileKinds.Create(kind);
        int[] lengths = [
            .. Enumerable.Range(1, 19).Select(twentieth => whole.Length * twentieth / 20),
            .. Enumerable.Range(1, 64).Select(missing => whole.Length - missing)];

        foreach (int length in lengths.Where(length => length >= SignatureLength))
        {
            Assert.AreEqual(EndsEarly, FaultOf(whole[..length]), $"{length} of {whole.Length} bytes");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Load_FileCutInItsSignature_IsRefused(string kind)
    {
        byte[] whole = ImageFileKinds.Create(kind);
        for (int length = 1; length < SignatureLength; length++)
        {
            string fault = FaultOf(whole[..length]);
            Assert.IsTrue(fault == EndsEarly || fault.StartsWith("Image could not be read: it is not an image.", StringComparison.Ordinal));
        }
    }

    /// <summary>What follows the end of an image belongs to other programs: a phone's second picture, for instance.</summary>
    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Load_BytesBehindTheEnd_AreIgnored(string kind)
    {
        byte[] whole = ImageFileKinds.Create(kind);

        CollectionAssert.AreEqual(RgbImage.Load(whole).Pixels, RgbImage.Load([.. whole, 1, 2, 3, 0xFF, 0xD8, 0xFF]).Pixels);
    }

    [TestMethod]
    [DataRow("PNG")]
    [DataRow("PNG with palette")]
    [DataRow("PNG of 16-bit gray")]
    [DataRow("PNG, interlaced")]
    public void Load_PngWithAnyByteChanged_IsRefused(string kind)
    {
        byte[] whole = ImageFileKinds.Create(kind);
        for (int i = 8; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 0x11;
            Assert.StartsWith("Image could not be read: ", FaultOf(changed), $"byte {i}");
        }
    }

    [TestMethod]
    public void Load_PngWithChangedPixels_IsDamaged()
    {
        byte[] changed = ImageFileKinds.Create("PNG");
        changed[changed.Length / 2] ^= 1;

        Assert.AreEqual(Damaged, FaultOf(changed));
    }

    /// <summary>The structure is whole, and the pixels are not.</summary>
    [TestMethod]
    public void Load_TooFewPixelsInAWholeStructure_IsDamaged()
    {
        byte[] png = ExifImage.Png([0, 0, 0, 9, 0, 0, 0, 9, 8, 2, 0, 0, 0], [0x78, 0x9C, 0x03, 0, 0, 0, 0, 1]);
        byte[] gif = ImageFileKinds.Create("GIF");

        Assert.AreEqual(Damaged, FaultOf(png));
        Assert.AreEqual(Damaged, FaultOf([.. gif[..^40], 0, 0x3B]));
    }

    [TestMethod]
    public void Load_JpegWithoutAScan_IsDamaged() => Assert.AreEqual(Damaged, FaultOf([0xFF, 0xD8, 0xFF, 0xDB, 0, 3, 0, 0xFF, 0xD9]));

    /// <summary>A length that is wrong in a file whose end is there.</summary>
    [TestMethod]
    public void Load_LengthBeyondTheEndOfAWholeFile_IsDamaged()
    {
        byte[] png = ImageFileKinds.Create("PNG"), jpeg = ImageFileKinds.Create("JPEG"), gif = ImageFileKinds.Create("GIF");
        png[^(12 + 4 + 1)] ^= 1;
        png[33] = 0x7F;
        jpeg[4] = 0xFF;
        gif[^3] = 0;
        gif[gif.AsSpan().IndexOf((byte)0x2C) + 9] = 0x87;

        Assert.AreEqual(Damaged, FaultOf(png));
        Assert.AreEqual(Damaged, FaultOf(jpeg));
        Assert.AreEqual(Damaged, FaultOf(gif));
    }

    [TestMethod]
    [DataRow("", "the file is empty. Download it again.")]
    [DataRow("no image", "it is not an image. Replace it by a PNG, JPEG, WebP, GIF or BMP file.")]
    [DataRow("BM, it begins, but it is text", "it is not an image. Replace it by a PNG, JPEG, WebP, GIF or BMP file.")]
    [DataRow(
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
        "it is a Git LFS pointer, not the image. Fetch the file itself with 'git lfs pull'.")]
    [DataRow("II*\0........", "its format is TIFF, which is not supported. Convert it to PNG or JPEG.")]
    [DataRow("MM\0*........", "its format is TIFF, which is not supported. Convert it to PNG or JPEG.")]
    [DataRow("\0\0\0\u0018ftypheic....", "its format is HEIC, which is not supported. Convert it to PNG or JPEG.")]
    [DataRow("\0\0\0\u001Cftypmif1....", "its format is HEIC, which is not supported. Convert it to PNG or JPEG.")]
    [DataRow("\0\0\0\u001Cftypavif....", "its format is AVIF, which is not supported. Convert it to PNG or JPEG.")]
    [DataRow("\0\0\0\u001Cftypmp42....", "it is not an image. Replace it by a PNG, JPEG, WebP, GIF or BMP file.")]
    [DataRow("8BPS\0\u0001......", "its format is Photoshop, which is not supported. Convert it to PNG or JPEG.")]
    [DataRow("\0\0\u0001\0........", "its format is ICO, which is not supported. Convert it to PNG or JPEG.")]
    [DataRow("\0\0\0\u000CJXL ....", "its format is JPEG XL, which is not supported. Convert it to PNG or JPEG.")]
    [DataRow("\0\0\0\u000CjP  ....", "its format is JPEG 2000, which is not supported. Convert it to PNG or JPEG.")]
    [DataRow("\0\0\u0008\u0008UUUUUUUU", "it is not an image. Replace it by a PNG, JPEG, WebP, GIF or BMP file.")]
    public void Load_NoImage_SaysWhatItIs(string content, string fault)
        => Assert.AreEqual($"Image could not be read: {fault}", FaultOf(System.Text.Encoding.Latin1.GetBytes(content)));

    private static string FaultOf(byte[] content) => Assert.ThrowsExactly<InvalidDataException>(() => RgbImage.Load(content)).Message;
}
