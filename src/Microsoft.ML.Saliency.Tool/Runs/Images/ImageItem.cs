namespace Microsoft.ML.Saliency.Tool;

/// <summary>An image file of the run.</summary>
/// <param name="Name">Its path in the folder of images, with '/' between folders: its name in results.</param>
internal sealed record ImageItem(string Name, string Path)
{
    /// <summary>Lists the images of a folder in the order of their names.</summary>
    public static ImageItem[] Find(string folder, bool recursive) =>
        [.. ImageFolder.Find(folder, recursive)
            .Select(file => new ImageItem(System.IO.Path.GetRelativePath(folder, file).Replace('\\', '/'), file))];
}
