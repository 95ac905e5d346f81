using System.Text;
using System.Text.Json;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>A Markdown page for reading and the same figures as JSON.</summary>
internal static class Report
{
    /// <summary>Where the results go, seen from the repository's root.</summary>
    public const string Folder = "artifacts/bench";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Prints the page, and writes both to artifacts/bench.</summary>
    /// <param name="arguments">The command line; its verb names the files.</param>
    /// <param name="results">What was found, with every single figure.</param>
    /// <param name="tables">What of it to read.</param>
    public static void Write<T>(Arguments arguments, string explanation, IReadOnlyList<T> results, params Table[] tables)
    {
        string command = $"dotnet run --project benchmarks/Microsoft.ML.Saliency.Benchmarks -c Release -- {arguments.Line}";
        var page = new StringBuilder($"# {arguments.Verb}\n\n    {command}\n\n{Machine.This}.\n\n{explanation}\n");
        foreach (Table table in tables)
        {
            page.Append('\n');
            IEnumerable<string> rule = table.Columns.Select((_, i) => i == 0 ? "---" : "---:");
            foreach (IEnumerable<string> row in (IEnumerable<string>[])[table.Columns, rule, .. table.Rows])
            {
                page.Append($"| {string.Join(" | ", row)} |\n");
            }
        }

        Console.WriteLine($"\n{page}");
        string folder = Directory.CreateDirectory(Folder).FullName;
        File.WriteAllText(Path.Combine(folder, arguments.Verb + ".md"), page.ToString());
        File.WriteAllText(
            Path.Combine(folder, arguments.Verb + ".json"),
            JsonSerializer.Serialize(new { command, machine = Machine.This, results }, Json));
    }

}

/// <summary>A table of a report.</summary>
internal sealed record Table(string[] Columns, IEnumerable<string[]> Rows);

/// <summary>Repeated figures in short.</summary>
internal sealed record Spread(double Median, double Least, double Most)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        double median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return new Spread(median, sorted[0], sorted[^1]);
    }

    public string ToString(string format) => $"**{Median.ToString(format)}** ({Least.ToString(format)} to {Most.ToString(format)})";
}
