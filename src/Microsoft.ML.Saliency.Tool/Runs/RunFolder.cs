namespace Microsoft.ML.Saliency.Tool;

/// <summary>A folder that holds the results of one command, and in run.json everything that they depend on. Killed at any time, it holds
/// whole results only, and the same command continues. One process works on it at a time.</summary>
internal sealed class RunFolder : IDisposable
{
    /// <summary>The file with everything that the results depend on.</summary>
    public const string DescriptionFile = "run.json";

    private const string LockFile = ".lock";
    private readonly FileStream _lock;

    private RunFolder(string folder, FileStream lockFile)
    {
        Folder = folder;
        _lock = lockFile;
    }

    /// <summary>The folder's path.</summary>
    public string Folder { get; }

    /// <summary>Opens the folder of a run, new or begun before.</summary>
    /// <param name="description">Everything that the results depend on; no time, no path of this machine that does not matter.</param>
    /// <param name="force">Whether results of another description are discarded, instead of being refused.</param>
    /// <param name="kept">
    /// A folder in it that is kept even then, since what it holds is right whatever the description; null for none.
    /// </param>
    /// <exception cref="ToolException">
    /// It has results of another description, or files that are no run's, or another process works on it, or it cannot be written.
    /// </exception>
    public static RunFolder Open(string folder, JsonObject description, bool force, string? kept = null)
    {
        RequireRunOrNothing(folder);
        FileStream lockFile = Lock(folder);
        try
        {
            foreach (string part in Directory.EnumerateFiles(folder, AtomicFile.PartPrefix + "*", SearchOption.AllDirectories))
            {
                File.Delete(part);
            }

            if (File.Exists(Path.Combine(folder, DescriptionFile)))
            {
                IReadOnlyList<string> differences = JsonDifferences.Find(ReadDescription(folder), description);
                if (differences.Count > 0 && !force)
                {
                    throw new ToolException(
                        $"The run in '{folder}' has other settings: {string.Join("; ", differences)}. " +
                        "Choose another --out, or discard its results with --force.");
                }

                if (differences.Count > 0)
                {
                    Clear(folder, kept);
                }
            }

            AtomicFile.WriteJson(Path.Combine(folder, DescriptionFile), description);
            return new RunFolder(folder, lockFile);
        }
        catch
        {
            lockFile.Dispose();
            throw;
        }
    }

    /// <summary>Reads what the results in a folder depend on.</summary>
    /// <exception cref="ToolException">The folder holds no run.</exception>
    public static JsonObject ReadDescription(string folder)
    {
        string path = Path.Combine(folder, DescriptionFile);
        if (!File.Exists(path))
        {
            throw new ToolException(
                $"Folder '{folder}' must hold a run of mlsaliency, but has no {DescriptionFile}. " +
                "Name the --out folder of an earlier command.");
        }

        return Json.Read(
            () => JsonNode.Parse(File.ReadAllText(path)) as JsonObject, "it is not an object.", $"'{path}' does not describe a run");
    }

    /// <summary>Gets whether a folder holds the results of a command.</summary>
    public static bool Is(string folder)
    {
        try
        {
            return RegularFile.Exists(Path.Combine(folder, DescriptionFile)) &&
                ReadDescription(folder)["versions"] is JsonObject versions && versions.ContainsKey("mlsaliency");
        }
        catch (ToolException)
        {
            // Another program's run.json.
            return false;
        }
    }

    /// <summary>Gets the path of a file of the run.</summary>
    /// <param name="name">Its name in the folder, with '/' between folders.</param>
    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Gets whether there is such a file.</summary>
    public bool Has(string name) => File.Exists(PathOf(name));

    /// <summary>Deletes a file, if it is there.</summary>
    public void Delete(string name) => File.Delete(PathOf(name));

    /// <summary>Writes bytes, as a whole or not at all.</summary>
    public void WriteBytes(string name, ReadOnlyMemory<byte> bytes) => AtomicFile.WriteBytes(PathOf(name), bytes);

    /// <summary>Writes text, as a whole or not at all.</summary>
    public void WriteText(string name, string text) => AtomicFile.WriteText(PathOf(name), text);

    /// <summary>Writes an object as JSON, as a whole or not at all.</summary>
    public void WriteJson<T>(string name, T value) => AtomicFile.WriteJson(PathOf(name), value);

    /// <summary>Reads an object that was written as JSON; null if there is no such file, or it is damaged.</summary>
    public T? ReadJson<T>(string name)
        where T : class
    {
        try
        {
            return Has(name) ? JsonSerializer.Deserialize<T>(File.ReadAllBytes(PathOf(name)), Json.Files) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Lets other processes work on the folder.</summary>
    public void Dispose() => _lock.Dispose();

    private static void RequireRunOrNothing(string folder)
    {
        if (File.Exists(folder))
        {
            throw new ToolException($"The folder for the results must be a folder, but '{folder}' is a file. Choose another --out.");
        }

        bool isForeign = Directory.Exists(folder) && !File.Exists(Path.Combine(folder, DescriptionFile)) && Directory
            .EnumerateFileSystemEntries(folder)
            .Any(entry => Path.GetFileName(entry) is not (LockFile or AtomicFile.PartPrefix + DescriptionFile));
        if (isForeign)
        {
            throw new ToolException(
                $"The folder for the results must be new, empty, or of an earlier run, but '{folder}' holds other files. " +
                "Choose another --out.");
        }
    }

    private static FileStream Lock(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"Folder '{folder}' could not be created: {ErrorText.OneLine(exception)}");
        }

        try
        {
            // Killed, a process leaves the file, but not its lock.
            const FileMode Mode = FileMode.OpenOrCreate;
            string file = Path.Combine(folder, LockFile);
            return new FileStream(file, Mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new ToolException($"Folder '{folder}' could not be written: {ErrorText.OneLine(exception)}");
        }
        catch (IOException exception)
        {
            throw new ToolException(
                $"Another process works on the run in '{folder}', or the folder cannot be written: {ErrorText.OneLine(exception)}");
        }
    }

    private static void Clear(string folder, string? kept)
    {
        // The description goes last, so that a folder that is killed meanwhile is still one of a run.
        foreach (string entry in Directory.EnumerateDirectories(folder).Where(entry => Path.GetFileName(entry) != kept))
        {
            Directory.Delete(entry, recursive: true);
        }

        foreach (string file in Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file) is not (LockFile or DescriptionFile)))
        {
            File.Delete(file);
        }
    }
}
