namespace Microsoft.ML.Saliency.Tool;

/// <summary>The tables of a report.</summary>
internal sealed class ReportTables(StudyResult result)
{
    private const string WhatChanceIs =
        "A map that does not look at the image has its maximum on the object as often, and as much of its saliency inside, " +
        "as the object has of the pixels: that is chance.";

    private const string WhatTheControlIs = "The control model has random weights: its maps must be at chance.";

    /// <summary>Gets how neutral each baseline is.</summary>
    public string Neutrality() => Scrolling("Neutrality of the baselines", $"""
        <table>
        <thead><tr>{Heads("baseline")}{NumberHeads(
            "probability of the class", "entropy, of the largest", "class changes")}{Heads("equally neutral")}</tr></thead>
        <tbody>
        {string.Join('\n', result.Neutrality.Select(Row))}
        </tbody>
        </table>
        """);

    /// <summary>Gets the scores, with the controls that sort and filter them.</summary>
    public string Scores() => $"""
        <form id="score-filter" role="search" aria-label="Filter the scores">
        <label>Contains <input type="search" name="text" autocomplete="off"/></label>
        <label>Method {Select("method", score => score.Method)}</label>
        <label>Metric's baseline {Select("metric", score => score.MetricBaseline)}</label>
        <output id="score-count">{result.Scores.Count} of {result.Scores.Count} rows</output>
        </form>
        {Scrolling("Scores", $"""
        <table id="score-table">
        <thead><tr>{ScoreHeads()}</tr></thead>
        <tbody>
        {string.Join('\n', result.Scores.Select(Row))}
        </tbody>
        </table>
        """)}
        """;

    /// <summary>Gets whether the maps find the objects; nothing if these are unknown.</summary>
    public string Localization() => result.Localization is null ? "" : $"""
        <section id="localization">
        <h2>Localization</h2>
        <p>Do the maps find the objects, whose pixels are known? {WhatChanceIs}
        {(result.Localization.Any(row => row.Model == LocalizationResult.Control) ? WhatTheControlIs : "")}</p>
        {Scrolling("Localization", $"""
        <table>
        <thead><tr>{Heads("model", "method")}{NumberHeads(
            "maps", "chance", "maximum on the object", "beyond chance", "saliency inside", "beyond chance")}</tr></thead>
        <tbody>
        {string.Join('\n', result.Localization.Select(Row))}
        </tbody>
        </table>
        """)}
        </section>

        """;

    /// <summary>Gets the images that were left out.</summary>
    public string Skipped() => result.Skipped.Count == 0 ? "<p>No image was skipped.</p>" : $"""
        <p>{result.Skipped.Count} images were skipped:</p>
        <ul>
        {string.Join('\n', result.Skipped.Select(Row))}
        </ul>
        """;

    private string Select(string name, Func<ScoreResult, string> value) =>
        $"""<select name="{name}"><option value="">all</option>""" +
        $"{string.Concat(result.Scores.Select(value).Distinct().Select(text => $"<option>{HtmlText.Encode(text)}</option>"))}</select>";

    private static string Row(SkippedImage skipped) =>
        $"<li><code>{HtmlText.Encode(skipped.Image)}</code>: {HtmlText.Encode(skipped.Reason)}</li>";

    private static string Row(NeutralityResult row) =>
        $"""<tr><th scope="row">{HtmlText.Encode(row.Baseline)}</th>""" +
        $"{Number(row.TargetProbability)}{Number(row.NormalizedEntropy)}{Number($"{row.ChangesClass.Mean:0%}")}" +
        $"<td>{(row.IsNeutral ? "yes" : "no")}</td></tr>";

    private static string Row(ScoreResult score) =>
        $"""<tr data-method="{HtmlText.Encode(score.Method)}" data-metric="{HtmlText.Encode(score.MetricBaseline)}">""" +
        $"""<th scope="row">{HtmlText.Encode(score.Method)}</th>""" +
        $"<td>{HtmlText.Encode(score.MapBaseline ?? "\u2013")}</td><td>{HtmlText.Encode(score.MetricBaseline)}</td>" +
        $"{Sortable(score.Morf)}{Sortable(score.Lerf)}{Sortable(score.Deletion)}{Sortable(score.Insertion)}</tr>";

    private static string Row(LocalizationResult row) =>
        $"""<tr><th scope="row">{HtmlText.Encode(row.Model)}</th><td>{HtmlText.Encode(row.Method)}</td>""" +
        $"{Number($"{row.Maps}")}{Number($"{row.Chance:0.0%}")}" +
        $"{Number($"{row.Hits.Mean:0%}")}{Number(HtmlText.Figure(row.HitsBeyondChance))}" +
        $"{Number($"{row.Energy.Mean:0.0%}")}{Number(HtmlText.Figure(row.EnergyBeyondChance))}</tr>";

    private static string ScoreHeads() =>
        Head("method", "method", "") +
        Head("map", "map's baseline", "") +
        Head("metric", "metric's baseline", "") +
        Head("morf", "MoRF", "number") +
        Head("lerf", "LeRF", "number") +
        Head("deletion", "deletion", "number") +
        Head("insertion", "insertion", "number");

    private static string Scrolling(string name, string table) => $"""
        <div class="scroll" tabindex="0" role="region" aria-label="{HtmlText.Encode(name)}">
        {table}
        </div>
        """;

    private static string Head(string name, string title, string style) =>
        $"""<th scope="col" class="{style}" data-name="{name}" aria-sort="none">""" +
        $"""<button type="button">{HtmlText.Encode(title)}</button></th>""";

    private static string Heads(params string[] titles) => string.Concat(titles.Select(title => $"""<th scope="col">{title}</th>"""));

    private static string NumberHeads(params string[] titles) =>
        string.Concat(titles.Select(title => $"""<th scope="col" class="number">{title}</th>"""));

    private static string Number(MeanEstimate mean) => Number(HtmlText.Figure(mean));
    private static string Number(string figure) => $"""<td class="number">{figure}</td>""";

    private static string Sortable(MeanEstimate mean) =>
        $"""<td class="number" data-value="{mean.Mean.ToString("R", CultureInfo.InvariantCulture)}">{HtmlText.Figure(mean)}</td>""";
}
