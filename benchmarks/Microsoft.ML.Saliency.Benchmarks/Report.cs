using System.Text;
using System.Text.Json;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>A Markdown page for reading and the same figures as JSON.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Prints the page, and writes both to artifacts/bench.</summary>
    /// <param name="arguments">The command line; its verb names the files.</param>
    /// <param name="explanation">What was measured.</param>
    /// <param name="columns">Headings of the table.</param>
    /// <param name="results">What was found.</param>
    /// <param name="row">One result's cells.</param>
    public static void Write<T>(Arguments arguments, string explanation, string[] columns, IReadOnlyList<T> results, Func<T, string[]> row)
    {
        string command = $"dotnet run --project benchmarks/Microsoft.ML.Saliency.Benchmarks -c Release -- {arguments.Line}";
        StringBuilder page = new();
        page.Append($"# {arguments.Verb}\n\n    {command}\n\n{Machine.This}.\n\n{explanation}\n\n");
        AppendRow(page, columns);
        AppendRow(page, columns.Select((_, i) => i == 0 ? "---" : "---:"));
        foreach (T result in results)
        {
            AppendRow(page, row(result));
        }

        Console.WriteLine($"\n{page}");
        string folder = Directory.CreateDirectory(Path.Combine("artifacts", "bench")).FullName;
        File.WriteAllText(Path.Combine(folder, arguments.Verb + ".md"), page.ToString());
        File.WriteAllText(
            Path.Combine(folder, arguments.Verb + ".json"),
            JsonSerializer.Serialize(new { command, machine = Machine.This, results }, Json));
    }

    private static void AppendRow(StringBuilder page, IEnumerable<string> cells) => page.Append($"| {string.Join(" | ", cells)} |\n");
}
