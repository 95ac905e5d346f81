namespace Microsoft.ML.Saliency;

/// <summary>Settings of <see cref="HeatmapEstimator"/>.</summary>
public sealed record HeatmapOptions
{
    /// <summary>Gets the colors of the map's values, over minimum..maximum, or over -m..m for diverging colors.</summary>
    /// <value>Default: <see cref="KnownColorMaps.Viridis"/>.</value>
    public ColorMap ColorMap { get; init => field = value ?? throw new ArgumentNullException(nameof(ColorMap)); } = KnownColorMaps.Viridis;

    /// <summary>Gets the share of the map's colors in the mix with the image, 0..1.</summary>
    /// <value>Default: 0.5. With 0 only the contour is drawn.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in 0..1.</exception>
    public double Opacity
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Opacity), value, "The opacity must be in 0..1.");
    } = 0.5;

    /// <summary>Gets the share of the pixels with the largest values to draw a contour around: 0.1 for the top 10 %.</summary>
    /// <value>Default: null, no contour. More than 0, at most 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public double? ContourShare
    {
        get;
        init => field = value is null or (> 0 and <= 1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(ContourShare), value, "The share must be more than 0 and at most 1.");
    }

    /// <summary>Gets the color of the contour.</summary>
    /// <value>Default: white.</value>
    public (byte R, byte G, byte B) ContourColor { get; init; } = (255, 255, 255);

    /// <summary>Gets the thickness of the contour in pixels of the image.</summary>
    /// <value>Default: null, 1/200 of the image's short side, at least 1. At least 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? ContourThickness
    {
        get;
        init => field = value is null or >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(ContourThickness), value, "The thickness must be at least 1 pixel.");
    }

    /// <summary>Gets the index of the map to draw, of a row's T maps. Append one estimator for each map.</summary>
    /// <value>Default: 0, with <see cref="SaliencyTargets.Top"/> the best class. 0 to T - 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MapIndex
    {
        get;
        init => field = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MapIndex), value, "The index of a map must be 0 or more.");
    }

    /// <summary>Gets the preprocessing of the explained classifier's images. Its resizing and cropping determine the part of the image that
    /// the map covers (<see cref="ImagePreprocessing.VisibleRegion"/>).</summary>
    /// <value>
    /// Default: null, the preprocessing that the map column carries. Required where the column carries none, as in data from elsewhere;
    /// another than the column's is refused.
    /// </value>
    public ImagePreprocessing? Preprocessing { get; init; }

    /// <summary>Draws a map over its image.</summary>
    internal RgbImage Draw(RgbImage image, SaliencyMap map)
    {
        // The number of channels does not affect the region.
        var shape = new TensorShape(3, map.Height, map.Width);
        ImageRegion region = Preprocessing!.VisibleRegion(image.Height, image.Width, shape);
        RgbImage picture = map.Overlay(image, ColorMap, Opacity, region);
        return ContourShare is double share ? map.Contour(picture, share, ContourColor, ContourThickness, region) : picture;
    }
}
