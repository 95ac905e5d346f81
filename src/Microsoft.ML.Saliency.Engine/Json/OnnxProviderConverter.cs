namespace Microsoft.ML.Saliency;

/// <summary>A provider is its word: "tensorrt".</summary>
internal sealed class OnnxProviderConverter : JsonConverter<OnnxProvider>
{
    public override OnnxProvider Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return ExecutionProviders.Parse(reader.GetString() ?? "") is [OnnxProvider provider]
                ? provider
                : throw new JsonException("A provider must be one word.");
        }
        catch (FormatException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    public override void Write(Utf8JsonWriter writer, OnnxProvider value, JsonSerializerOptions options) =>
        writer.WriteStringValue(ExecutionProviders.WordOf(value));
}
