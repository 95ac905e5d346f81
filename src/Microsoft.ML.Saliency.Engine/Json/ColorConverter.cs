using System.Globalization;

namespace Microsoft.ML.Saliency;

/// <summary>A color is written as in HTML: "#ff8000".</summary>
internal sealed class ColorConverter : JsonConverter<(byte R, byte G, byte B)>
{
    public override (byte R, byte G, byte B) Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? text = reader.GetString();
        return text is ['#', ..] && text.Length == 7 &&
            int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int color)
            ? ((byte)(color >> 16), (byte)(color >> 8), (byte)color)
            : throw new JsonException($"A color must be of the form \"#ff8000\", but was \"{text}\".");
    }

    public override void Write(Utf8JsonWriter writer, (byte R, byte G, byte B) value, JsonSerializerOptions options) =>
        writer.WriteStringValue($"#{value.R:x2}{value.G:x2}{value.B:x2}");
}
