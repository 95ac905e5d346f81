namespace Microsoft.ML.Saliency.Tool;

/// <summary>An image that the report shows with its maps.</summary>
/// <param name="Image">Its name.</param>
/// <param name="Title">The explained class and its probability, in words.</param>
/// <param name="Picture">The file of the picture as the model sees it.</param>
/// <param name="Rows">Its maps, each row on one scale.</param>
/// <param name="Curves">Its curves, under the reference baseline.</param>
internal sealed record ShownImage(string Image, string Title, string Picture, IReadOnlyList<ShownRow> Rows, IReadOnlyList<ShownCurves> Curves);
