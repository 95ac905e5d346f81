using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>How JSON is written: the same bytes on every platform.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Lines = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Files: indented, members in camelCase, choices in kebab-case, no member that is null; NaN as text.</summary>
    public static JsonSerializerOptions Files { get; } = new(Lines) { WriteIndented = true, NewLine = "\n" };

    /// <summary>One line with the member "event" first.</summary>
    public static string Line(string name, object content)
    {
        var line = new JsonObject { ["event"] = name };
        foreach ((string member, JsonNode? value) in JsonSerializer.SerializeToNode(content, Lines)!.AsObject().ToList())
        {
            line[member] = value?.DeepClone();
        }

        return line.ToJsonString(Lines);
    }
}
