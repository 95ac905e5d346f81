namespace Microsoft.ML.Saliency.Tool;

/// <summary>Draws a matrix as inline SVG: a colored cell with its number for each pair.</summary>
/// <param name="Description">What it shows, for readers who cannot see it.</param>
/// <param name="Value">The value of a cell; NaN leaves it empty.</param>
internal sealed record HeatMap(
    string Description, IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, Func<int, int, double> Value, double Low = 0,
    double High = 1)
{
    private const int CellWidth = 46, CellHeight = 30, CharacterWidth = 7, Gap = 8;

    /// <summary>Cells that are framed; none by default.</summary>
    public Func<int, int, bool> IsMarked { get; init; } = (_, _) => false;

    /// <summary>The text of a cell under the pointer; null for its names and value.</summary>
    public Func<int, int, string>? Tip { get; init; }

    /// <summary>Draws the matrix.</summary>
    public string Svg()
    {
        int left = (Rows.Max(name => name.Length) * CharacterWidth) + Gap;
        // Column names stand upright where they fit, and slanted where they don't.
        bool isSlanted = Columns.Any(name => name.Length * CharacterWidth > CellWidth);
        int longest = Columns.Max(name => name.Length) * CharacterWidth;
        int top = isSlanted ? (int)(longest * 0.62) + 16 : 22;
        int right = isSlanted ? (int)(longest * 0.78) : 0;
        int width = left + (Columns.Count * CellWidth) + Math.Max(0, right - CellWidth + 12), height = top + (Rows.Count * CellHeight) + 2;
        var svg = new StringBuilder(
            $"""<svg class="heat" viewBox="0 0 {width} {height}" width="{width}" height="{height}" """ +
            $"""role="img" aria-label="{HtmlText.Encode(Description)}">""");
        for (int column = 0; column < Columns.Count; column++)
        {
            double x = left + ((column + 0.5) * CellWidth);
            string place = isSlanted
                ? $"transform=\"translate({HtmlText.Coordinate(x - 4)} {top - 6}) rotate(-38)\""
                : $"x=\"{HtmlText.Coordinate(x)}\" y=\"{top - 8}\" text-anchor=\"middle\"";
            svg.Append($"<text {place}>{HtmlText.Encode(Columns[column])}</text>");
        }

        for (int row = 0; row < Rows.Count; row++)
        {
            int y = top + (row * CellHeight);
            svg.Append($"""<text x="{left - Gap}" y="{y + 20}" text-anchor="end">{HtmlText.Encode(Rows[row])}</text>""");
            for (int column = 0; column < Columns.Count; column++)
            {
                svg.Append(Cell(row, column, left + (column * CellWidth), y));
            }
        }

        return svg.Append("</svg>").ToString();
    }

    private string Cell(int row, int column, int x, int y)
    {
        double value = Value(row, column);
        if (!double.IsFinite(value))
        {
            return "";
        }

        (byte r, byte g, byte b) = KnownColorMaps.Viridis[(float)((value - Low) / (High - Low))];
        // Relative luminance decides whether black or white can be read on it (WCAG 2, in round numbers).
        bool isBright = (0.2126 * r * r) + (0.7152 * g * g) + (0.0722 * b * b) > 0.19 * 255 * 255;
        string tip = Tip?.Invoke(row, column) ?? $"{Rows[row]}, {Columns[column]}: {HtmlText.Figure(value)}";
        string frame = IsMarked(row, column) ? " class=\"marked\"" : "";
        string style = isBright ? "on-bright" : "on-dark";
        return $"<g><title>{HtmlText.Encode(tip)}</title>" +
            $"""<rect{frame} x="{x + 1}" y="{y + 1}" width="{CellWidth - 2}" height="{CellHeight - 2}" rx="3" """ +
            $"""fill="#{r:x2}{g:x2}{b:x2}"/>""" +
            $"""<text x="{x + (CellWidth / 2)}" y="{y + 20}" text-anchor="middle" class="{style}">{HtmlText.Figure(value)}</text></g>""";
    }
}
