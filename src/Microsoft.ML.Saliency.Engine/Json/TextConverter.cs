using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.Saliency;

/// <summary>
/// Writes a setting as its text form, or as an object where it has none; reads both, since earlier versions wrote objects.
/// </summary>
/// <param name="objects">How objects are written and read.</param>
/// <param name="parse">Reads a text form; <see cref="FormatException"/> if it is none.</param>
/// <param name="hasText">Whether a setting has a text form, which is its <see cref="object.ToString"/>.</param>
internal sealed class TextConverter<T>(JsonSerializerOptions objects, Func<string, T> parse, Func<T, bool> hasText) : JsonConverter<T>
    where T : class
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return JsonSerializer.Deserialize<T>(ref reader, objects);
        }

        try
        {
            return parse(reader.GetString()!);
        }
        catch (FormatException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (hasText(value))
        {
            writer.WriteStringValue(value.ToString());
        }
        else
        {
            JsonSerializer.Serialize(writer, value, objects);
        }
    }
}
