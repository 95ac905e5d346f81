namespace Microsoft.ML.Saliency.Tool;

/// <summary>Writes results.csv: a line for every map and every skipped image, when all are there.</summary>
internal static class ResultsTable
{
    /// <summary>The file.</summary>
    public const string FileName = "results.csv";

    private static readonly string Header = CsvFile.Line(
        "image", "target", "label", "score", "minimum", "maximum", "maximum_row", "maximum_column",
        "fidelity", "fidelity_lower_bound", "passes", "error");

    /// <summary>Writes it.</summary>
    public static void Write(RunFolder run, IEnumerable<string> images)
    {
        var text = new StringBuilder(Header);
        foreach (string image in images)
        {
            ImageResult result = run.ReadJson<ImageResult>(ImageResult.FileOf(image))!;
            foreach (MapResult map in result.Maps)
            {
                text.Append(CsvFile.Line(
                    image, map.Target, map.Label, map.Score, map.Minimum, map.Maximum, map.MaximumRow, map.MaximumColumn, map.Fidelity,
                    map.FidelityLowerBound, map.Passes, null));
            }

            if (result.Error is not null)
            {
                text.Append(CsvFile.Line(image, null, null, null, null, null, null, null, null, null, null, result.Error));
            }
        }

        run.WriteText(FileName, text.ToString());
    }
}
