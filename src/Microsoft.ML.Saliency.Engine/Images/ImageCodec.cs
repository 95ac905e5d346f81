using SkiaSharp;

namespace Microsoft.ML.Saliency;

/// <summary>Decodes and encodes the content of image files with SkiaSharp.</summary>
internal static class ImageCodec
{
    /// <summary>The setting's name in messages.</summary>
    public const string MaxPixelsName = $"{nameof(ImageLoadOptions)}.{nameof(ImageLoadOptions.MaxPixels)}";

    private const int BestQuality = 100;

    private const string EndsEarly = "the file ends early. Download it again.";
    private const string Damaged = "the data is damaged. Download it again.";

    /// <summary>Decodes the first frame; colors are multiplied by alpha (<see cref="RgbImage.Load(string, ImageLoadOptions?)"/>).</summary>
    /// <param name="content">The content of the file.</param>
    /// <param name="options">The settings.</param>
    /// <param name="name">The image's name in the error message, as in "Image 'a.png'".</param>
    /// <exception cref="InvalidDataException">The content is not an image, not all of one, or a larger one than allowed.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> content, ImageLoadOptions options, string name) =>
        TryDecode(content, options, out string? fault) ?? throw new InvalidDataException($"{name} could not be read: {fault}");

    /// <summary>Decodes the first frame, and does not throw.</summary>
    /// <param name="content">The content of the file.</param>
    /// <param name="options">The settings.</param>
    /// <param name="fault">Why it could not be decoded, and what to do, as in "the file ends early. Download it again."</param>
    /// <returns>The image; null if it could not be decoded.</returns>
    public static RgbImage? TryDecode(ReadOnlySpan<byte> content, ImageLoadOptions options, out string? fault)
    {
        options.Validate();
        ImageContainer? found = ImageContainer.Read(content);
        fault = found is { } container ? FaultOf(container, options) : FaultOfOther(content);
        if (fault is not null)
        {
            return null;
        }

        using SKData data = SKData.CreateCopy(content);
        using SKCodec? codec = SKCodec.Create(data);
        if (codec is null || codec.EncodedFormat != found!.Value.Format)
        {
            fault = Damaged;
            return null;
        }

        // Where the structure does not say the size, the decoder does.
        fault = FaultOf(codec.Info.Width, codec.Info.Height, options);
        RgbImage? stored = fault is null ? Decode(codec, out fault) : null;
        return stored is null || options.Orientation == ImageOrientation.AsStored
            ? stored
            : ExifOrientation.Upright(stored, found.Value.Origin ?? codec.EncodedOrigin);
    }

    /// <summary>Encodes in the best quality: PNG and WebP keep the pixels, JPEG does not.</summary>
    public static byte[] Encode(RgbImage image, SKEncodedImageFormat format)
    {
        var pixels = new byte[checked(image.Height * image.Width * 4)];
        for (int source = 0, target = 0; target < pixels.Length; source += 3, target += 4)
        {
            image.Pixels.AsSpan(source, 3).CopyTo(pixels.AsSpan(target));
            pixels[target + 3] = byte.MaxValue;
        }

        using SKImage copy = SKImage.FromPixelCopy(new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888), pixels);
        using SKData encoded = copy.Encode(format, BestQuality);
        return encoded.ToArray();
    }

    private static RgbImage? Decode(SKCodec codec, out string? fault)
    {
        SKAlphaType alpha = codec.Info.AlphaType == SKAlphaType.Unpremul ? SKAlphaType.Premul : codec.Info.AlphaType;
        using var bitmap = new SKBitmap();
        if (!bitmap.TryAllocPixels(new SKImageInfo(codec.Info.Width, codec.Info.Height, codec.Info.ColorType, alpha)))
        {
            fault = $"there is no memory for its {codec.Info.Height} x {codec.Info.Width} pixels. Make the image smaller.";
            return null;
        }

        fault = codec.GetPixels(bitmap.Info, bitmap.GetPixels()) switch
        {
            SKCodecResult.Success => null,
            // Run lengths of a BMP are known to be too few only when they are decoded.
            SKCodecResult.IncompleteInput when codec.EncodedFormat == SKEncodedImageFormat.Bmp => EndsEarly,
            SKCodecResult.IncompleteInput or SKCodecResult.InvalidInput or SKCodecResult.ErrorInInput => Damaged,
            var result => $"decoding it ended with {result}. Convert it to PNG or JPEG.",
        };
        if (fault is not null)
        {
            return null;
        }

        using SKBitmap rgba = bitmap.ColorType == SKColorType.Rgba8888 ? bitmap : bitmap.Copy(SKColorType.Rgba8888);
        return RgbImage.FromPixels(rgba.GetPixelSpan(), rgba.Height, rgba.Width, PixelFormat.Rgba32);
    }

    private static string? FaultOf(ImageContainer container, ImageLoadOptions options) =>
        FaultOf(container.Width, container.Height, options) ?? container.State switch
        {
            ContainerState.Complete => null,
            ContainerState.EndsEarly => EndsEarly,
            _ => Damaged,
        };

    private static string? FaultOf(long width, long height, ImageLoadOptions options) => (Int128)width * height <= options.MaxPixels
        ? null
        : $"it has {height} x {width} = {(Int128)width * height} pixels, but at most {options.MaxPixels} are read. " +
            $"Make the image smaller, or raise {MaxPixelsName}.";

    private static string FaultOfOther(ReadOnlySpan<byte> content) =>
        content.IsEmpty ? "the file is empty. Download it again."
        : GitLfsPointer.Is(content) ? $"it is a Git LFS pointer, not the image. {GitLfsPointer.Advice}"
        : UnsupportedFormat.NameOf(content) is string format ? $"its format is {format}, which is not supported. Convert it to PNG or JPEG."
        : "it is not an image. Replace it by a PNG, JPEG, WebP, GIF or BMP file.";
}
