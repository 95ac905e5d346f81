namespace Microsoft.ML.Saliency.Tool;

/// <summary>Settings of <see cref="InfoVerb"/>.</summary>
internal sealed record InfoSettings : ModelSettings
{
    [Setting(
        "Compare the presets of --preprocessing on the first images of this folder, or on one image file: " +
        "the right one makes the model sure.",
        Value = "FOLDER")]
    public string? Images { get; init; }
}
