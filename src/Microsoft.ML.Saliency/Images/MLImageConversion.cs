namespace Microsoft.ML.Saliency;

/// <summary>Converts between ML.NET's images and the engine's.</summary>
public static class MLImageConversion
{
    /// <summary>Copies an image's colors without alpha. ML.NET decodes files with the colors multiplied by alpha, so a transparent image
    /// appears as on black, as in ML.NET's ExtractPixels.</summary>
    /// <param name="image">The image, 32 bits per pixel.</param>
    public static RgbImage ToRgbImage(this MLImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        PixelFormat format = image.PixelFormat switch
        {
            MLPixelFormat.Bgra32 => PixelFormat.Bgra32,
            MLPixelFormat.Rgba32 => PixelFormat.Rgba32,
            var other => throw new ArgumentException($"The image must have the format Bgra32 or Rgba32, but has {other}.", nameof(image)),
        };
        return RgbImage.FromPixels(image.Pixels, image.Height, image.Width, format);
    }

    /// <summary>Copies an image into a new, opaque ML.NET image in the format Rgba32.</summary>
    /// <param name="image">The image.</param>
    public static MLImage ToMLImage(this RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var pixels = new byte[image.Height * image.Width * 4];
        for (int source = 0, target = 0; target < pixels.Length; source += 3, target += 4)
        {
            image.Pixels.AsSpan(source, 3).CopyTo(pixels.AsSpan(target));
            pixels[target + 3] = byte.MaxValue;
        }

        return MLImage.CreateFromPixels(image.Width, image.Height, MLPixelFormat.Rgba32, pixels);
    }
}
