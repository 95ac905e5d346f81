namespace Microsoft.ML.Saliency.Tool;

/// <summary>Compares two descriptions, in words.</summary>
internal static class JsonDifferences
{
    // Paths do not matter: contents are compared, models and labels by their hashes, images by those in their results.
    // Images that --max-pixels skipped are tried again by every start.
    private static readonly string[] NotCompared =
        ["settings.model", "settings.images", "settings.labels", "settings.objects", "settings.controlModel", "settings.maxPixels"];

    /// <summary>Gets a text such as "settings.masks was 4000 and is now 2000" for each member that differs.</summary>
    public static IReadOnlyList<string> Find(JsonObject before, JsonObject now) => [.. Compare(before, now, "")];

    private static IEnumerable<string> Compare(JsonObject before, JsonObject now, string prefix)
    {
        foreach (string name in before.Select(member => member.Key).Union(now.Select(member => member.Key)))
        {
            (JsonNode? old, JsonNode? current) = (before[name], now[name]);
            if (old is JsonObject oldObject && current is JsonObject currentObject)
            {
                foreach (string difference in Compare(oldObject, currentObject, $"{prefix}{name}."))
                {
                    yield return difference;
                }
            }
            else if (Text(old) != Text(current) && !NotCompared.Contains(prefix + name) && !IsSameBaseline(old, current))
            {
                yield return $"{prefix}{name} was {Text(old)} and is now {Text(current)}";
            }
        }
    }

    /// <summary>Gets whether two texts mean one baseline, such as "gaussian-blur" and "gaussian-blur:10".</summary>
    private static bool IsSameBaseline(JsonNode? old, JsonNode? current) =>
        Baseline.TryParse(old?.ToString(), out Baseline? first) && Baseline.TryParse(current?.ToString(), out Baseline? second) &&
        first.Name == second.Name;

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "not set";
}
