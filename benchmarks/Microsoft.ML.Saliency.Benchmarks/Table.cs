namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>A table of a report.</summary>
/// <param name="Columns">Headings.</param>
/// <param name="Rows">Cells, row by row.</param>
internal sealed record Table(string[] Columns, IEnumerable<string[]> Rows);
