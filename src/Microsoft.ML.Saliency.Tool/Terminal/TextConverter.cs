using System.Text.Json.Serialization;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>Writes a value as its text form.</summary>
/// <param name="parse">Reads the text form; <see cref="FormatException"/> if it is none.</param>
internal class TextConverter<T>(Func<string, T> parse) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return parse(reader.GetString() ?? "");
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue($"{value}");
}
