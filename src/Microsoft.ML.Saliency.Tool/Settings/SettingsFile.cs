using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>Reads a file of settings: one mapping of names to values, in YAML or, if its name ends in .json, in JSON.</summary>
internal static class SettingsFile
{
    /// <summary>Reads the values as they would be typed on the command line; a list becomes values with commas between them.</summary>
    /// <exception cref="ToolException">There is no such file, or it is not one mapping.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new ToolException($"Settings file '{path}' was not found. Check --settings.");
        }

        try
        {
            string text = File.ReadAllText(path);
            return Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase) ? ReadJson(text) : ReadYaml(text);
        }
        catch (Exception exception) when (exception is YamlException or JsonException or InvalidDataException)
        {
            throw new ToolException(
                $"Settings file '{path}' must be one mapping of names to values, but is not: {ErrorText.OneLine(exception)}");
        }
    }

    private static Dictionary<string, string> ReadYaml(string text)
    {
        // Without a target type every scalar is read as its text.
        var values = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object?>?>(text) ?? [];
        return values.ToDictionary(value => value.Key, value => Text(value.Key, value.Value));

        static string Text(string name, object? value) => value switch
        {
            string scalar => scalar,
            // Lists in lists are refused unread: aliases make them endless.
            List<object> list => string.Join(',', list.Select(item => item as string ?? throw NotAValue(name))),
            _ => throw NotAValue(name),
        };
    }

    private static Dictionary<string, string> ReadJson(string text)
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        using JsonDocument document = JsonDocument.Parse(text, options);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => Text(member.Name, member.Value))
            : throw new InvalidDataException($"it holds one {document.RootElement.ValueKind}.");

        static string Text(string name, JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.ToString(),
            JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(item =>
                item.ValueKind == JsonValueKind.Array ? throw NotAValue(name) : Text(name, item))),
            _ => throw NotAValue(name),
        };
    }

    private static InvalidDataException NotAValue(string name) => new($"'{name}' is not one value or a list of values.");
}
