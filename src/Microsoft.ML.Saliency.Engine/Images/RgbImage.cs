using SkiaSharp;

namespace Microsoft.ML.Saliency;

/// <summary>An 8-bit RGB image in pixel space: H x W pixels of red, green, blue, 0..255, row 0 at the top.</summary>
public sealed class RgbImage
{
    /// <summary>Creates a black image.</summary>
    /// <param name="height">Height H, at least 1.</param>
    /// <param name="width">Width W, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Height or width is below 1.</exception>
    public RgbImage(int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        Height = height;
        Width = width;
        Pixels = new byte[checked(height * width * 3)];
    }

    [JsonConstructor]
    private RgbImage(int height, int width, byte[] pixels)
        : this(height, width)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.Length != Pixels.Length)
        {
            throw new ArgumentException(
                $"An image of {height} x {width} pixels must have {Pixels.Length} bytes, but has {pixels.Length}.", nameof(pixels));
        }

        Pixels = pixels;
    }

    /// <summary>Height H in pixels.</summary>
    public int Height { get; }

    /// <summary>Width W in pixels.</summary>
    public int Width { get; }

    /// <summary>The values, H x W x 3, interleaved red, green, blue.</summary>
    public byte[] Pixels { get; }

    /// <summary>Loads an image file: PNG, JPEG, WebP, GIF (its first frame) or BMP, known by its content.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The orientation and the largest size; null for the defaults: upright, at most 100 million pixels.</param>
    /// <returns>The pixels. Colors are multiplied by alpha, so that a transparent image comes out as it looks on black.</returns>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not an image, ends early, is damaged, or has more pixels than <see cref="ImageLoadOptions.MaxPixels"/>; or the path
    /// leads to a pipe or a device. The message says which.
    /// </exception>
    public static RgbImage Load(string path, ImageLoadOptions? options = null) =>
        ImageCodec.Decode(File.ReadAllBytes(Existing(path)), options ?? new(), $"Image '{path}'");

    /// <summary>Decodes an image from the content of a file, as <see cref="Load(string, ImageLoadOptions?)"/> does.</summary>
    /// <param name="content">The content of the file.</param>
    /// <param name="options">The orientation and the largest size; null for the defaults.</param>
    /// <exception cref="InvalidDataException">The content is not an image, ends early, is damaged or too large.</exception>
    public static RgbImage Load(ReadOnlySpan<byte> content, ImageLoadOptions? options = null) =>
        ImageCodec.Decode(content, options ?? new(), "Image");

    /// <summary>Decodes an image from a stream, read to its end, as <see cref="Load(string, ImageLoadOptions?)"/> does.</summary>
    /// <param name="stream">The content of the file.</param>
    /// <param name="options">The orientation and the largest size; null for the defaults.</param>
    /// <exception cref="InvalidDataException">The content is not an image, ends early, is damaged or too large.</exception>
    public static RgbImage Load(Stream stream, ImageLoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return Load(content.GetBuffer().AsSpan(0, (int)content.Length), options);
    }

    /// <summary>Loads an image file without blocking while it is read; else as <see cref="Load(string, ImageLoadOptions?)"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is not an image, ends early, is damaged or too large.</exception>
    public static Task<RgbImage> LoadAsync(string path, CancellationToken cancellationToken = default) =>
        LoadAsync(path, new ImageLoadOptions(), cancellationToken);

    /// <summary>Loads an image file without blocking while it is read; else as <see cref="Load(string, ImageLoadOptions?)"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The orientation and the largest size.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is not an image, ends early, is damaged or too large.</exception>
    public static async Task<RgbImage> LoadAsync(string path, ImageLoadOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        byte[] content = await File.ReadAllBytesAsync(Existing(path), cancellationToken).ConfigureAwait(false);
        return ImageCodec.Decode(content, options, $"Image '{path}'");
    }

    /// <summary>Copies an image from interleaved pixels; alpha, if there is one, is dropped.</summary>
    /// <param name="pixels">H x W pixels in the given format, row-major.</param>
    /// <param name="height">Height H.</param>
    /// <param name="width">Width W.</param>
    /// <param name="format">The order of the bytes of one pixel.</param>
    /// <exception cref="ArgumentException">The number of bytes does not fit the size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Height or width is below 1, or the format is unknown.</exception>
    public static RgbImage FromPixels(ReadOnlySpan<byte> pixels, int height, int width, PixelFormat format)
    {
        var image = new RgbImage(height, width);
        (int bytes, int red, int green, int blue) = format switch
        {
            PixelFormat.Rgb24 => (3, 0, 1, 2),
            PixelFormat.Rgba32 => (4, 0, 1, 2),
            PixelFormat.Bgra32 => (4, 2, 1, 0),
            PixelFormat.Gray8 => (1, 0, 0, 0),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "The format must be a member of PixelFormat."),
        };
        int expected = checked(height * width * bytes);
        if (pixels.Length != expected)
        {
            throw new ArgumentException(
                $"A {format} image of {height} x {width} pixels must have {expected} bytes, but has {pixels.Length}.", nameof(pixels));
        }

        byte[] target = image.Pixels;
        for (int source = 0, i = 0; i < target.Length; source += bytes, i += 3)
        {
            target[i] = pixels[source + red];
            target[i + 1] = pixels[source + green];
            target[i + 2] = pixels[source + blue];
        }

        return image;
    }

    /// <summary>Saves the image in the best quality: PNG and WebP keep the pixels, JPEG does not.</summary>
    /// <param name="path">The file, whose extension names the format: .png, .jpg, .jpeg or .webp. An existing file is replaced.</param>
    /// <exception cref="ArgumentException">The extension is another one.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        SKEncodedImageFormat format = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".png" => SKEncodedImageFormat.Png,
            ".jpg" or ".jpeg" => SKEncodedImageFormat.Jpeg,
            ".webp" => SKEncodedImageFormat.Webp,
            var other => throw new ArgumentException(
                $"Image file '{path}' must end in .png, .jpg, .jpeg or .webp, but ends in '{other}'. Choose one of these.", nameof(path)),
        };
        File.WriteAllBytes(path, ImageCodec.Encode(this, format));
    }

    /// <summary>Encodes the image as the content of a PNG file.</summary>
    public byte[] ToPng() => ImageCodec.Encode(this, SKEncodedImageFormat.Png);

    /// <summary>ITU-R 601 luma in the fixed-point arithmetic of Pillow's <c>convert("L")</c>; H x W values.</summary>
    internal byte[] ToGray()
    {
        byte[] gray = new byte[Height * Width];
        for (int i = 0; i < gray.Length; i++)
        {
            ReadOnlySpan<byte> pixel = Pixels.AsSpan(3 * i, 3);
            gray[i] = (byte)(((pixel[0] * 19595) + (pixel[1] * 38470) + (pixel[2] * 7471) + 0x8000) >> 16);
        }

        return gray;
    }

    private static string Existing(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"Image '{path}' was not found. Pass the path of an image file.", path);
        }

        return RegularFile.Exists(path)
            ? path
            : throw new InvalidDataException($"Image '{path}' could not be read: {RegularFile.Fault}");
    }
}

/// <summary>The bytes of one pixel, in memory order.</summary>
public enum PixelFormat
{
    /// <summary>Red, green, blue.</summary>
    Rgb24,

    /// <summary>Red, green, blue, alpha.</summary>
    Rgba32,

    /// <summary>Blue, green, red, alpha.</summary>
    Bgra32,

    /// <summary>One gray value.</summary>
    Gray8,
}
