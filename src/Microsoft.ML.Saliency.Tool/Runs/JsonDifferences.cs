using System.Text.Json.Nodes;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>How two objects differ, in words.</summary>
internal static class JsonDifferences
{
    // Where something lies does not matter: what it holds is compared, the models and the labels by their hashes, images by those in their results.
    private static readonly string[] Places = ["settings.model", "settings.images", "settings.labels", "settings.objects", "settings.controlModel"];

    /// <summary>A text such as "settings.masks was 4000 and is now 2000" for each member that differs.</summary>
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
            else if (Text(old) != Text(current) && !Places.Contains(prefix + name))
            {
                yield return $"{prefix}{name} was {Text(old)} and is now {Text(current)}";
            }
        }
    }

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "not set";
}
