namespace Microsoft.ML.Saliency.Tool;

/// <summary>The images of a report with their maps, side by side, and their curves.</summary>
internal sealed class ReportGallery(StudyResult result, string folder)
{
    private readonly MapImages _images = new(folder);

    /// <summary>Gets the HTML of all images.</summary>
    public string Html() => result.Shown.Count == 0
        ? "<p>No image was chosen to be shown.</p>"
        : string.Join('\n', result.Shown.Select(Show));

    private string Show(ShownImage image)
    {
        var html = new StringBuilder($"""
            <article class="image">
            <h3>{HtmlText.Encode(image.Image)} <span>{HtmlText.Encode(image.Title)}</span></h3>
            <div class="top">{_images.Picture(image.Picture, $"the image {image.Image} as the model sees it", "image")}{Curves(image)}</div>

            """);
        foreach (ShownRow row in image.Rows)
        {
            const string Scale = """<span class="scale" role="img" aria-label="scale from dark to bright"></span>""";
            IEnumerable<string> maps = row.Maps.Select(map => _images.Map(map, row, $"map of {image.Image}, {row.Title} {map.Label}"));
            html.Append($"""
                <div class="row"><h4>{HtmlText.Encode(row.Title)} <span>{row.Low:0.00}{Scale}{row.High:0.00}</span></h4>
                <div class="strip">{string.Concat(maps)}</div></div>

                """);
        }

        return html.Append("</article>").ToString();
    }

    private string Curves(ShownImage image) => CurvePlot.Svg(
        $"MoRF and LeRF curves of {image.Image} for {string.Join(", ", image.Curves.Select(curves => curves.Method))}",
        image.Curves.Select(curves => (curves.Method, Read(curves.File))).SelectMany(curves => new[]
        {
            ($"morf {curves.Method.ToLowerInvariant()}", curves.Item2.Morf),
            ($"lerf {curves.Method.ToLowerInvariant()}", curves.Item2.Lerf),
        }));

    private CurveSet Read(string file) => JsonSerializer.Deserialize<CurveSet>(_images.ReadFile(file), Json.Files)!;
}
