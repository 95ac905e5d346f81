namespace Microsoft.ML.Saliency.Tool;

/// <summary>The metrics of one image's maps: maps/NAME.json of the evaluation.</summary>
/// <param name="Image">Its name.</param>
/// <param name="Inputs">The hashes of what it was made of: the maps and the masks, in order.</param>
/// <param name="Maps">The metrics, in the order of the maps.</param>
/// <param name="Error">Why it was skipped; null if it was not.</param>
internal sealed record EvaluationResult(string Image, IReadOnlyList<string> Inputs, IReadOnlyList<EvaluatedMap> Maps, string? Error)
{
    /// <summary>The file.</summary>
    public static string FileOf(string image) => $"{ImageResult.Folder}/{image}.json";
}
