namespace Microsoft.ML.Data;

/// <summary>Between straight RGBA, as in a PNG, and the premultiplied pixels an MLImage holds.</summary>
internal static class Premultiplied
{
    /// <summary>Premultiplied BGRA from straight RGBA.</summary>
    public static byte[] FromRgba(byte[] rgba)
    {
        var bgra = new byte[rgba.Length];
        for (var i = 0; i < rgba.Length; i += 4)
        {
            var alpha = rgba[i + 3];
            bgra[i] = Times(rgba[i + 2], alpha);
            bgra[i + 1] = Times(rgba[i + 1], alpha);
            bgra[i + 2] = Times(rgba[i], alpha);
            bgra[i + 3] = alpha;
        }
        return bgra;
    }

    /// <summary>Straight RGBA from premultiplied pixels of either order.</summary>
    public static byte[] ToRgba(byte[] pixels, MLPixelFormat format)
    {
        var (red, blue) = format == MLPixelFormat.Rgba32 ? (0, 2) : (2, 0);
        var rgba = new byte[pixels.Length];
        for (var i = 0; i < pixels.Length; i += 4)
        {
            var alpha = pixels[i + 3];
            rgba[i] = Over(pixels[i + red], alpha);
            rgba[i + 1] = Over(pixels[i + 1], alpha);
            rgba[i + 2] = Over(pixels[i + blue], alpha);
            rgba[i + 3] = alpha;
        }
        return rgba;
    }

    private static byte Times(byte colour, byte alpha) => (byte)((colour * alpha + 127) / 255);

    private static byte Over(byte colour, byte alpha) => alpha == 0 ? (byte)0 : (byte)Math.Min(255, (colour * 255 + alpha / 2) / alpha);
}
