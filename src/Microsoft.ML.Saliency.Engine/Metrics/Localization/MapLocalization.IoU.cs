namespace Microsoft.ML.Saliency;

/// <content>Overlap of the salient pixels with the object.</content>
public static partial class MapLocalization
{
    /// <summary>
    /// Intersection over union, 0 to 1, of the object with the pixels whose value, after the map's minimum..maximum has been spread over
    /// 0..1, is at least the threshold (as in Choe et al., "Evaluating Weakly Supervised Object Localization Methods Right", CVPR 2020). A
    /// constant map becomes 0 everywhere, see <see cref="SaliencyMap.Normalize"/>, and so has no salient pixel.
    /// </summary>
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
}
