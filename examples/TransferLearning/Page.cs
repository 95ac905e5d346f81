using System.Net;
using Examples;
using Microsoft.ML.Saliency;

namespace TransferLearning;

/// <summary>One explained picture.</summary>
/// <param name="Label">Its class.</param>
/// <param name="Picture">The picture.</param>
/// <param name="Predicted">The predicted class.</param>
/// <param name="Rise">The RISE map of that class.</param>
/// <param name="Occlusion">The occlusion map of that class.</param>
/// <param name="Hit">Whether the RISE map's maximum lies on the object.</param>
internal sealed record Result(string Label, RgbImage Picture, string Predicted, SaliencyMap Rise, SaliencyMap Occlusion, bool Hit);

/// <summary>Writes the results as a page to look at.</summary>
internal static class Page
{
    /// <summary>Writes index.html, with all pictures inside; returns its path.</summary>
    public static string Write(string folder, IReadOnlyList<Result> results, IReadOnlyList<string> decisions)
    {
        Directory.CreateDirectory(folder);
        string page = Path.Combine(folder, "index.html");
        string introduction = $"""
            <p>ResNet-18 with ImageNet's weights makes the features, ML.NET trained the head on drawn pictures.
            Saliency maps by RISE and by occlusion, of pictures that were not trained on: bright where the pixels matter for the class.</p>
            <p>{WebUtility.HtmlEncode(string.Join(' ', decisions))}</p>
            """;
        File.WriteAllText(page, HtmlPage.Create("What the trained head looks at", introduction, string.Concat(results.Select(Card))));
        return page;
    }

    private static string Card(Result result) => $"""
        <article>
        <h2>{WebUtility.HtmlEncode(result.Predicted)} <span>{result.Rise.Score:P1}</span></h2>
        <div class="pictures">
        {HtmlPage.Figure(result.Picture, $"a picture of a {result.Label}", "image")}
        {HtmlPage.Figure(result.Rise.Render(KnownColorMaps.Inferno), $"RISE map of {result.Predicted}", "RISE")}
        {HtmlPage.Figure(Overlay(result), "RISE map over the picture", "RISE, overlay")}
        {HtmlPage.Figure(result.Occlusion.Render(KnownColorMaps.Inferno), $"occlusion map of {result.Predicted}", "occlusion")}
        </div>
        <dl>
        <div><dt>class is right</dt>{HtmlPage.YesOrNo(result.Predicted == result.Label)}</div>
        <div><dt>maximum of RISE on the object</dt>{HtmlPage.YesOrNo(result.Hit)}</div>
        </dl>
        </article>

        """;

    private static RgbImage Overlay(Result result) => result.Rise.Overlay(result.Picture, KnownColorMaps.Inferno, opacity: 0.6);
}
