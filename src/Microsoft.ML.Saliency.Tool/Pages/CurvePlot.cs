namespace Microsoft.ML.Saliency.Tool;

/// <summary>Draws curves of the score against the share of the image removed, as inline SVG.</summary>
internal static class CurvePlot
{
    private const int Width = 240, Height = 140, Left = 30, Bottom = 26, Top = 10, Right = 8;

    /// <summary>Draws the curves.</summary>
    /// <param name="description">What it shows, for readers who cannot see it.</param>
    /// <param name="curves">The curves, each with the class of its style.</param>
    public static string Svg(string description, IEnumerable<(string Style, CurvePoints Points)> curves)
    {
        var svg = new StringBuilder($"""
            <svg class="plot" viewBox="0 0 {Width} {Height}" role="img" aria-label="{HtmlText.Encode(description)}">
            <path class="axis" d="M{Left} {Top}V{Height - Bottom}H{Width - Right}"/>
            <text x="{Left - 5}" y="{Top + 4}" text-anchor="end">1</text>
            <text x="{Left - 5}" y="{Height - Bottom + 3}" text-anchor="end">0</text>
            <text x="{(Left + Width - Right) / 2}" y="{Height - 8}" text-anchor="middle">share of the image removed</text>
            """);
        foreach ((string style, CurvePoints points) in curves)
        {
            svg.Append($"""<polyline class="{style}" points="{string.Join(' ', points.Fractions.Zip(points.Scores, Point))}"/>""");
        }

        return svg.Append("</svg>").ToString();
    }

    private static string Point(double fraction, double score) =>
        HtmlText.Coordinate(Left + (fraction * (Width - Left - Right))) + "," +
        HtmlText.Coordinate(Height - Bottom - (score * (Height - Top - Bottom)));
}
