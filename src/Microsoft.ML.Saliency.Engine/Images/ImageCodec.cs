using SkiaSharp;

namespace Microsoft.ML.Saliency;

/// <summary>Decodes and encodes the content of image files with SkiaSharp.</summary>
internal static class ImageCodec
{
    private const int BestQuality = 100;

    /// <summary>Decodes the first frame; colors are multiplied by alpha (<see cref="RgbImage.Load(string)"/>).</summary>
    /// <param name="content">The content of the file.</param>
    /// <param name="name">The image's name in the error message, as in "Image 'a.png'".</param>
    /// <exception cref="InvalidDataException">The content is not an image.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> content, string name)
    {
        using SKData data = SKData.CreateCopy(content);
        using SKCodec? codec = SKCodec.Create(data);
        if (codec is null)
        {
            throw new InvalidDataException(
                $"{name} must be a PNG, JPEG, WebP, GIF or BMP file, but its {content.Length} bytes are none of these. Replace the file.");
        }

        SKAlphaType alpha = codec.Info.AlphaType == SKAlphaType.Unpremul ? SKAlphaType.Premul : codec.Info.AlphaType;
        using var bitmap = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, codec.Info.ColorType, alpha));
        SKCodecResult result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        if (result is not (SKCodecResult.Success or SKCodecResult.IncompleteInput))
        {
            throw new InvalidDataException(
                $"{name} must be a complete {codec.EncodedFormat} file, but decoding it ended with {result}. Replace the file.");
        }

        using SKBitmap rgba = bitmap.ColorType == SKColorType.Rgba8888 ? bitmap : bitmap.Copy(SKColorType.Rgba8888);
        return RgbImage.FromPixels(rgba.GetPixelSpan(), rgba.Height, rgba.Width, PixelFormat.Rgba32);
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
}
