using System.Text.Json.Serialization;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>A height and a width, such as a grid's: "7" for both, or "7x9".</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct HeightByWidth(int Height, int Width)
{
    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">The text is no such pair.</exception>
    public static HeightByWidth Parse(string text) => SidesOf(text) is { Length: 1 or 2 } sides && !sides.Contains(0)
        ? new HeightByWidth(sides[0], sides[^1])
        : throw new FormatException($"A size must be a whole number of at least 1, or height x width as in 7x9, but was '{text}'.");

    /// <summary>Reads whole numbers with 'x' between them; 0 stands for what is not a whole number.</summary>
    public static int[] SidesOf(string text) => [.. text.Split('x')
        .Select(side => int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? length : 0)];

    /// <summary>Gets the text form, as in "7x9".</summary>
    public override string ToString() => $"{Height}x{Width}";

    private sealed class Converter() : TextConverter<HeightByWidth>(Parse);
}
