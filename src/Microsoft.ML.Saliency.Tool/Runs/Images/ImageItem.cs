namespace Microsoft.ML.Saliency.Tool;

/// <summary>An image file that is worked on.</summary>
/// <param name="Name">Its path in the folder of images, with '/' between folders: what results call it.</param>
/// <param name="Path">Where it lies.</param>
internal sealed record ImageItem(string Name, string Path);
