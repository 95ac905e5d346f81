namespace Microsoft.ML.Saliency;

/// <summary>One image in pixel space, from which a pixel baseline is made.</summary>
/// <param name="Planes">C x H x W values, 0..255, red, green, blue (or gray); always channels first, whatever the model's layout.</param>
/// <param name="Shape">The model's input, without alpha.</param>
/// <param name="Identity">The image's number, for random draws.</param>
/// <param name="Preprocessing">How images become the model's input.</param>
internal sealed record PixelImage(float[] Planes, TensorShape Shape, ulong Identity, ImagePreprocessing Preprocessing)
{
    /// <summary>Number of pixels, H x W.</summary>
    public int PixelCount => Shape.Height * Shape.Width;

    /// <summary>One color of <paramref name="planes"/>, which are laid out as this image's.</summary>
    public Span<float> Plane(Span<float> planes, int color) => planes.Slice(color * PixelCount, PixelCount);

    /// <summary>A color's value in one of the planes: for a gray model its luma, ITU-R 601, not rounded.</summary>
    public float ValueOf(ChannelValues color, int plane) => Shape.Channels == 1
        ? (float)(((19595.0 * color.Red) + (38470.0 * color.Green) + (7471.0 * color.Blue)) / 65536)
        : color[plane];
}
