using System.Text.Json;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Passes that the published formula needs over those of the default estimator, from the results of <c>fidelity</c>.</summary>
/// <param name="Estimator">The default estimator.</param>
/// <param name="Fidelity">The rank correlation that both reach.</param>
/// <param name="Ratio">Over the images where the default estimator reaches it; else the most that was tried.</param>
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
        Dictionary<(string, int), Passes>[] byEstimator = [
            .. new[] { nameof(RiseEstimation.Reference), nameof(RiseEstimation.VarianceReduced) }.Select(estimator =>
            rows.Deserialize<Passes[]>(Json)!.Where(row => row.Estimator == estimator).ToDictionary(row => (row.Image, row.Target)))];
        return
        [
            .. from fidelity in new (double Value, Func<Passes, double?> Of)[] { (0.95, row => row.Passes95), (0.98, row => row.Passes98) }
               let ratios = byEstimator[1].Where(ours => fidelity.Of(ours.Value) is not null)
                   .Select(ours => (fidelity.Of(byEstimator[0][ours.Key]) ?? ours.Value.Most) / fidelity.Of(ours.Value)!.Value).ToArray()
               where ratios.Length > 0
               select new PassesRatio(nameof(RiseEstimation.VarianceReduced), fidelity.Value, Spread.Of(ratios)),
        ];
    }

    private sealed record Passes(string Image, int Target, string Estimator, double? Passes95, double? Passes98, double Most);
}
