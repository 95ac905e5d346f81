using System.Text.Json;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Passes that the published formula needs over those that another estimator needs, from the results of <c>fidelity</c>.</summary>
/// <param name="Estimator">The other estimator.</param>
/// <param name="Fidelity">The rank correlation that both reach.</param>
/// <param name="Ratio">Over the images and targets where both reach it.</param>
internal sealed record PassesRatio(string Estimator, double Fidelity, Spread Ratio)
{
    private static readonly string File = Path.Combine(Report.Folder, "fidelity.json");
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>All that the file has; none if it is not there.</summary>
    public static IReadOnlyList<PassesRatio> Read()
    {
        if (!System.IO.File.Exists(File))
        {
            return [];
        }

        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllText(File));
        JsonElement root = document.RootElement;
        JsonElement rows = root.ValueKind == JsonValueKind.Array ? root : root.GetProperty("results");
        Passes[] all = rows.Deserialize<Passes[]>(Json)!;
        ILookup<bool, Passes> byReference = all.ToLookup(row => row.Estimator == nameof(RiseEstimation.Reference));
        Dictionary<(string, int), Passes> reference = byReference[true].ToDictionary(row => (row.Image, row.Target));
        return
        [
            .. from estimator in byReference[false].GroupBy(row => row.Estimator)
               from fidelity in new (double Value, Func<Passes, double?> Of)[] { (0.95, row => row.Passes95), (0.98, row => row.Passes98) }
               let ratios = estimator.Select(row => fidelity.Of(reference[(row.Image, row.Target)]) / fidelity.Of(row))
                   .OfType<double>().ToArray()
               where ratios.Length > 0
               select new PassesRatio(estimator.Key, fidelity.Value, Spread.Of(ratios)),
        ];
    }

    private sealed record Passes(string Image, int Target, string Estimator, double? Passes95, double? Passes98);
}
