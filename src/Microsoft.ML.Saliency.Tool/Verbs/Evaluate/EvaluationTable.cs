using Spectre.Console;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>The metrics of all maps: results.csv with a line for each, summary.json with means and standard errors, and a table.</summary>
internal sealed class EvaluationTable
{
    /// <summary>The file of the metrics of each map.</summary>
    public const string ResultsFile = "results.csv";

    /// <summary>The file of the means.</summary>
    public const string SummaryFile = "summary.json";

    private static readonly (string Name, string Meaning, Func<ImageMetrics, double?> Value)[] Columns =
    [
        ("morf_auc", "area under the MoRF curve; smaller is better", metrics => metrics.Morf.Auc),
        ("lerf_auc", "area under the LeRF curve; larger is better", metrics => metrics.Lerf.Auc),
        ("abpc", "area between LeRF and MoRF; larger is better", metrics => metrics.Abpc),
        ("deletion_auc", "area under the deletion curve; smaller is better", metrics => metrics.Deletion.Auc),
        ("insertion_auc", "area under the insertion curve; larger is better", metrics => metrics.Insertion.Auc),
        ("hit", "share of maps whose maximum lies on the object",
            metrics => metrics.Localization is { } found ? (found.Hit ? 1 : 0) : null),
        ("energy_inside", "share of the positive saliency inside the object", metrics => metrics.Localization?.EnergyInside),
        ("iou", "overlap with the object at half of the map's range", metrics => metrics.Localization?.IoU),
    ];

    private readonly List<(EvaluationResult Image, EvaluatedMap Map, ImageMetrics Metrics)> _maps;

    private readonly int _classCount;

    /// <param name="results">The metrics of the images' maps.</param>
    /// <param name="classCount">Number of the model's classes.</param>
    public EvaluationTable(IEnumerable<EvaluationResult> results, int classCount)
    {
        _maps = [.. results.SelectMany(result => result.Maps.Select(map => (result, map, map.ToMetrics())))];
        _classCount = classCount;
        BelowChance = ChanceLevel.CountBelow([.. _maps.Select(map => map.Metrics)], classCount);
    }

    /// <summary>Number of maps whose explained score is below chance; null if scores are not probabilities.</summary>
    public int? BelowChance { get; }

    /// <summary>A sentence on these maps; null if there are none.</summary>
    public string? Warning => ChanceLevel.Warning(BelowChance, Count, "maps explain", _classCount);

    /// <summary>Number of maps.</summary>
    public int Count => _maps.Count;

    /// <summary>Gets the mean of each metric over the maps that have it.</summary>
    public IReadOnlyDictionary<string, MetricMean> Means() => ColumnsWithChance()
        .Select(column => (column.Name, column.Meaning, Values: _maps.Select(map => column.Value(map.Metrics)).OfType<double>().ToArray()))
        .Where(column => column.Values.Length > 0)
        .ToDictionary(column => column.Name, column => MetricMean.Of(column.Values, column.Meaning));

    private (string Name, string Meaning, Func<ImageMetrics, double?> Value)[] ColumnsWithChance() =>
        [.. Columns, ("below_chance", "share of maps whose explained score is below chance", IsBelowChance)];

    private double? IsBelowChance(ImageMetrics metrics) =>
        BelowChance is null ? null : ChanceLevel.IsBelow(metrics, _classCount) ? 1 : 0;

    /// <summary>Writes both files.</summary>
    public void Write(RunFolder evaluation)
    {
        var text = new StringBuilder(CsvFile.Line(["image", "target", "label", .. Columns.Select(column => column.Name), "mask"]));
        foreach ((EvaluationResult image, EvaluatedMap map, ImageMetrics metrics) in _maps)
        {
            IEnumerable<object?> values = Columns.Select(column => (object?)column.Value(metrics));
            text.Append(CsvFile.Line([image.Image, map.Target, map.Label, .. values, map.Mask]));
        }

        evaluation.WriteJson(SummaryFile, Means());
        evaluation.WriteText(ResultsFile, text.ToString());
    }

    /// <summary>Creates the table for people.</summary>
    public Table ToTable()
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("metric", "mean", "standard error", "maps", "");
        foreach ((string name, MetricMean mean) in Means())
        {
            string standardError = double.IsNaN(mean.StandardError) ? "" : $"{mean.StandardError:0.0000}";
            table.AddRow(name, $"{mean.Mean:0.0000}", standardError, $"{mean.Maps}", Markup.Escape(mean.Meaning));
        }

        return table;
    }
}
