namespace Microsoft.ML.Saliency;

/// <summary>
/// One axis of a grid of regions, as few as cover the side. If they cover more than it, they are centred: with t pixels too many
/// the first region starts at -floor(t / 2), and the outer ones are cut off at the borders (as in Quantus).
/// </summary>
internal readonly record struct RegionAxis(int Side, int Region)
{
    /// <summary>Number of regions.</summary>
    public int Count => (Side + Region - 1) / Region;

    /// <summary>The region in which a pixel lies.</summary>
    public int Of(int pixel) => (pixel + (((Count * Region) - Side) / 2)) / Region;
}
