namespace Microsoft.ML.Saliency;

/// <summary>Color maps to draw saliency maps with.</summary>
public static class KnownColorMaps
{
    /// <summary>Dark violet, green, yellow: even steps of brightness, safe for color-blind readers.</summary>
    /// <remarks>16 of Viridis' 256 colors, by N. Smith, S. van der Walt, E. Firing (BIDS/colormap, CC0); at most 8 levels off.</remarks>
    public static ColorMap Viridis { get; } = new(
    [
        (68, 1, 84), (72, 26, 108), (71, 47, 125), (65, 68, 135), (57, 86, 140), (49, 104, 142), (42, 120, 142), (35, 136, 142),
        (31, 152, 139), (34, 168, 132), (53, 183, 121), (84, 197, 104), (122, 209, 81), (165, 219, 54), (210, 226, 27), (253, 231, 37),
    ]);

    /// <summary>Black, red, yellow: even steps of brightness, most contrast at the important end.</summary>
    /// <remarks>16 of Inferno's 256 colors, by N. Smith, S. van der Walt (BIDS/colormap, CC0); at most 8 levels off.</remarks>
    public static ColorMap Inferno { get; } = new(
    [
        (0, 0, 4), (12, 8, 38), (36, 12, 79), (66, 10, 104), (93, 18, 110), (120, 28, 109), (147, 38, 103), (174, 48, 92),
        (199, 62, 76), (221, 81, 58), (237, 105, 37), (248, 133, 15), (252, 165, 10), (250, 198, 45), (242, 230, 97), (252, 255, 164),
    ]);

    /// <summary>Blue, cyan, yellow, red, as most published maps. Its uneven brightness shows edges that the map does not have.</summary>
    /// <remarks>The piecewise linear ramps of the color map of this name in MATLAB.</remarks>
    public static ColorMap Jet { get; } = new(
    [
        (0, 0, 128), (0, 0, 255), (0, 128, 255), (0, 255, 255), (128, 255, 128), (255, 255, 0), (255, 128, 0), (255, 0, 0), (128, 0, 0),
    ]);

    /// <summary>Black to white.</summary>
    public static ColorMap Gray { get; } = new([(0, 0, 0), (255, 255, 255)]);

    /// <summary>Diverging: blue for evidence against the target, white for none, red for evidence in favor.</summary>
    public static ColorMap BlueWhiteRed { get; } = new([(0, 0, 255), (255, 255, 255), (255, 0, 0)], isDiverging: true);
}
