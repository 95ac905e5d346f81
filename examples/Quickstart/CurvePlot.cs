using System.Globalization;

namespace Quickstart;

/// <summary>Draws a MoRF and a LeRF curve as inline SVG: share of the image removed against probability.</summary>
internal static class CurvePlot
{
    private const int Width = 200, Height = 110, Left = 26, Bottom = 20, Top = 8, Right = 6;

    public static string Svg(float[] fractions, float[] morf, float[] lerf, string description) => $"""
        <svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{description}">
        <path class="axis" d="M{Left} {Top}V{Height - Bottom}H{Width - Right}"/>
        <text x="{Left - 4}" y="{Top + 4}" text-anchor="end">1</text><text x="{Left - 4}" y="{Height - Bottom}" text-anchor="end">0</text>
        <text x="{(Left + Width - Right) / 2}" y="{Height - 5}" text-anchor="middle">share of the image removed</text>
        <polyline class="lerf" points="{Points(fractions, lerf)}"/><polyline class="morf" points="{Points(fractions, morf)}"/>
        </svg>
        """;

    private static string Points(float[] fractions, float[] scores) => string.Join(' ', fractions.Zip(scores, Point));

    private static string Point(float fraction, float score) => string.Create(CultureInfo.InvariantCulture,
        $"{Left + (fraction * (Width - Left - Right)):F1},{Height - Bottom - (score * (Height - Top - Bottom)):F1}");
}
