namespace Microsoft.ML.Saliency.Tests;

/// <summary>The files of the folder TestData; its README names their origin.</summary>
internal static class TestFile
{
    /// <param name="path">Path below TestData.</param>
    public static string Path(string path) => System.IO.Path.Combine(AppContext.BaseDirectory, "TestData", path);

    /// <param name="path">Path of a PNG below TestData.</param>
    public static RgbImage Image(string path) => RgbImage.Load(Path(path));
}
