using System.Text.Json;
using System.Text.Json.Nodes;

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
            throw new ToolException($"Expected was the folder of a study; '{settings.Run}' was written by 'mlsaliency {verb}'.");
        }

        string file = Path.Combine(settings.Run, StudyResult.FileName);
        if (!File.Exists(file))
        {
            throw new ToolException($"The study in '{settings.Run}' is not complete: {StudyResult.FileName} is not there. The command that began it goes on with it.");
        }

        StudyResult result = Read(file);
        string page = Path.GetFullPath(settings.Out ?? Path.Combine(settings.Run, "report.html"));
        AtomicFile.WriteText(page, new ReportPage(result, description, settings.Run).Html());
        output.Event("end", new { Report = page, ExitCode = (int)ExitCode.Done });
        output.Line(page);
        return ExitCode.Done;
    }

    private static StudyResult Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<StudyResult>(File.ReadAllBytes(file), Json.Files) ?? throw new JsonException("it is empty.");
        }
        catch (JsonException exception)
        {
            throw new ToolException($"'{file}' does not hold the figures of a study: {ErrorText.OneLine(exception)}");
        }
    }
}
