using System.Security.Cryptography;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>A decoded image.</summary>
internal sealed record LoadedImage(RgbImage Picture, string Sha256)
{
    /// <summary>Reads and decodes an image file.</summary>
    /// <exception cref="SkipException">It cannot be read, is not an image, not all of one, or a larger one than allowed.</exception>
    public static LoadedImage Load(string path, ImageLoadOptions options)
    {
        byte[] bytes;
        try
        {
            bytes = RegularFile.Exists(path) || !File.Exists(path)
                ? File.ReadAllBytes(path)
                : throw new SkipException(RegularFile.Fault);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SkipException($"the file could not be read: {exception.GetType().Name}");
        }

        return ImageCodec.TryDecode(bytes, options, out string? fault) is RgbImage picture
            ? new LoadedImage(picture, HashOf(bytes))
            : throw new SkipException(fault!.Replace(ImageCodec.MaxPixelsName, "--max-pixels", StringComparison.Ordinal));
    }

    /// <summary>Gets SHA-256, in hexadecimal digits.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Gets the hash of a file; null if it cannot be read.</summary>
    public static string? HashOfFile(string path)
    {
        if (!RegularFile.Exists(path))
        {
            return null;
        }

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
    /// <summary>Lists the images of a folder in the order of their names, without those in folders of results; or a single file. Tells what
    /// else is there.</summary>
    public static ImageItem[] Find(string images, bool recursive, Output output)
    {
        ImageFiles found = ImageFiles.Find(images, recursive, ImageFolder.Extensions, RunFolder.Is);
        if (found.LeftOut is not null)
        {
            output.Warn($"{images}: {found.LeftOut}");
        }

        string folder = Directory.Exists(images) ? images : System.IO.Path.GetDirectoryName(images)!;
        return [.. found.Paths.Select(
            file => new ImageItem(System.IO.Path.GetRelativePath(folder.Length > 0 ? folder : ".", file).Replace('\\', '/'), file))];
    }

    /// <summary>Gets the path of an image of a run.</summary>
    /// <param name="images">The folder of the images, or the single one.</param>
    /// <param name="name">The image's name in results.</param>
    public static string PathOf(string images, string name) => File.Exists(images) ? images : System.IO.Path.Combine(images, name);
}
