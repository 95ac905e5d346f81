using Microsoft.ML.Data;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>The files of the folder TestData; their origin is told in its README.</summary>
internal static class TestFile
{
    /// <param name="path">Path below TestData.</param>
    public static string Path(string path) => System.IO.Path.Combine(AppContext.BaseDirectory, "TestData", path);

    /// <param name="path">Path of a PNG below TestData.</param>
    public static RgbImage Image(string path)
    {
        using MLImage image = MLImage.CreateFromFile(Path(path));
        PixelFormat format = image.PixelFormat == MLPixelFormat.Bgra32 ? PixelFormat.Bgra32 : PixelFormat.Rgba32;
        return RgbImage.FromPixels(image.Pixels, image.Height, image.Width, format);
    }
}
