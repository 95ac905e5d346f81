namespace Microsoft.ML.Saliency;

/// <summary>
/// A rectangle of an image, in pixels; pixel (0, 0) covers the square from (0, 0) to (1, 1), so an H x W image is the region (0, 0, H, W).
/// </summary>
/// <param name="Top">Upper edge, counted downwards from the top of the image.</param>
/// <param name="Left">Left edge, counted from the left of the image.</param>
/// <param name="Height">Height.</param>
/// <param name="Width">Width.</param>
public readonly record struct ImageRegion(double Top, double Left, double Height, double Width);
