namespace Microsoft.ML.Saliency;

public sealed partial class SaliencyMap
{
    // Our choice: 1 pixel up to 299, then thin at any size that the picture is looked at in.
    private const int SidePerThickness = 200;

    /// <summary>Draws the contour of the most important part over a picture: the pixels where the map, resized as by <see cref="Overlay"/>,
    /// is at least as large as the smallest of its top values. The line lies inside of that part, and is closed where the map or the
    /// picture ends.</summary>
    /// <param name="image">The picture, of any size; often an <see cref="Overlay"/>.</param>
    /// <param name="topShare">
    /// The share of the map's pixels that count as top, more than 0, at most 1: rounded to a whole number of pixels, at least 1. Values
    /// that equal the smallest of them belong to it too, so that a constant map is surrounded as a whole.
    /// </param>
    /// <param name="color">The color of the line; null for white.</param>
    /// <param name="thickness">
    /// The line's thickness in pixels of the picture, at least 1; null for 1/200 of its short side, at least 1.
    /// </param>
    /// <param name="region">The part of the picture that the map covers, see <see cref="Overlay"/>; null for the whole picture.</param>
    /// <returns>A new picture of the given picture's size.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share or the thickness is out of its range, or the region has no area.</exception>
    public RgbImage Contour(
        RgbImage image, double topShare, (byte R, byte G, byte B)? color = null, int? thickness = null, ImageRegion? region = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        CheckContour(topShare, thickness);
        int line = thickness ?? Math.Max(1, (int)Math.Round(Math.Min(image.Height, image.Width) / (double)SidePerThickness));
        (Tap[] rows, Tap[] columns) = Taps(image, region);
        int[] depths = Depths(rows, columns, level: TopLevel(topShare));
        (byte R, byte G, byte B) ink = color ?? (255, 255, 255);
        RgbImage result = RgbImage.FromPixels(image.Pixels, image.Height, image.Width, PixelFormat.Rgb24);
        for (int i = 0; i < depths.Length; i++)
        {
            if (depths[i] > 0 && depths[i] <= line)
            {
                (Tap row, Tap column) = (rows[i / columns.Length], columns[i % columns.Length]);
                Span<byte> pixel = result.Pixels.AsSpan(((row.Pixel * image.Width) + column.Pixel) * 3, 3);
                (pixel[0], pixel[1], pixel[2]) = ink;
            }
        }

        return result;
    }

    private static void CheckContour(double topShare, int? thickness)
    {
        if (!(topShare > 0 && topShare <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(topShare), topShare, "The top share must be greater than 0 and at most 1.");
        }

        if (thickness < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(thickness), thickness, "The thickness of the line must be at least 1 pixel.");
        }
    }

    /// <summary>The smallest of the top values.</summary>
    private float TopLevel(double share)
    {
        float[] sorted = [.. _values];
        Array.Sort(sorted);
        return sorted[^TopPixels.Count(sorted.Length, share)];
    }

    /// <summary>How many steps up, down, left or right lead from each pixel out of the part at or above the level: 0 outside of it, 1 on
    /// its edge. Two passes, after A. Rosenfeld and J. L. Pfaltz, "Sequential Operations in Digital Picture Processing", J. ACM 13
    /// (1966).</summary>
    private int[] Depths(Tap[] rows, Tap[] columns, float level)
    {
        var depths = new int[rows.Length * columns.Length];
        int At(int row, int column) =>
            (uint)row < (uint)rows.Length && (uint)column < (uint)columns.Length ? depths[(row * columns.Length) + column] : 0;
        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = 0; column < columns.Length; column++)
            {
                bool isTop = Interpolate(rows[row], columns[column]) >= level;
                depths[(row * columns.Length) + column] = isTop ? 1 + Math.Min(At(row - 1, column), At(row, column - 1)) : 0;
            }
        }

        for (int row = rows.Length - 1; row >= 0; row--)
        {
            for (int column = columns.Length - 1; column >= 0; column--)
            {
                ref int depth = ref depths[(row * columns.Length) + column];
                depth = Math.Min(depth, 1 + Math.Min(At(row + 1, column), At(row, column + 1)));
            }
        }

        return depths;
    }
}
