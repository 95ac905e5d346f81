namespace Microsoft.ML.Saliency.Tool;

/// <summary>A map that the report shows.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="File">Its file in the study's folder.</param>
internal sealed record ShownMap(string Label, string File);
