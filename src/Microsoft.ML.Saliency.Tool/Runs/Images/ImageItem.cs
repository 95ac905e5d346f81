namespace Microsoft.ML.Saliency.Tool;

/// <summary>An image file that is worked on.</summary>
/// <param name="Name">Its path in the folder of images, with '/' between folders: what results call it.</param>
/// <param name="Path">Where it lies.</param>
internal sealed record ImageItem(string Name, string Path)
{
    /// <summary>Lists the images of a folder in the order of their names.</summary>
    public static ImageItem[] Find(string folder, bool recursive) =>
        [.. ImageFolder.Find(folder, recursive)
            .Select(file => new ImageItem(System.IO.Path.GetRelativePath(folder, file).Replace('\\', '/'), file))];
}
