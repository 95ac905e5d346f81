namespace Microsoft.ML.Saliency.Tool;

/// <summary>Settings of <see cref="ReportVerb"/>.</summary>
internal sealed record ReportSettings
{
    [Setting("The folder of 'mlsaliency study'.", Value = "FOLDER", IsRequired = true)]
    public string Run { get; init; } = "";

    [Setting("The page to write. Default: report.html in the study's folder.", Value = "FILE")]
    public string? Out { get; init; }
}
