namespace Microsoft.ML.Saliency.Tool;

/// <summary>Maps that are drawn side by side on one scale.</summary>
/// <param name="Title">What varies.</param>
/// <param name="Low">The value at the dark end of the scale.</param>
/// <param name="High">The value at the bright end.</param>
/// <param name="Maps">The maps.</param>
internal sealed record ShownRow(string Title, float Low, float High, IReadOnlyList<ShownMap> Maps);
