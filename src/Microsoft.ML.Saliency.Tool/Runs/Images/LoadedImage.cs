using System.Security.Cryptography;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>A decoded image.</summary>
internal sealed record LoadedImage(RgbImage Picture, string Sha256)
{
    /// <summary>Reads and decodes an image file.</summary>
    /// <exception cref="SkipException">It cannot be read, or is not an image.</exception>
    public static LoadedImage Load(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SkipException($"the file could not be read: {exception.GetType().Name}");
        }

        try
        {
            return new LoadedImage(RgbImage.Load(bytes), HashOf(bytes));
        }
        catch (InvalidDataException exception)
        {
            throw new SkipException(exception.Message);
        }
    }

    /// <summary>Gets SHA-256, in hexadecimal digits.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Gets the hash of a file; null if it cannot be read.</summary>
    public static string? HashOfFile(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>An image file of the run.</summary>
/// <param name="Name">Its path in the folder of images, with '/' between folders: its name in results.</param>
internal sealed record ImageItem(string Name, string Path)
{
    /// <summary>Lists the images of a folder in the order of their names.</summary>
    public static ImageItem[] Find(string folder, bool recursive) =>
        [.. ImageFolder.Find(folder, recursive)
            .Select(file => new ImageItem(System.IO.Path.GetRelativePath(folder, file).Replace('\\', '/'), file))];
}
