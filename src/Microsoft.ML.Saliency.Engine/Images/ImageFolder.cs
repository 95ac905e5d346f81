namespace Microsoft.ML.Saliency;

/// <summary>Lists the image files of a folder.</summary>
public static class ImageFolder
{
    /// <summary>The file name extensions of images: .png, .jpg, .jpeg, .bmp, .gif, .webp.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp"];

    /// <summary>Finds a folder's image files, in the ordinal order of their paths below the folder, with '/' between folders.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="recursive">Whether its subfolders are searched too.</param>
    /// <param name="extensions">The extensions of the files to take, in any case; null for <see cref="Extensions"/>.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="FileNotFoundException">The folder has no such file.</exception>
    public static string[] Find(string folder, bool recursive = false, IReadOnlyList<string>? extensions = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"Image folder '{folder}' was not found. Pass the path of an existing folder.");
        }

        extensions ??= Extensions;
        SearchOption depth = recursive ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly;
        string[] files = [.. Directory.EnumerateFiles(folder, "*", depth)
            .Where(file => extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .OrderBy(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), StringComparer.Ordinal)];
        return files.Length > 0
            ? files
            : throw new FileNotFoundException(
                $"Image folder '{folder}' must hold an image, but has no file with one of the extensions {string.Join(", ", extensions)}. "
                + "Pass another folder, or search its subfolders too.");
    }
}
