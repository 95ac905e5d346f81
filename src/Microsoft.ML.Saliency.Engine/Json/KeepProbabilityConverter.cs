namespace Microsoft.ML.Saliency;

/// <summary>A probability is a number, or "auto".</summary>
internal sealed class KeepProbabilityConverter : JsonConverter<KeepProbability>
{
    public override KeepProbability Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return reader.GetDouble();
        }

        string text = reader.GetString()!;
        return KeepProbability.TryParse(text, out KeepProbability value) && value.IsAuto
            ? value
            : throw new JsonException($"A probability must be a number or \"{KeepProbability.Auto}\", but was \"{text}\".");
    }

    public override void Write(Utf8JsonWriter writer, KeepProbability value, JsonSerializerOptions options)
    {
        if (value.IsAuto)
        {
            writer.WriteStringValue(value.ToString());
        }
        else
        {
            writer.WriteNumberValue(value.Value);
        }
    }
}
