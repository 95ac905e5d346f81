using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.ML.Saliency;

namespace Quickstart;

/// <summary>Writes the results as a page to look at and as JSON to compute with.</summary>
internal static class Page
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

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

        return $$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>What the classifier looks at</title>
            <style>
              :root { color-scheme: light dark; --line: light-dark(#dcdfe4, #3a3f47); --quiet: light-dark(#5c6470, #a2abb8);
                --card: light-dark(#ffffff, #1d2127); --good: light-dark(#1a7f4b, #56c98d); --bad: light-dark(#b3402a, #ff8f77);
                --morf: light-dark(#c2410c, #ff9d5c); --lerf: light-dark(#1d4ed8, #86a8ff); }
              body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 80rem; font: 16px/1.5 system-ui, sans-serif;
                background: light-dark(#f5f6f8, #14171b); }
              h1 { font-size: 1.7rem; margin: 0 0 .25rem; }
              p { max-width: 46rem; margin: .25rem 0; color: var(--quiet); }
              main { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(34rem, 100%), 1fr)); gap: 1rem;
                margin-top: 1.5rem; }
              article { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .8rem; }
              h2 { display: flex; justify-content: space-between; font-size: 1.05rem; margin: 0 0 .5rem; }
              h2 span { font-weight: normal; color: var(--quiet); }
              .pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(6.5rem, 1fr)); gap: .4rem; }
              .plot { display: flex; gap: 1rem; align-items: center; flex-wrap: wrap; margin-top: .5rem; }
              .plot svg { flex: 1 1 14rem; max-width: 22rem; }
              svg text { font-size: 9px; fill: var(--quiet); } svg .axis { fill: none; stroke: var(--line); }
              svg polyline { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
              .morf { stroke: var(--morf); } .lerf { stroke: var(--lerf); } i.morf { color: var(--morf); } i.lerf { color: var(--lerf); }
              .plot dl { flex: 1 1 12rem; flex-direction: column; }
              figure { margin: 0; } img { width: 100%; border-radius: .3rem; display: block; }
              figcaption { font-size: .75rem; color: var(--quiet); text-align: center; }
              dl { display: flex; flex-wrap: wrap; gap: 0 1.2rem; margin: .5rem 0 0; font-size: .85rem;
                font-variant-numeric: tabular-nums; }
              dl div { display: flex; gap: .35rem; } dt { color: var(--quiet); } dd { margin: 0; }
              .yes { color: var(--good); } .no { color: var(--bad); }
            </style>
            </head>
            <body>
            <h1>What the classifier looks at</h1>
            <p>Saliency maps of the demo model by RISE and by occlusion: bright where the pixels matter for the class.
            The objects' pixels are known, so each map can be checked:
            the RISE map's maximum lies on the object in <strong>{{hits}} of {{results.Count}}</strong> maps.
            Scenes with two objects appear twice, once for each of the model's two best classes.</p>
            <p>The curves follow the class's probability while the image is removed region by region: the most relevant first
            (<i class="morf">MoRF</i>), or the least relevant first (<i class="lerf">LeRF</i>).
            For a good map the first falls at once and the second late.</p>
            <main>
            {{cards}}</main>
            </body>
            </html>
            """;
    }

    private static string Card(Result result) => $"""
        <article>
        <h2>{WebUtility.HtmlEncode(result.Target)} <span>{result.Probability:P1}</span></h2>
        <div class="pictures">
        {Figure(result.Picture, $"the scene {result.Image}", "image")}
        {Figure(result.Rise.Render(KnownColorMaps.Inferno), $"RISE map of {result.Target}", "RISE")}
        {Figure(Overlay(result), $"RISE map of {result.Target} over the scene", "RISE, overlay")}
        {Figure(result.Occlusion.Render(KnownColorMaps.Inferno), $"occlusion map of {result.Target}", "occlusion")}
        </div>
        <div class="plot">
        {CurvePlot.Svg(result.Fractions, result.Morf, result.Lerf, $"MoRF and LeRF curves of {result.Target} in {result.Image}")}
        <dl>
        <div><dt>maximum on the object</dt><dd class="{(result.Hit ? "yes" : "no")}">{(result.Hit ? "yes" : "no")}</dd></div>
        <div><dt>positive saliency inside</dt><dd>{result.EnergyInside:P0}</dd></div>
        <div><dt>area under <i class="morf">MoRF</i> / <i class="lerf">LeRF</i></dt><dd>{result.MorfAuc:F2} / {result.LerfAuc:F2}</dd></div>
        <div><dt>{WebUtility.HtmlEncode(result.Image)}</dt><dd>{result.Seconds:F1} s</dd></div>
        </dl>
        </div>
        </article>

        """;

    private static RgbImage Overlay(Result result) => result.Rise.Overlay(result.Picture, KnownColorMaps.Inferno, opacity: 0.6);

    private static string Figure(RgbImage image, string description, string caption) =>
        $"""<figure><img alt="{WebUtility.HtmlEncode(description)}" """ +
        $"""src="data:image/png;base64,{Convert.ToBase64String(image.ToPng())}"><figcaption>{caption}</figcaption></figure>""";
}
