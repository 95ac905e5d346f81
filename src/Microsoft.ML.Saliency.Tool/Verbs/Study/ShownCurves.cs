namespace Microsoft.ML.Saliency.Tool;

/// <summary>The curves of a map that the report shows.</summary>
/// <param name="Method">The method.</param>
/// <param name="File">The curves' file in the study's folder.</param>
internal sealed record ShownCurves(string Method, string File);
