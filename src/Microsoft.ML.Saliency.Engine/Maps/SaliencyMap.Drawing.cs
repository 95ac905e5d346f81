namespace Microsoft.ML.Saliency;

public sealed partial class SaliencyMap
{
    /// <summary>Draws the map: its minimum..maximum spread over the colors, or -m..m if the color map is diverging.</summary>
    /// <param name="colorMap">The colors; null for <see cref="KnownColorMaps.Viridis"/>.</param>
    /// <param name="range">The values at the ends of the colors, for several maps on one scale; null for the map's own.</param>
    /// <returns>A picture of H x W pixels.</returns>
    /// <exception cref="ArgumentException">The range is not finite and ascending.</exception>
    public RgbImage Render(ColorMap? colorMap = null, (float Low, float High)? range = null) =>
        Overlay(new RgbImage(Height, Width), colorMap, opacity: 1, region: null, range);

    /// <summary>Lays the map over a picture: its values are spread over the colors as by <see cref="Render"/>, resized bilinearly
    /// (half-pixel centers, border values repeated) to the region and blended with the picture.</summary>
    /// <param name="image">The picture, of any size.</param>
    /// <param name="colorMap">The colors; null for <see cref="KnownColorMaps.Viridis"/>.</param>
    /// <param name="opacity">The share of the map's colors, 0..1; the picture has the rest.</param>
    /// <param name="region">
    /// The part of the picture that the map covers, see <see cref="ImagePreprocessing.VisibleRegion"/>; pixels whose centers lie outside
    /// stay as they are. Null for the whole picture.
    /// </param>
    /// <param name="range">The values at the two ends of the colors, as for <see cref="Render"/>; null for the map's own.</param>
    /// <returns>A new picture of the given picture's size.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The opacity is not in 0..1, or the region has no area.</exception>
    /// <exception cref="ArgumentException">The range is not finite and ascending.</exception>
    public RgbImage Overlay(
        RgbImage image, ColorMap? colorMap = null, double opacity = 0.5, ImageRegion? region = null, (float Low, float High)? range = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (!(opacity >= 0 && opacity <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(opacity), opacity, "The opacity must be from 0 to 1.");
        }

        if (range is { } bounds && !(bounds.Low < bounds.High && float.IsFinite(bounds.Low) && float.IsFinite(bounds.High)))
        {
            throw new ArgumentException($"The range must be finite and ascending, but was {bounds.Low} to {bounds.High}.", nameof(range));
        }

        (Tap[] rows, Tap[] columns) = Taps(image, region);
        ColorMap colors = colorMap ?? KnownColorMaps.Viridis;
        RgbImage result = RgbImage.FromPixels(image.Pixels, image.Height, image.Width, PixelFormat.Rgb24);
        foreach (Tap row in rows)
        {
            foreach (Tap column in columns)
            {
                Span<byte> pixel = result.Pixels.AsSpan(((row.Pixel * image.Width) + column.Pixel) * 3, 3);
                (byte R, byte G, byte B) color = colors[ColorPosition(Interpolate(row, column), range, colors.IsDiverging)];
                (pixel[0], pixel[1], pixel[2]) = ColorMap.Mix((pixel[0], pixel[1], pixel[2]), color, opacity);
            }
        }

        return result;
    }

    /// <summary>Where the pixels of a picture that the region covers read the map.</summary>
    private (Tap[] Rows, Tap[] Columns) Taps(RgbImage image, ImageRegion? region)
    {
        ImageRegion covered = region ?? new(0, 0, image.Height, image.Width);
        return covered.Height > 0 && covered.Width > 0
            ? (Taps(image.Height, covered.Top, covered.Height, Height), Taps(image.Width, covered.Left, covered.Width, Width))
            : throw new ArgumentOutOfRangeException(nameof(region), region, "The region must have a height and a width greater than 0.");
    }

    /// <summary>Where the pixels of one image axis that the region covers read the map.</summary>
    private static Tap[] Taps(int imageLength, double start, double length, int mapLength)
    {
        int first = Math.Max(0, (int)Math.Ceiling(start - 0.5));
        int end = Math.Min(imageLength, (int)Math.Ceiling(start + length - 0.5));
        var taps = new Tap[Math.Max(0, end - first)];
        for (int i = 0; i < taps.Length; i++)
        {
            double position = Math.Clamp(((first + i + 0.5 - start) / length * mapLength) - 0.5, 0, mapLength - 1);
            int below = (int)position;
            taps[i] = new(first + i, below, Math.Min(below + 1, mapLength - 1), position - below);
        }

        return taps;
    }

    private double Interpolate(Tap row, Tap column)
    {
        double Along(int mapRow) => Mix(_values[(mapRow * Width) + column.Below], _values[(mapRow * Width) + column.Above], column.Weight);
        return Mix(Along(row.Below), Along(row.Above), row.Weight);
    }

    private static double Mix(double from, double to, double weight) => from + ((to - from) * weight);

    /// <summary>A value's place on the colors: a constant map's is the low end, an all-zero one's of diverging colors the middle.</summary>
    private float ColorPosition(double value, (float Low, float High)? range, bool diverging)
    {
        double largest = Math.Max(Math.Abs((double)Minimum), Math.Abs((double)Maximum));
        (double low, double high, float degenerate) =
            range is { } given ? (given.Low, given.High, 0) : diverging ? (-largest, largest, 0.5f) : (Minimum, Maximum, 0);
        return low < high ? (float)((value - low) / (high - low)) : degenerate;
    }

    /// <summary>A pixel of the image and the two map samples, on one axis, between which it lies.</summary>
    private readonly record struct Tap(int Pixel, int Below, int Above, double Weight);
}
