namespace Microsoft.ML.Saliency.Tool;

/// <summary>Writes tables as in RFC 4180, except that lines end in a line feed.</summary>
internal static class CsvFile
{
    /// <summary>Gets one line: numbers in their shortest exact form, text in quotes where it needs them, nothing for null.</summary>
    public static string Line(params IEnumerable<object?> cells) => string.Join(',', cells.Select(Cell)) + "\n";

    private static string Cell(object? cell)
    {
        string text = cell switch
        {
            null => "",
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            _ => cell.ToString()!,
        };
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
