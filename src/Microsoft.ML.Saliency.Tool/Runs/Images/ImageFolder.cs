namespace Microsoft.ML.Saliency.Tool;

/// <summary>The image files of a folder.</summary>
internal static class ImageFolder
{
    /// <summary>The files, by their extensions, in the order of their names (ordinal).</summary>
    /// <exception cref="ToolException">There is no such folder, or no image in it.</exception>
    public static ImageItem[] Find(string folder, bool recursive)
    {
        if (!Directory.Exists(folder))
        {
            throw new ToolException($"Image folder '{folder}' was not found.");
        }

        IReadOnlyList<string> extensions = new ImageFolderOptions().Extensions;
        SearchOption depth = recursive ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly;
        ImageItem[] items = [.. Directory.EnumerateFiles(folder, "*", depth)
            .Where(file => extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Select(file => new ImageItem(Path.GetRelativePath(folder, file).Replace('\\', '/'), file))
            .OrderBy(item => item.Name, StringComparer.Ordinal)];
        return items.Length > 0
            ? items
            : throw new ToolException($"Image folder '{folder}' has no file with one of the extensions {string.Join(", ", extensions)}.");
    }
}
