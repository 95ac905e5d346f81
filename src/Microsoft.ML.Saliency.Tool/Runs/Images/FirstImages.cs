namespace Microsoft.ML.Saliency.Tool;

/// <summary>The first images of a run, on which a preprocessing is tried.</summary>
internal static class FirstImages
{
    /// <summary>Loads them; those that cannot be read are left out.</summary>
    public static IReadOnlyList<RgbImage> Load(IReadOnlyList<ImageItem> items, ImageLoadOptions loading)
    {
        var images = new List<RgbImage>();
        foreach (ImageItem item in items.Take(PreprocessingCheck.ImageCount))
        {
            try
            {
                images.Add(LoadedImage.Load(item.Path, loading).Picture);
            }
            catch (SkipException)
            {
                // The run itself says so.
            }
        }

        return images;
    }
}
