using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>JSON as the tool writes it: the same bytes on every platform.</summary>
internal static class Json
{
    private static readonly KebabCase Words = new();
    private static readonly JsonSerializerOptions Lines = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter(Words),
            new TextConverter<Baseline>(Baseline.Parse),
            new TextConverter<SaliencyTargets>(SaliencyTargets.Parse),
            new TextConverter<KeepProbability>(KeepProbability.Parse),
        },
    };

    /// <summary>Gets the options for files: indented, members in camelCase, choices in kebab-case, no member that is null; NaN as
    /// text.</summary>
    public static JsonSerializerOptions Files { get; } = new(Lines) { WriteIndented = true, NewLine = "\n" };

    /// <summary>Gets a choice, or the name of a setting, as it is typed and written: in kebab-case.</summary>
    public static string Word<T>(T choice)
        where T : notnull => Words.ConvertName($"{choice}");

    /// <summary>Reads what must be there.</summary>
    /// <param name="none">The reason if it is null.</param>
    /// <exception cref="ToolException">It is no such JSON; the message is the problem and the reason.</exception>
    public static T Read<T>(Func<T?> read, string none, string problem)
        where T : class
    {
        try
        {
            return read() ?? throw new JsonException(none);
        }
        catch (JsonException exception)
        {
            throw new ToolException($"{problem}: {ErrorText.OneLine(exception)}");
        }
    }

    /// <summary>Gets one line with the member "event" first.</summary>
    public static string Line(string name, object content)
    {
        var line = new JsonObject { ["event"] = name };
        foreach ((string member, JsonNode? value) in JsonSerializer.SerializeToNode(content, Lines)!.AsObject().ToList())
        {
            line[member] = value?.DeepClone();
        }

        return line.ToJsonString(Lines);
    }

    /// <summary>Kebab-case that knows the words of the field.</summary>
    private sealed class KebabCase : JsonNamingPolicy
    {
        public override string ConvertName(string name) =>
            KebabCaseLower.ConvertName(name.Replace("IoU", "Iou", StringComparison.Ordinal));
    }
}
