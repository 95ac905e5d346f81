namespace Microsoft.ML.Saliency;

/// <summary>Labels are a list of strings.</summary>
internal sealed class ClassLabelsConverter : JsonConverter<ClassLabels>
{
    public override ClassLabels Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize<string[]>(ref reader, options)!);

    public override void Write(Utf8JsonWriter writer, ClassLabels value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.ToArray(), options);
}
