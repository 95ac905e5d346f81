using System.Text.RegularExpressions;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>The page of a study: report.html with its places filled, all pictures, styles and scripts inside.</summary>
internal sealed partial class ReportPage(StudyResult result, JsonObject description, string folder)
{
    /// <summary>Creates the page.</summary>
    /// <exception cref="ToolException">A picture or map of the study is missing.</exception>
    public string Html()
    {
        var figures = new ReportFigures(result);
        var tables = new ReportTables(result);
        string similarity = description["settings"]?["similarity"]?.ToString() ?? "spearman";
        return Fill("report.html", new Dictionary<string, string>
        {
            ["style"] = Fill("report.css", new Dictionary<string, string> { ["ramp"] = Ramp() }),
            ["script"] = Resource("report.js"),
            ["summary"] = HtmlText.Encode(Summary()),
            ["cautions"] = Cautions(),
            ["verdicts"] = string.Join('\n', result.Verdicts.Select(Card)),
            ["similarity"] = HtmlText.Encode(
                similarity == "spearman" ? "Spearman's rank correlation of the pixels" : $"the measure \"{similarity}\""),
            ["images"] = $"{result.Images.Count}",
            ["reference"] = $"<code>{HtmlText.Encode(result.Baselines[0])}</code>",
            ["neutrality"] = tables.Neutrality(),
            ["byBaseline"] = ReportFigures.Similarities(result.ByBaseline),
            ["verdictsByBaseline"] = ReportFigures.Agreements(result.VerdictsByBaseline, "between baselines"),
            ["hyperparameters"] = ReportFigures.Similarities(result.Hyperparameters),
            ["byMethod"] = ReportFigures.Similarities(result.ByMethod),
            ["reliability"] = figures.Reliability() + ReportFigures.Agreements([result.MetricAgreement], "between metrics"),
            ["crossTables"] = figures.CrossTables(),
            ["consistency"] = figures.Consistency(),
            ["scores"] = tables.Scores(),
            ["localizationLink"] = result.Localization is null ? "" : """<a href="#localization">Localization</a>""",
            ["localization"] = tables.Localization(),
            ["gallery"] = new ReportGallery(result, folder).Html(),
            ["skipped"] = tables.Skipped(),
            ["settings"] = HtmlText.Encode(description.ToJsonString(Json.Files)),
        });
    }

    private string Summary()
    {
        string model = Path.GetFileName(description["settings"]?["model"]?.ToString() ?? "");
        string hash = description["model"]?["sha256"]?.ToString() ?? "";
        string studied = model.Length > 0 ? $"the model {model} (SHA-256 {hash[..Math.Min(12, hash.Length)]}\u2026)" : "a model";
        return $"A study of {studied} on {result.Images.Count} images, " +
            $"with the baselines {string.Join(", ", result.Baselines)}. Made by mlsaliency {description["versions"]?["mlsaliency"]}.";
    }

    private string Cautions() => result.Cautions.Count == 0 ? "" :
        $"""<aside class="caution" aria-label="Cautions">{string.Concat(result.Cautions.Select(
            caution => $"<p>{HtmlText.Encode(caution)}</p>"))}</aside>""";

    private static string Card(Verdict verdict)
    {
        // The claims about localization are the ones that should hold.
        string good = verdict.Id.StartsWith('L') ? "good " : "";
        string outcome = Json.Word(verdict.Outcome);
        return $"""
            <article class="verdict {good}{outcome}" id="verdict-{verdict.Id}">
            <p class="outcome">{verdict.Outcome.Words()} here</p>
            <h3>{HtmlText.Encode(verdict.Claim)}</h3>
            <p>{HtmlText.Encode(verdict.Finding)}</p>
            <ul>{string.Concat(verdict.Figures.Select(figure => $"<li>{HtmlText.Encode(figure)}</li>"))}</ul>
            <details><summary>The rule</summary><p>{HtmlText.Encode(verdict.Rule)}</p></details>
            </article>
            """;
    }

    private static string Ramp() => string.Join(", ", Enumerable.Range(0, 9).Select(i =>
    {
        (byte r, byte g, byte b) = KnownColorMaps.Inferno[i / 8f];
        return $"#{r:x2}{g:x2}{b:x2}";
    }));

    private static string Fill(string resource, Dictionary<string, string> places) =>
        Place().Replace(Resource(resource), place => places[place.Groups[1].Value]);

    private static string Resource(string name)
    {
        using Stream stream = typeof(ReportPage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd();
    }

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Place();
}
