using System.Text.Json.Nodes;

namespace Microsoft.ML.Saliency;

/// <summary>Writes a setting as its text form; reads that, and the objects with a "kind" that earlier versions wrote.</summary>
internal abstract class TextConverter<T> : JsonConverter<T>
    where T : class
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            JsonObject members = JsonNode.Parse(ref reader) as JsonObject
                ?? throw new JsonException($"{typeof(T).Name} must be a text or an object.");
            string kind = members["kind"]?.ToString() ?? "";
            members.Remove("kind");
            return ReadObject(kind, members, options) ?? throw new JsonException($"There is no {typeof(T).Name} of the kind '{kind}'.");
        }

        try
        {
            return Parse(reader.GetString()!);
        }
        catch (FormatException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    /// <exception cref="FormatException">The text is no text form.</exception>
    protected abstract T Parse(string text);

    /// <summary>Reads the members of an object; null if there is no such kind.</summary>
    protected abstract T? ReadObject(string kind, JsonObject members, JsonSerializerOptions options);
}
