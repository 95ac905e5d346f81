using System.Formats.Tar;

namespace Microsoft.ML.Saliency;

/// <summary>Tells regular files from pipes, devices and sockets without opening them: opened, a pipe waits for a writer, and some devices
/// never end.</summary>
internal static class RegularFile
{
    /// <summary>Why anything else is not read.</summary>
    public const string Fault = "it is a pipe, a device, a socket or a broken link, not a file. Pass an image file.";

    /// <summary>Whether a path leads to a regular file, maybe over links.</summary>
    public static bool Exists(string path)
    {
        try
        {
            var file = new FileInfo(path);
            file = file.LinkTarget is null ? file : (FileInfo?)file.ResolveLinkTarget(returnFinalTarget: true);
            return file is { Exists: true } && (file.Length > 0 || IsEmptyFile(file.FullName));
        }
        catch (IOException)
        {
            // The links lead nowhere.
            return false;
        }
    }

    /// <summary>Whether something of length 0, as pipes, devices and sockets are, is a regular file. Of .NET's own classes only that of TAR
    /// archives asks the file system for the type.</summary>
    private static bool IsEmptyFile(string path)
    {
        using var archive = new MemoryStream();
        try
        {
            using (var writer = new TarWriter(archive, leaveOpen: true))
            {
                writer.WriteEntry(path, "entry");
            }

            archive.Position = 0;
            using var reader = new TarReader(archive);
            return reader.GetNextEntry()?.EntryType == TarEntryType.RegularFile;
        }
        catch (UnauthorizedAccessException)
        {
            // A regular file that must not be opened: reading it says so.
            return true;
        }
        catch (IOException)
        {
            // An archive holds no sockets.
            return false;
        }
    }
}
