using System.Text.Json.Nodes;

namespace Microsoft.ML.Saliency;

/// <summary>Targets are their text form.</summary>
internal sealed class SaliencyTargetsConverter : TextConverter<SaliencyTargets>
{
    protected override SaliencyTargets Parse(string text) => SaliencyTargets.Parse(text);

    protected override SaliencyTargets? ReadObject(string kind, JsonObject members, JsonSerializerOptions options) => kind switch
    {
        "predicted" => SaliencyTargets.Predicted,
        "top" => SaliencyTargets.Top(members["count"].Deserialize<int>()),
        "classes" => SaliencyTargets.Classes(members["indices"].Deserialize<int[]>()!),
        "all" => SaliencyTargets.All,
        _ => null,
    };
}
