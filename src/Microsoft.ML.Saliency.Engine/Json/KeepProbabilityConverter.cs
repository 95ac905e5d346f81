using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.Saliency;

/// <summary>A probability is a number, or "auto".</summary>
internal sealed class KeepProbabilityConverter : JsonConverter<KeepProbability>
{
    private const string Auto = "auto";

    public override KeepProbability Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return reader.GetDouble();
        }

        string? text = reader.GetString();
        return text == Auto ? KeepProbability.Auto : throw new JsonException($"Expected was a probability, a number or \"{Auto}\"; given was \"{text}\".");
    }

    public override void Write(Utf8JsonWriter writer, KeepProbability value, JsonSerializerOptions options)
    {
        if (value.IsAuto)
        {
            writer.WriteStringValue(Auto);
        }
        else
        {
            writer.WriteNumberValue(value.Value);
        }
    }
}
