using System.Text.Json;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>The numbers of one image: maps/NAME.json.</summary>
/// <param name="Image">Its name.</param>
/// <param name="Sha256">The hash of its file; null if it could not be read.</param>
/// <param name="Height">Its height in pixels; null if it was skipped.</param>
/// <param name="Width">Its width in pixels; null if it was skipped.</param>
/// <param name="Maps">Its maps, in the order of the array in maps/NAME.npy.</param>
/// <param name="Error">Why it was skipped; null if it was not.</param>
internal sealed record ImageResult(string Image, string? Sha256, int? Height, int? Width, IReadOnlyList<MapResult> Maps, string? Error)
{
    /// <summary>The folder of the images' results.</summary>
    public const string Folder = "maps";

    /// <summary>The file of the numbers.</summary>
    public static string FileOf(string image) => $"{Folder}/{image}.json";

    /// <summary>The file of the maps, T x H x W.</summary>
    public static string MapsFileOf(string image) => $"{Folder}/{image}.npy";

    /// <summary>The file of the picture with the map of one class over it.</summary>
    public static string OverlayFileOf(string image, int target) => $"{Folder}/{image}.{target}.png";

    /// <summary>All results in a run's folder, in the order of the images' names (ordinal).</summary>
    /// <exception cref="ToolException">A file is none of these results.</exception>
    public static ImageResult[] ReadAll(string runFolder)
    {
        string folder = Path.Combine(runFolder, Folder);
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories) : [];
        return [.. files
            .Where(file => !Path.GetFileName(file).StartsWith(AtomicFile.PartPrefix, StringComparison.Ordinal))
            .Select(Read)
            .OrderBy(result => result.Image, StringComparer.Ordinal)];
    }

    /// <summary>Makes sure that a run has no results of other images, which its images' folder once had.</summary>
    /// <param name="run">The run.</param>
    /// <param name="images">The images.</param>
    /// <param name="force">Whether such results are thrown away, instead of being refused.</param>
    /// <exception cref="ToolException">There are such results.</exception>
    public static void RequireNoOthers(RunFolder run, IReadOnlyList<ImageItem> images, bool force)
    {
        HashSet<string> known = [.. images.Select(image => image.Name)];
        ImageResult[] others = [.. ReadAll(run.Folder).Where(result => !known.Contains(result.Image))];
        if (others.Length > 0 && !force)
        {
            throw new ToolException(
                $"The run in '{run.Folder}' has results of {others.Length} images that are not there now, such as '{others[0].Image}'. " +
                "Bring them back, take another --out, or --force to throw their results away.");
        }

        foreach (string file in others.SelectMany(result => result.Files().Reverse()))
        {
            run.Delete(file);
        }
    }

    /// <summary>The names of its files, its numbers last.</summary>
    public IEnumerable<string> Files()
    {
        foreach (MapResult map in Maps)
        {
            yield return OverlayFileOf(Image, map.Target);
        }

        if (Maps.Count > 0)
        {
            yield return MapsFileOf(Image);
        }

        yield return FileOf(Image);
    }

    private static ImageResult Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<ImageResult>(File.ReadAllBytes(file), Json.Files) is { Image: not null, Maps: not null } result
                ? result
                : throw new JsonException("a member is missing.");
        }
        catch (JsonException exception)
        {
            throw new ToolException($"'{file}' is no result of an image: {ErrorText.OneLine(exception)}");
        }
    }
}
