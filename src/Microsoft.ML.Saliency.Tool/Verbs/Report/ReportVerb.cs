namespace Microsoft.ML.Saliency.Tool;

/// <summary><c>mlsaliency report</c>: a study as one page that needs no network.</summary>
internal sealed class ReportVerb() : Verb<ReportSettings>("report", "Make a page of a study: one HTML file, to open in any browser.")
{
    public override string Examples => """
        # study1/report.html
        mlsaliency report --run study1
        # Elsewhere
        mlsaliency report --run study1 --out resnet50.html
        """;

    protected override ExitCode Run(ReportSettings settings, Output output, CancellationToken cancellationToken)
    {
        JsonObject description = RunFolder.ReadDescription(settings.Run);
        string verb = description["verb"]?.ToString() ?? "";
        if (verb != "study")
        {
            throw new ToolException($"--run must be the folder of a study, but '{settings.Run}' was written by 'mlsaliency {verb}'.");
        }

        string file = Path.Combine(settings.Run, StudyResult.FileName);
        if (!File.Exists(file))
        {
            throw new ToolException(
                $"The study in '{settings.Run}' is not finished: it has no {StudyResult.FileName}. Run its command again to continue.");
        }

        StudyResult result = Json.Read(
            () => JsonSerializer.Deserialize<StudyResult>(File.ReadAllBytes(file), Json.Files),
            "it is empty.",
            $"File '{file}' must hold the figures of a study, but does not");
        string page = Path.GetFullPath(settings.Out ?? Path.Combine(settings.Run, "report.html"));
        AtomicFile.WriteText(page, new ReportPage(result, description, settings.Run).Html());
        output.Event("end", new { Report = page, ExitCode = (int)ExitCode.Done });
        output.Line(page);
        return ExitCode.Done;
    }
}

/// <summary>Settings of <see cref="ReportVerb"/>.</summary>
internal sealed record ReportSettings
{
    [Setting("The folder of 'mlsaliency study'.", Value = "FOLDER", IsRequired = true)]
    public string Run { get; init; } = "";

    [Setting("The page to write. Default: report.html in the study's folder.", Value = "FILE")]
    public string? Out { get; init; }
}
