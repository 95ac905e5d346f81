using System.Net;
using Microsoft.ML.Saliency;

namespace Examples;

/// <summary>A page of cards with all pictures inside.</summary>
internal static class HtmlPage
{
    /// <summary>Returns the page.</summary>
    /// <param name="title">Its title and headline.</param>
    /// <param name="introduction">What stands above the cards, as HTML.</param>
    /// <param name="cards">The cards, as HTML: an article each.</param>
    /// <param name="css">Further styles.</param>
    public static string Create(string title, string introduction, string cards, string css = "") => $$"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{title}}</title>
        <style>
          :root { color-scheme: light dark; --line: light-dark(#dcdfe4, #3a3f47); --quiet: light-dark(#5c6470, #a2abb8);
            --card: light-dark(#ffffff, #1d2127); --good: light-dark(#1a7f4b, #56c98d); --bad: light-dark(#b3402a, #ff8f77); }
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
          figure { margin: 0; } img { width: 100%; border-radius: .3rem; display: block; }
          figcaption { font-size: .75rem; color: var(--quiet); text-align: center; }
          dl { display: flex; flex-wrap: wrap; gap: 0 1.2rem; margin: .5rem 0 0; font-size: .85rem;
            font-variant-numeric: tabular-nums; }
          dl div { display: flex; gap: .35rem; } dt { color: var(--quiet); } dd { margin: 0; }
          .yes { color: var(--good); } .no { color: var(--bad); }
        {{css}}</style>
        </head>
        <body>
        <h1>{{title}}</h1>
        {{introduction}}
        <main>
        {{cards}}</main>
        </body>
        </html>
        """;

    /// <summary>Returns a picture with its caption.</summary>
    public static string Figure(RgbImage image, string description, string caption) =>
        $"""<figure><img alt="{WebUtility.HtmlEncode(description)}" """ +
        $"""src="data:image/png;base64,{Convert.ToBase64String(image.ToPng())}"><figcaption>{caption}</figcaption></figure>""";

    /// <summary>Returns yes or no, in its color.</summary>
    public static string YesOrNo(bool isTrue) => isTrue ? "<dd class=\"yes\">yes</dd>" : "<dd class=\"no\">no</dd>";
}
