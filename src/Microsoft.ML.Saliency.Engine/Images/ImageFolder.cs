namespace Microsoft.ML.Saliency;

/// <summary>Lists the image files of a folder.</summary>
public static class ImageFolder
{
    /// <summary>The file name extensions of images: .png, .jpg, .jpeg, .bmp, .gif, .webp, .jpe, .jfif, .jif.</summary>
    public static IReadOnlyList<string> Extensions { get; } =
        [".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".jpe", ".jfif", ".jif"];

    /// <summary>Finds a folder's image files, in the ordinal order of their paths below the folder, with '/' between folders.</summary>
    /// <remarks>
    /// Left out are names that begin with a dot, such as macOS's <c>._a.jpg</c> and <c>.thumbnails</c>; pipes, devices and sockets, which
    /// are not opened; and links to folders, which may lead in a circle. A link to a file is a file.
    /// </remarks>
    /// <param name="folder">The folder; or one file, which is taken whatever its extension.</param>
    /// <param name="recursive">Whether its subfolders are searched too.</param>
    /// <param name="extensions">The extensions of the files to take, in any case; null for <see cref="Extensions"/>.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="FileNotFoundException">The folder has no such file.</exception>
    /// <exception cref="InvalidDataException">The path leads to a pipe, a device or a socket.</exception>
    public static string[] Find(string folder, bool recursive = false, IReadOnlyList<string>? extensions = null) =>
        ImageFiles.Find(folder, recursive, extensions ?? Extensions).Paths;
}
