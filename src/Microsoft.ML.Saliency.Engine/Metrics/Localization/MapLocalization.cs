namespace Microsoft.ML.Saliency;

/// <summary>Whether a saliency map points at an object whose pixels are known.</summary>
public static class MapLocalization
{
    /// <summary>The pointing game (Zhang et al., "Top-down Neural Attention by Excitation Backprop", 2018): whether the map's maximum lies
    /// on the object, or no farther from it than the tolerance. Of several maxima the first in row-major order counts.</summary>
    /// <param name="map">The map, H x W.</param>
    /// <param name="mask">The object's pixels, H x W, row-major.</param>
    /// <param name="tolerance">Largest Euclidean distance in pixels from the maximum to the object that counts as a hit; 0 or more.</param>
    /// <exception cref="ArgumentException">The mask's size is not the map's, or it has no pixel.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative.</exception>
    public static bool PointsAt(SaliencyMap map, ReadOnlySpan<bool> mask, double tolerance = 0)
    {
        Require(map, mask);
        if (!(tolerance >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "The tolerance must be 0 pixels or more.");
        }

        (int row, int column) = map.ArgMax();
        for (int i = 0; i < mask.Length; i++)
        {
            (int dy, int dx) = ((i / map.Width) - row, (i % map.Width) - column);
            if (mask[i] && (dy * dy) + (dx * dx) <= tolerance * tolerance)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The share of the map's positive saliency that lies inside the object, 0..1, where positive means above the map's mean (our
    /// choice: the zero of a RISE map is arbitrary). A map that does not look at the image has the object's share of the area; a constant
    /// map has 0.</summary>
    /// <param name="map">The map, H x W.</param>
    /// <param name="mask">The object's pixels, H x W, row-major.</param>
    /// <exception cref="ArgumentException">The mask's size is not the map's, or it has no pixel.</exception>
    public static double EnergyInside(SaliencyMap map, ReadOnlySpan<bool> mask)
    {
        Require(map, mask);
        double mean = 0;
        foreach (float value in map.Values)
        {
            mean += value;
        }

        mean /= mask.Length;
        double inside = 0, all = 0;
        for (int i = 0; i < mask.Length; i++)
        {
            double energy = Math.Max(map.Values[i] - mean, 0);
            all += energy;
            inside += mask[i] ? energy : 0;
        }

        return all > 0 ? inside / all : 0;
    }

    /// <summary>The average score of a map that ignores the image, 0 to 1: the object's share of the pixels, for <see cref="PointsAt"/>
    /// without a tolerance and for <see cref="EnergyInside"/>.</summary>
    /// <param name="mask">The object's pixels, at least one of them true.</param>
    /// <exception cref="ArgumentException">The mask has no pixel of the object.</exception>
    public static double ChanceLevel(ReadOnlySpan<bool> mask)
    {
        int inside = mask.Count(true);
        return inside > 0
            ? (double)inside / mask.Length
            : throw new ArgumentException("The mask must have at least one pixel of the object, but had none.", nameof(mask));
    }

    /// <summary>Intersection over union, 0 to 1, of the object with the pixels whose value, after the map's minimum..maximum has been
    /// spread over 0..1, is at least the threshold (as in Choe et al., "Evaluating Weakly Supervised Object Localization Methods Right",
    /// CVPR 2020). A constant map becomes 0 everywhere, see <see cref="SaliencyMap.Normalize"/>, and so has no salient pixel.</summary>
    /// <param name="map">The map, H x W.</param>
    /// <param name="mask">The object's pixels, H x W, row-major.</param>
    /// <param name="threshold">Greater than 0, at most 1 (only the maximum); the default is our choice.</param>
    /// <exception cref="ArgumentException">The mask's size is not the map's, or it has no pixel.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not in its range.</exception>
    public static double IoU(SaliencyMap map, ReadOnlySpan<bool> mask, double threshold = 0.5)
    {
        Require(map, mask);
        if (!(threshold > 0 && threshold <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold must be greater than 0 and at most 1.");
        }

        double range = (double)map.Maximum - map.Minimum;
        int common = 0, either = 0;
        for (int i = 0; i < mask.Length; i++)
        {
            bool isSalient = range > 0 && ((double)map.Values[i] - map.Minimum) / range >= threshold;
            common += isSalient && mask[i] ? 1 : 0;
            either += isSalient || mask[i] ? 1 : 0;
        }

        return (double)common / either;
    }

    private static void Require(SaliencyMap map, ReadOnlySpan<bool> mask)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (mask.Length != map.Values.Length)
        {
            throw new ArgumentException(
                $"The mask must have {map.Height} x {map.Width} = {map.Values.Length} pixels, as the map, but had {mask.Length}.",
                nameof(mask));
        }

        if (!mask.Contains(true))
        {
            throw new ArgumentException("The mask must have at least one pixel of the object, but had none.", nameof(mask));
        }
    }
}
