namespace Microsoft.ML.Saliency;

/// <summary>The image files of a folder: see <see cref="ImageFolder.Find"/>.</summary>
/// <param name="Paths">The files.</param>
/// <param name="LeftOut">What else is there, as in "12 files were left out: 10 .tif, 2 .heic."; null if there is nothing.</param>
internal sealed record ImageFiles(string[] Paths, string? LeftOut)
{
    /// <summary>Finds them.</summary>
    /// <param name="folder">The folder, or one file.</param>
    /// <param name="recursive">Whether its subfolders are searched too.</param>
    /// <param name="extensions">The extensions of the files to take, in any case.</param>
    /// <param name="isForeign">Whether a subfolder is left out, since its images are not of this folder; null for none.</param>
    public static ImageFiles Find(string folder, bool recursive, IReadOnlyList<string> extensions, Func<string, bool>? isForeign = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        if (File.Exists(folder))
        {
            return RegularFile.Exists(folder)
                ? new ImageFiles([folder], LeftOut: null)
                : throw new InvalidDataException($"Image '{folder}' could not be read: {RegularFile.Fault}");
        }

        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(
                $"Image folder '{folder}' was not found. Pass the path of an existing folder, or of an image file.");
        }

        var search = new Search(recursive, extensions, isForeign);
        search.Visit(new DirectoryInfo(folder));
        string leftOut = $"{search.Files.Sentence("file")} {search.Folders.Sentence("folder")}".Trim();
        return search.Found.Count > 0
            ? new ImageFiles(
                [.. search.Found.OrderBy(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), StringComparer.Ordinal)],
                leftOut.Length > 0 ? leftOut : null)
            : throw new FileNotFoundException(
                $"Image folder '{folder}' must hold an image, but has no file with one of the extensions {string.Join(", ", extensions)}. "
                + $"Pass another folder, or search its subfolders too. {leftOut}".TrimEnd());
    }

    private sealed class Search(bool recursive, IReadOnlyList<string> extensions, Func<string, bool>? isForeign)
    {
        public List<string> Found { get; } = [];
        public Counts Files { get; } = new();
        public Counts Folders { get; } = new();

        public void Visit(DirectoryInfo folder)
        {
            foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos())
            {
                string path = Path.Combine(folder.ToString(), entry.Name);
                bool isHidden = entry.Name.StartsWith('.');
                if (entry is DirectoryInfo && recursive)
                {
                    string? reason = isHidden ? "hidden"
                        : entry.LinkTarget is not null ? "linked"
                        : isForeign?.Invoke(path) == true ? "of results"
                        : null;
                    if (reason is null)
                    {
                        Visit(new DirectoryInfo(path));
                    }
                    else
                    {
                        Folders.Add(reason);
                    }
                }
                else if (entry is FileInfo)
                {
                    bool isImage = extensions.Contains(entry.Extension, StringComparer.OrdinalIgnoreCase);
                    string? reason = isHidden ? "hidden" : !isImage ? Ending(entry) : RegularFile.Exists(path) ? null : "not regular";
                    if (reason is null)
                    {
                        Found.Add(path);
                    }
                    else if (isImage || !isHidden)
                    {
                        Files.Add(reason);
                    }
                }
            }
        }

        private static string Ending(FileSystemInfo file) =>
            file.Extension.Length > 0 ? file.Extension.ToLowerInvariant() : "without an extension";
    }

    private sealed class Counts
    {
        private readonly Dictionary<string, int> _counts = [];

        public void Add(string reason) => _counts[reason] = _counts.GetValueOrDefault(reason) + 1;

        public string Sentence(string thing)
        {
            int total = _counts.Values.Sum();
            IEnumerable<string> parts = _counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal)
                .Select(count => $"{count.Value} {count.Key}");
            return total switch
            {
                0 => "",
                1 => $"1 {thing} was left out: {string.Join(", ", parts)}.",
                _ => $"{total} {thing}s were left out: {string.Join(", ", parts)}.",
            };
        }
    }
}
