using System.Net;
using System.Text;
using System.Text.Json;
using Examples;
using Microsoft.ML.Saliency;

namespace Quickstart;

/// <summary>Writes the results as a page to look at and as JSON to compute with.</summary>
internal static class Page
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    private const string Css = """
        :root { --morf: light-dark(#c2410c, #ff9d5c); --lerf: light-dark(#1d4ed8, #86a8ff); }
        .plot { display: flex; gap: 1rem; align-items: center; flex-wrap: wrap; margin-top: .5rem; }
        .plot svg { flex: 1 1 14rem; max-width: 22rem; }
        svg text { font-size: 9px; fill: var(--quiet); } svg .axis { fill: none; stroke: var(--line); }
        svg polyline { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
        .morf { stroke: var(--morf); } .lerf { stroke: var(--lerf); } i.morf { color: var(--morf); } i.lerf { color: var(--lerf); }
        .plot dl { flex: 1 1 12rem; flex-direction: column; }

        """;

    /// <summary>Writes index.html, with all pictures inside, and results.json; returns the page's path.</summary>
    public static string Write(string folder, IReadOnlyList<Result> results)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "results.json"), JsonSerializer.Serialize(results, Json));
        string page = Path.Combine(folder, "index.html");
        File.WriteAllText(page, Html(results));
        return page;
    }

    private static string Html(IReadOnlyList<Result> results)
    {
        int hits = results.Count(result => result.Hit);
        var cards = new StringBuilder();
        foreach (Result result in results)
        {
            cards.Append(Card(result));
        }

        return HtmlPage.Create("What the classifier looks at", $"""
            <p>Saliency maps of the demo model by RISE and by occlusion: bright where the pixels matter for the class.
            The objects' pixels are known, so each map can be checked:
            the RISE map's maximum lies on the object in <strong>{hits} of {results.Count}</strong> maps.
            Scenes with two objects appear twice, once for each of the model's two best classes.</p>
            <p>The curves follow the class's probability while the image is removed region by region: the most relevant first
            (<i class="morf">MoRF</i>), or the least relevant first (<i class="lerf">LeRF</i>).
            For a good map the first falls at once and the second late.</p>
            """, cards.ToString(), Css);
    }

    private static string Card(Result result) => $"""
        <article>
        <h2>{WebUtility.HtmlEncode(result.Target)} <span>{result.Probability:P1}</span></h2>
        <div class="pictures">
        {HtmlPage.Figure(result.Picture, $"the scene {result.Image}", "image")}
        {HtmlPage.Figure(result.Rise.Render(KnownColorMaps.Inferno), $"RISE map of {result.Target}", "RISE")}
        {HtmlPage.Figure(Overlay(result), $"RISE map of {result.Target} over the scene", "RISE, overlay")}
        {HtmlPage.Figure(result.Occlusion.Render(KnownColorMaps.Inferno), $"occlusion map of {result.Target}", "occlusion")}
        </div>
        <div class="plot">
        {CurvePlot.Svg(result.Fractions, result.Morf, result.Lerf, $"MoRF and LeRF curves of {result.Target} in {result.Image}")}
        <dl>
        <div><dt>maximum on the object</dt>{HtmlPage.YesOrNo(result.Hit)}</div>
        <div><dt>positive saliency inside</dt><dd>{result.EnergyInside:P0}</dd></div>
        <div><dt>area under <i class="morf">MoRF</i> / <i class="lerf">LeRF</i></dt><dd>{result.MorfAuc:F2} / {result.LerfAuc:F2}</dd></div>
        <div><dt>{WebUtility.HtmlEncode(result.Image)}</dt><dd>{result.Seconds:F1} s</dd></div>
        </dl>
        </div>
        </article>

        """;

    private static RgbImage Overlay(Result result) => result.Rise.Overlay(result.Picture, KnownColorMaps.Inferno, opacity: 0.6);
}
