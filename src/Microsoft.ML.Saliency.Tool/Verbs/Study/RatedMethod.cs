namespace Microsoft.ML.Saliency.Tool;

/// <summary>A method whose maps the metrics rank.</summary>
/// <param name="Method">"RISE", "occlusion", "random" or "centre".</param>
/// <param name="Baseline">The baseline that its maps are made with; null for the controls, which have none.</param>
/// <param name="Spec">How its maps are made.</param>
internal sealed record RatedMethod(string Method, string? Baseline, MapSpec Spec)
{
    /// <summary>What tables and figures call it.</summary>
    public string Label => Baseline is null ? Method : $"{Method} ({Baseline})";
}
