namespace Microsoft.ML.Saliency.Tool;

/// <summary>An image of the study.</summary>
/// <param name="Image">Its name.</param>
/// <param name="Sha256">The hash of its file.</param>
/// <param name="Target">The class that is explained: the predicted one.</param>
/// <param name="Label">The class's name; null without labels.</param>
/// <param name="Score">The model's probability of it.</param>
internal sealed record StudiedImage(string Image, string Sha256, int Target, string? Label, double Score);
