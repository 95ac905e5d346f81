namespace Microsoft.ML.Saliency.Tool;

/// <summary>Writes files as a whole or not at all, whenever the process is killed or the disk is full.</summary>
internal static class AtomicFile
{
    /// <summary>The beginning of the names of files that are being written.</summary>
    public const string PartPrefix = ".part-";

    /// <summary>Writes a file under another name, forces it to the disk, and renames it.</summary>
    /// <param name="write">Writes a file of the given name, which has the same extension.</param>
    /// <exception cref="ToolException">It could not be written.</exception>
    public static void Write(string path, Action<string> write)
    {
        string folder = Path.GetDirectoryName(path)!;
        string part = Path.Combine(folder, PartPrefix + Path.GetFileName(path));
        try
        {
            Directory.CreateDirectory(folder);
            write(part);
            using (var stream = new FileStream(part, FileMode.Open, FileAccess.ReadWrite))
            {
                stream.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // ArgumentOutOfRangeException: .NET's word for a file that the file system finds too large.
            TryDelete(part);
            throw new ToolException(
                $"'{path}' could not be written: {ErrorText.OneLine(exception).TrimEnd('.')}. " +
                "What was written before is complete. Run the same command again to continue.",
                ExitCode.Failed,
                exception);
        }
    }

    /// <summary>Writes bytes.</summary>
    public static void WriteBytes(string path, ReadOnlyMemory<byte> bytes) => Write(path, part => File.WriteAllBytes(part, bytes.Span));

    /// <summary>Writes text in UTF-8 without a byte-order mark.</summary>
    public static void WriteText(string path, string text) => WriteBytes(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes an object as JSON.</summary>
    public static void WriteJson<T>(string path, T value) => WriteText(path, JsonSerializer.Serialize(value, Json.Files) + "\n");

    private static void TryDelete(string part)
    {
        try
        {
            File.Delete(part);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next start clears it away.
        }
    }
}
