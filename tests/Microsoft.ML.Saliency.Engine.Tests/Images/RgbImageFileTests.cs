using Microsoft.ML.Data;
using SkiaSharp;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Image files: the pixels are those of ML.NET's own decoder, the files those of its encoder.</summary>
[TestClass]
public sealed class RgbImageFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("saliency").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Load_ShippedFiles_HaveThePixelsOfMLImage()
    {
        string[] files = [.. new[] { "Demo", "TestData" }.SelectMany(folder =>
            ImageFolder.Find(Path.Combine(AppContext.BaseDirectory, folder), recursive: true))];

        Assert.IsGreaterThan(60, files.Length);
        Array.ForEach(files, HasThePixelsOfMLImage);
    }

    /// <summary>Kinds of files that SkiaSharp writes: transparent colors, gray, five and six bits a color, JPEG, WebP.</summary>
    [TestMethod]
    [DataRow(SKColorType.Rgba8888, SKAlphaType.Unpremul, SKEncodedImageFormat.Png)]
    [DataRow(SKColorType.Bgra8888, SKAlphaType.Premul, SKEncodedImageFormat.Png)]
    [DataRow(SKColorType.Rgba8888, SKAlphaType.Opaque, SKEncodedImageFormat.Png)]
    [DataRow(SKColorType.Gray8, SKAlphaType.Opaque, SKEncodedImageFormat.Png)]
    [DataRow(SKColorType.Rgb565, SKAlphaType.Opaque, SKEncodedImageFormat.Png)]
    [DataRow(SKColorType.Rgba8888, SKAlphaType.Opaque, SKEncodedImageFormat.Jpeg)]
    [DataRow(SKColorType.Gray8, SKAlphaType.Opaque, SKEncodedImageFormat.Jpeg)]
    [DataRow(SKColorType.Rgba8888, SKAlphaType.Unpremul, SKEncodedImageFormat.Webp)]
    public void Load_KindOfFile_HasThePixelsOfMLImage(SKColorType color, SKAlphaType alpha, SKEncodedImageFormat format)
    {
        var info = new SKImageInfo(33, 21, color, alpha);
        var bytes = new byte[info.BytesSize];
        new Random(1).NextBytes(bytes);
        if (alpha == SKAlphaType.Premul)
        {
            bytes = [.. bytes.Select((value, i) => i % 4 == 3 ? value : (byte)(value * bytes[i | 3] / 255))];
        }

        string file = PathOf("file");
        using SKImage image = SKImage.FromPixelCopy(info, bytes);
        using SKData encoded = image.Encode(format, 90);
        File.WriteAllBytes(file, encoded.ToArray());

        HasThePixelsOfMLImage(file);
    }

    /// <summary>Kinds of files that SkiaSharp only reads.</summary>
    [TestMethod]
    [DataRow(
        "palette with transparent entries",
        "iVBORw0KGgoAAAANSUhEUgAAAAUAAAACCAMAAACntOZvAAAADFBMVEX5DsfdAeSIdTSiDwuM+yOMAAAAA3RSTlMAZMhuWCD/AAAAFElEQVR42mNgZGBiYGZg" +
        "ZmZmZAAAAGQAEdLgUooAAAAASUVORK5CYII=")]
    [DataRow("16-bit gray", "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACEAAAAADoj+WFAAAAFklEQVR42mPgZTmcd4OPofDB3/INZQAj0QYUNj0XsgAAAABJRU5ErkJggg==")]
    [DataRow(
        "16-bit RGBA",
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACEAYAAAAiJtFnAAAALUlEQVR42gEiAN3/AHDrlAvVM1+XParYYZuR/8kAEfV8ztRYu78s4DdTyb36Dy8xEihg4HVQ" +
        "AAAAAElFTkSuQmCC")]
    [DataRow(
        "gray with alpha",
        "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAQAAAA3fa6RAAAAFklEQVR42mP4IDb3ZHgYQwlbWtn5DQApvAXvn4UWvwAAAABJRU5ErkJggg==")]
    [DataRow(
        "gray with transparent value",
        "iVBORw0KGgoAAAANSUhEUgAAAAMAAAABCAAAAAA+i0toAAAAAnRSTlMACHhIRQoAAAAMSURBVHjaY2Dn4AQAADIAGbEZzqoAAAAASUVORK5CYII=")]
    [DataRow("1-bit gray", "iVBORw0KGgoAAAANSUhEUgAAAAUAAAACAQAAAAC4ESvwAAAADElEQVR42mPYwvAaAAMLAaA/mHSgAAAAAElFTkSuQmCC")]
    [DataRow("BMP", "Qk1OAAAAAAAAADYAAAAoAAAAAwAAAAIAAAABABgAAAAAABgAAAATCwAAEwsAAAAAAAAAAAAAiQLEQmnaHPa6AAAAZtP4ttSxAKnqAAAA")]
    [DataRow("16-bit BMP", "Qk1GAAAAAAAAADYAAAAoAAAAAwAAAAIAAAABABAAAAAAABAAAAATCwAAEwsAAAAAAAAAAAAADnVaXC6CAAAQJCoI5wcAAA==")]
    [DataRow("GIF with a transparent color", "R0lGODlhAgACAIEAAI9/iThesJQjVVGCViH5BAEAAAIALAAAAAACAAIAAAIDjLiwADs=")]
    public void Load_OtherFile_HasThePixelsOfMLImage(string kind, string content)
    {
        File.WriteAllBytes(PathOf("file"), Convert.FromBase64String(content));

        HasThePixelsOfMLImage(PathOf("file"));
    }

    [TestMethod]
    [DataRow(".png", true)]
    [DataRow(".PNG", true)]
    [DataRow(".webp", true)]
    [DataRow(".jpg", false)]
    [DataRow(".jpeg", false)]
    public void Save_Format_WritesTheFileOfMLImage(string extension, bool lossless)
    {
        RgbImage image = Noise();
        string ours = PathOf("ours" + extension), theirs = PathOf("theirs" + extension.ToLowerInvariant());

        image.Save(ours);

        var pixels = new byte[image.Height * image.Width * 4];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = i % 4 == 3 ? byte.MaxValue : image.Pixels[(i / 4 * 3) + (i % 4)];
        }

        using MLImage other = MLImage.CreateFromPixels(image.Width, image.Height, MLPixelFormat.Rgba32, pixels);
        other.Save(theirs);
        CollectionAssert.AreEqual(File.ReadAllBytes(theirs), File.ReadAllBytes(ours));
        Assert.AreEqual(lossless, image.Pixels.AsSpan().SequenceEqual(RgbImage.Load(ours).Pixels));
    }

    [TestMethod]
    public async Task ToPng_LoadedInEachWay_GivesThePixelsBack()
    {
        RgbImage image = Noise();
        byte[] png = image.ToPng();
        File.WriteAllBytes(PathOf("a.png"), png);
        using var stream = new MemoryStream(png);

        foreach (RgbImage loaded in new[]
        {
            RgbImage.Load(png), RgbImage.Load(stream), RgbImage.Load(PathOf("a.png")), await RgbImage.LoadAsync(PathOf("a.png")),
        })
        {
            Assert.AreEqual((image.Height, image.Width), (loaded.Height, loaded.Width));
            CollectionAssert.AreEqual(image.Pixels, loaded.Pixels);
        }
    }

    [TestMethod]
    [DataRow(0, "the file is empty. Download it again.")]
    [DataRow(14, "it is not an image. Replace it by a PNG, JPEG, WebP, GIF or BMP file.")]
    public async Task Load_NotAnImage_NamesTheFileAndSaysWhatToDo(int length, string fault)
    {
        string file = PathOf("broken.png");
        File.WriteAllText(file, new string('x', length));
        string wanted = $" could not be read: {fault}";

        Assert.AreEqual($"Image '{file}'{wanted}", Assert.ThrowsExactly<InvalidDataException>(() => RgbImage.Load(file)).Message);
        Assert.AreEqual(
            $"Image '{file}'{wanted}", (await Assert.ThrowsExactlyAsync<InvalidDataException>(() => RgbImage.LoadAsync(file))).Message);
        Assert.AreEqual($"Image{wanted}", Assert.ThrowsExactly<InvalidDataException>(() => RgbImage.Load(File.ReadAllBytes(file))).Message);
    }

    [TestMethod]
    public async Task Load_NoFile_NamesItAndSaysWhatToDo()
    {
        string expected = $"Image '{_folder}' was not found. Pass the path of an image file.";

        Assert.AreEqual(expected, Assert.ThrowsExactly<FileNotFoundException>(() => RgbImage.Load(_folder)).Message);
        Assert.AreEqual(expected, (await Assert.ThrowsExactlyAsync<FileNotFoundException>(() => RgbImage.LoadAsync(_folder))).Message);
        Assert.ThrowsExactly<ArgumentException>(() => RgbImage.Load(" "));
    }

    [TestMethod]
    public async Task Load_Device_IsNotOpened()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Windows has no /dev/zero.");
        }

        const string Expected = "Image '/dev/zero' could not be read: it is a pipe, a device, a socket or a broken link, not a file. Pass";
        Assert.ThrowsWith<InvalidDataException>(() => RgbImage.Load("/dev/zero"), Expected);
        Assert.StartsWith(
            Expected, (await Assert.ThrowsExactlyAsync<InvalidDataException>(() => RgbImage.LoadAsync("/dev/zero"))).Message);
    }

    [TestMethod]
    public async Task LoadAsync_Canceled_Throws()
    {
        Noise().Save(PathOf("a.png"));

        var canceled = new CancellationToken(canceled: true);
        await Assert.ThrowsAsync<OperationCanceledException>(() => RgbImage.LoadAsync(PathOf("a.png"), canceled));
    }

    [TestMethod]
    [DataRow("a.tiff", ".tiff")]
    [DataRow("a", "")]
    public void Save_OtherExtension_NamesTheOnesThatItKnows(string name, string extension)
    {
        Assert.ThrowsWith<ArgumentException>(
            () => Noise().Save(PathOf(name)),
            $"Image file '{PathOf(name)}' must end in .png, .jpg, .jpeg or .webp, but ends in '{extension}'.");
        Assert.IsEmpty(Directory.GetFiles(_folder));
    }

    private static RgbImage Noise()
    {
        var image = new RgbImage(19, 31);
        new Random(3).NextBytes(image.Pixels);
        return image;
    }

    private static void HasThePixelsOfMLImage(string file)
    {
        using MLImage theirs = MLImage.CreateFromFile(file);
        PixelFormat format = theirs.PixelFormat == MLPixelFormat.Bgra32 ? PixelFormat.Bgra32 : PixelFormat.Rgba32;
        byte[] expected = RgbImage.FromPixels(theirs.Pixels, theirs.Height, theirs.Width, format).Pixels;

        RgbImage ours = RgbImage.Load(file);

        Assert.AreEqual((theirs.Height, theirs.Width), (ours.Height, ours.Width), file);
        CollectionAssert.AreEqual(expected, ours.Pixels, file);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
