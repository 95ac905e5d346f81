using System.Globalization;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>A height and a width as they are typed: "7" for both, or "7x9".</summary>
internal readonly record struct TypedPair(int Height, int Width)
{
    /// <summary>Reads one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="option">The option, for the message.</param>
    /// <exception cref="ToolException">It is none.</exception>
    public static TypedPair Parse(string text, string option)
    {
        int[] sides = [.. text.Split('x').Select(side => int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? length : 0)];
        return sides.Length is 1 or 2 && sides.All(side => side > 0)
            ? new TypedPair(sides[0], sides[^1])
            : throw new ToolException($"Expected was one whole number of at least 1, or height x width as in 7x9, for the option '--{option}'; given was '{text}'.");
    }

    /// <summary>As in "7x9".</summary>
    public override string ToString() => $"{Height}x{Width}";
}
