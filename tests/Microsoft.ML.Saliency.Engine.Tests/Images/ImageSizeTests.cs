using System.Buffers.Binary;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>The most pixels of an image, checked in the header.</summary>
[TestClass]
public sealed class ImageSizeTests
{
    private static readonly byte[] NoPixels = [0x78, 0x9C, 0x03, 0, 0, 0, 0, 1];

    [TestMethod]
    [DataRow(100_000_001u, 1u, "it has 1 x 100000001 = 100000001 pixels, but at most 100000000 are read.")]
    [DataRow(23_000u, 23_000u, "it has 23000 x 23000 = 529000000 pixels, but at most 100000000 are read.")]
    [DataRow(uint.MaxValue, uint.MaxValue, "it has 4294967295 x 4294967295 = 18446744065119617025 pixels, but at most 100000000 are read.")]
    [DataRow(0u, 5u, "the data is damaged.")]
    [DataRow(5u, 0u, "the data is damaged.")]
    public void Load_PngThatClaimsASize_IsRefusedByIt(uint width, uint height, string fault)
    {
        byte[] header = [0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);

        AssertFault(fault, ExifImage.Png(header, NoPixels));
    }

    [TestMethod]
    [DataRow(40_000, 40_000, "it has 40000 x 40000 = 1600000000 pixels, but at most 100000000 are read.")]
    [DataRow(5, int.MinValue, "it has 2147483648 x 5 = 10737418240 pixels, but at most 100000000 are read.")]
    [DataRow(-5, 5, "the data is damaged.")]
    [DataRow(0, 5, "the data is damaged.")]
    public void Load_BmpThatClaimsASize_IsRefusedByIt(int width, int height, string fault)
        => AssertFault(fault, ImageFileKinds.Bmp(24, compression: 0, new byte[48], height, width));

    [TestMethod]
    [DataRow("JPEG")]
    [DataRow("JPEG, progressive")]
    public void Load_JpegThatClaimsASize_IsRefusedByIt(string kind)
    {
        byte[] jpeg = ImageFileKinds.Create(kind);
        int frame = jpeg.AsSpan().IndexOf(kind == "JPEG" ? [0xFF, 0xC0] : (ReadOnlySpan<byte>)[0xFF, 0xC2]);
        jpeg.AsSpan(frame + 5, 4).Fill(byte.MaxValue);

        AssertFault("it has 65535 x 65535 = 4294836225 pixels, but at most 100000000 are read.", jpeg);
    }

    /// <summary>The canvas, and the frame on it.</summary>
    [TestMethod]
    [DataRow(6)]
    [DataRow(38)]
    public void Load_GifThatClaimsASize_IsRefusedByIt(int position)
    {
        byte[] gif = ImageFileKinds.Create("GIF");
        gif.AsSpan(position, 4).Fill(byte.MaxValue);

        AssertFault("it has 65535 x 65535 = 4294836225 pixels, but at most 100000000 are read.", gif);
    }

    [TestMethod]
    public void Load_WebpThatClaimsASize_IsRefusedByIt()
    {
        byte[] webp = ImageFileKinds.Create("WebP");
        int frame = webp.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]);
        new byte[] { 0xFF, 0x3F, 0xFF, 0x3F }.CopyTo(webp, frame + 3);

        AssertFault("it has 16383 x 16383 = 268402689 pixels, but at most 100000000 are read.", webp);
    }

    [TestMethod]
    public void Load_MaxPixels_IsTheMostThatAreRead()
    {
        byte[] png = ImageFileKinds.Drawing.ToPng();

        Assert.AreEqual(12, RgbImage.Load(png, new ImageLoadOptions { MaxPixels = 192 }).Height);
        Assert.AreEqual(
            "Image could not be read: it has 12 x 16 = 192 pixels, but at most 191 are read. " +
            "Make the image smaller, or raise ImageLoadOptions.MaxPixels.",
            Assert.ThrowsExactly<InvalidDataException>(() => RgbImage.Load(png, new ImageLoadOptions { MaxPixels = 191 })).Message);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(500_000_001)]
    public void Load_MaxPixelsOutOfRange_SaysTheRange(int maxPixels) => Assert.ThrowsWith<ArgumentOutOfRangeException>(
        () => RgbImage.Load(ImageFileKinds.Drawing.ToPng(), new ImageLoadOptions { MaxPixels = maxPixels }),
        $"MaxPixels must be from 1 to 500000000, but was {maxPixels}.");

    private static void AssertFault(string fault, byte[] content)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.ThrowsExactly<InvalidDataException>(() => RgbImage.Load(content)).Message;

        Assert.StartsWith($"Image could not be read: {fault}", message);
        Assert.IsLessThan(1_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
