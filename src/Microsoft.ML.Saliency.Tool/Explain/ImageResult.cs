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
}
