namespace Microsoft.ML.Saliency;

/// <summary>Settings of <see cref="HeatmapEstimator"/>.</summary>
public sealed record HeatmapOptions
{
    /// <summary>The colours of the map's values, spread over its minimum..maximum, or over -m..m if they are diverging.</summary>
    /// <value>Default: <see cref="KnownColorMaps.Viridis"/>.</value>
    public ColorMap ColorMap { get; init => field = value ?? throw new ArgumentNullException(nameof(ColorMap)); } = KnownColorMaps.Viridis;

    /// <summary>The share of the map's colours, 0..1; the image has the rest.</summary>
    /// <value>Default: 0.5. With 0 there is the contour alone.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in 0..1.</exception>
    public double Opacity
    {
        get;
        init => field = value >= 0 && value <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Opacity), value, "The opacity must be in 0..1.");
    } = 0.5;

    /// <summary>The share of the map's pixels, those with the largest values, around which a contour is drawn: 0.1 for the top 10 %.</summary>
    /// <value>Default: null, no contour. More than 0, at most 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public double? ContourShare
    {
        get;
        init => field = value is null or (> 0 and <= 1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(ContourShare), value, "The share of top pixels must be more than 0 and at most 1.");
    }

    /// <summary>The colour of the contour.</summary>
    /// <value>Default: white.</value>
    public (byte R, byte G, byte B) ContourColor { get; init; } = (255, 255, 255);

    /// <summary>The thickness of the contour in pixels of the image.</summary>
    /// <value>Default: null, 1/200 of the image's short side, at least 1. At least 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? ContourThickness
    {
        get;
        init => field = value is null or >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(ContourThickness), value, "The thickness of the contour must be at least 1 pixel.");
    }

    /// <summary>Which of a row's T maps is drawn, where it has several; one estimator draws one picture, so append one for each map wanted.</summary>
    /// <value>Default: 0, the first: with <see cref="SaliencyTargets.Top"/> the best class. 0 to T - 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MapIndex
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(MapIndex), value, "The index of a map is 0 or more.");
    }

    /// <summary>
    /// The preprocessing that the explained classifier's images went through; of its resizing and cropping follows which part of the image the
    /// map covers (<see cref="ImagePreprocessing.VisibleRegion"/>).
    /// </summary>
    /// <value>
    /// Default: null, that of <see cref="KnownPreprocessing.ImageNet"/>, as for <see cref="ModelEstimatorOptions.Preprocessing"/>: give both the same.
    /// </value>
    public ImagePreprocessing? Preprocessing { get; init; }

    /// <summary>Draws a map over its image.</summary>
    internal RgbImage Draw(RgbImage image, SaliencyMap map)
    {
        // The number of channels has no say in where the map lies.
        var shape = new TensorShape(3, map.Height, map.Width);
        ImageRegion region = (Preprocessing ?? KnownPreprocessing.ImageNet).VisibleRegion(image.Height, image.Width, shape);
        RgbImage picture = map.Overlay(image, ColorMap, Opacity, region);
        return ContourShare is double share ? map.Contour(picture, share, ContourColor, ContourThickness, region) : picture;
    }
}
