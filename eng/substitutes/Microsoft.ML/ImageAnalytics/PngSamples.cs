namespace Microsoft.ML.Data;

/// <summary>From unfiltered PNG samples to straight RGBA of 8 bits.</summary>
internal static class PngSamples
{
    public static byte[] ToRgba(byte[] samples, PngHeader header, byte[] palette, byte[] transparency)
    {
        if (header.Colour == PngColour.Palette && palette == null)
        {
            throw new InvalidDataException("The PNG has no palette.");
        }

        var perPixel = header.SamplesPerPixel;
        var rgba = new byte[header.Width * header.Height * 4];
        Span<int> pixel = stackalloc int[perPixel];
        for (var y = 0; y < header.Height; y++)
        {
            var row = samples.AsSpan(y * header.Stride, header.Stride);
            for (var x = 0; x < header.Width; x++)
            {
                for (var s = 0; s < perPixel; s++)
                {
                    pixel[s] = Sample(row, x * perPixel + s, header.BitDepth);
                }

                Convert(pixel, header, palette, transparency, rgba.AsSpan((y * header.Width + x) * 4, 4));
            }
        }
        return rgba;
    }

    private static int Sample(ReadOnlySpan<byte> row, int index, int bitDepth) => bitDepth switch
    {
        16 => row[2 * index] << 8 | row[2 * index + 1],
        8 => row[index],
        _ => row[index * bitDepth / 8] >> (8 - bitDepth - index * bitDepth % 8) & ((1 << bitDepth) - 1),
    };

    private static void Convert(ReadOnlySpan<int> pixel, PngHeader header, byte[] palette, byte[] transparency, Span<byte> rgba)
    {
        if (header.Colour == PngColour.Palette)
        {
            palette.AsSpan(pixel[0] * 3, 3).CopyTo(rgba);
            rgba[3] = pixel[0] < transparency?.Length ? transparency[pixel[0]] : byte.MaxValue;
            return;
        }

        var shift = header.BitDepth - 8;
        var isGrey = header.Colour is PngColour.Grey or PngColour.GreyAlpha;
        for (var c = 0; c < 3; c++)
        {
            rgba[c] = (byte)(pixel[isGrey ? 0 : c] >> shift);
        }

        rgba[3] = header.Colour is PngColour.GreyAlpha or PngColour.Rgba
            ? (byte)(pixel[^1] >> shift)
            : IsTransparent(pixel, transparency) ? (byte)0 : byte.MaxValue;
    }

    /// <summary>Without an alpha sample, tRNS names the one colour that is transparent, two bytes a sample.</summary>
    private static bool IsTransparent(ReadOnlySpan<int> pixel, byte[] transparency)
    {
        if (transparency == null)
        {
            return false;
        }

        for (var s = 0; s < pixel.Length; s++)
        {
            if (pixel[s] != Sample(transparency, s, 16))
            {
                return false;
            }
        }
        return true;
    }
}
