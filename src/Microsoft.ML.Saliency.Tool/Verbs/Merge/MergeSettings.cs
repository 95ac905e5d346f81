namespace Microsoft.ML.Saliency.Tool;

/// <summary>Settings of <see cref="MergeVerb"/>.</summary>
internal sealed record MergeSettings
{
    [Setting("The folder that holds the shards' folders.", Value = "FOLDER", IsRequired = true)]
    public string Shards { get; init; } = "";

    [Setting("The folder for the whole run: new, empty, or of the same run before.", Value = "FOLDER", IsRequired = true)]
    public string Out { get; init; } = "";

    [Setting("Discard the folder's results if they have other settings.")]
    public bool Force { get; init; }

    [Setting("Return 0 even if some images were skipped.")]
    public bool AllowSkipped { get; init; }
}
