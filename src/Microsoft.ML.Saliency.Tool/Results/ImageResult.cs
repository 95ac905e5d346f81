namespace Microsoft.ML.Saliency.Tool;

/// <summary>The numbers of one image: maps/NAME.json.</summary>
/// <param name="Sha256">The hash of its file; null if it could not be read.</param>
/// <param name="Height">Its height in pixels; null if it was skipped.</param>
/// <param name="Width">Its width in pixels; null if it was skipped.</param>
/// <param name="Maps">Its maps, in the order of the array in maps/NAME.npy.</param>
/// <param name="Error">Why it was skipped; null if it was not.</param>
internal sealed record ImageResult(string Image, string? Sha256, int? Height, int? Width, IReadOnlyList<MapResult> Maps, string? Error)
{
    /// <summary>The folder of the images' results.</summary>
    public const string Folder = "maps";

    /// <summary>Gets the file of the numbers.</summary>
    public static string FileOf(string image) => $"{Folder}/{image}.json";

    /// <summary>Gets the file of the maps, T x H x W.</summary>
    public static string MapsFileOf(string image) => $"{Folder}/{image}.npy";

    /// <summary>Gets the file of the picture with the map of one class over it.</summary>
    public static string OverlayFileOf(string image, int target) => $"{Folder}/{image}.{target}.png";

    /// <summary>Reads all results in a run's folder, in the order of the images' names (ordinal).</summary>
    /// <exception cref="ToolException">A file is no such result.</exception>
    public static ImageResult[] ReadAll(string runFolder)
    {
        string folder = Path.Combine(runFolder, Folder);
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories) : [];
        return [.. files
            .Where(file => !Path.GetFileName(file).StartsWith(AtomicFile.PartPrefix, StringComparison.Ordinal))
            .Select(file => Read(file, folder))
            .OrderBy(result => result.Image, StringComparer.Ordinal)];
    }

    /// <summary>Checks that a run has no results of images that have left its images' folder.</summary>
    /// <param name="force">Whether such results are discarded, instead of being refused.</param>
    /// <exception cref="ToolException">There are such results.</exception>
    public static void RequireNoOthers(RunFolder run, IReadOnlyList<ImageItem> images, bool force)
    {
        HashSet<string> known = [.. images.Select(image => image.Name)];
        ImageResult[] others = [.. ReadAll(run.Folder).Where(result => !known.Contains(result.Image))];
        if (others.Length > 0 && !force)
        {
            throw new ToolException(
                $"The run in '{run.Folder}' has results of {others.Length} images that are no longer there, such as '{others[0].Image}'. " +
                "Restore them, choose another --out, or discard their results with --force.");
        }

        foreach (string file in others.SelectMany(result => result.Files().Reverse()))
        {
            run.Delete(file);
        }
    }

    /// <summary>Gets the names of its files, its numbers last.</summary>
    public IEnumerable<string> Files() =>
    [
        .. Maps.Select(map => OverlayFileOf(Image, map.Target)), .. Maps.Count > 0 ? new[] { MapsFileOf(Image) } : [], FileOf(Image),
    ];

    /// <summary>Reads a result, whose file is named as its image: so no name leads out of the run's folder.</summary>
    private static ImageResult Read(string file, string folder)
    {
        ImageResult result = ReadFile(file);
        string image = Path.ChangeExtension(Path.GetRelativePath(folder, file).Replace('\\', '/'), null);
        return result.Image == image ? result : throw new ToolException(
            $"File '{file}' must hold the result of the image '{image}', but names '{result.Image}'. Restore the run, or make it again.");
    }

    private static ImageResult ReadFile(string file) => Json.Read(
        () => JsonSerializer.Deserialize<ImageResult>(File.ReadAllBytes(file), Json.Files) is { Image: not null, Maps: not null } result
            ? result
            : null,
        "a member is missing.",
        $"File '{file}' must hold the result of an image, but does not");
}

/// <summary>The numbers of one map.</summary>
/// <param name="Label">Its name; null if there are no labels.</param>
/// <param name="Fidelity">RISE: expected rank correlation with the limit map; null with --no-fidelity.</param>
/// <param name="FidelityLowerBound">RISE: a cautious estimate of it; null with --no-fidelity.</param>
internal sealed record MapResult(
    int Target, string? Label, float Score, int Height, int Width, float Minimum, float Maximum, int MaximumRow, int MaximumColumn,
    double? Fidelity, double? FidelityLowerBound, int? Passes)
{
    /// <summary>Gets the numbers of a map.</summary>
    /// <param name="labels">The class names; null if they are not known.</param>
    /// <param name="withFidelity">Whether to estimate the fidelity of a map of RISE.</param>
    public static MapResult Of(SaliencyMap map, ClassLabels? labels, bool withFidelity)
    {
        (int row, int column) = map.ArgMax();
        SamplingError? error = map.SamplingError;
        return new MapResult(
            map.Target, labels?[map.Target], map.Score, map.Height, map.Width, map.Minimum, map.Maximum, row,
            column, withFidelity ? error?.Fidelity : null, withFidelity ? error?.FidelityLowerBound : null, error?.Passes);
    }
}
