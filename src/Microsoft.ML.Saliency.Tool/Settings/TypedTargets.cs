using System.Globalization;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>The classes to explain as they are typed.</summary>
internal static class TypedTargets
{
    /// <summary>Reads "predicted", "all", "top:3" or class indices with commas between them.</summary>
    /// <exception cref="ToolException">It is none of these.</exception>
    public static SaliencyTargets Parse(string text)
    {
        int?[] numbers = [.. (text.StartsWith("top:", StringComparison.Ordinal) ? text[4..] : text).Split(',').Select(Number)];
        return text switch
        {
            "predicted" => SaliencyTargets.Predicted,
            "all" => SaliencyTargets.All,
            _ when numbers.Contains(null) => throw Unknown(),
            _ when !text.StartsWith("top:", StringComparison.Ordinal) => SaliencyTargets.Classes([.. numbers.Select(number => number!.Value)]),
            _ when numbers is [>= 1] => SaliencyTargets.Top(numbers[0]!.Value),
            _ => throw Unknown(),
        };

        ToolException Unknown() => new($"Expected was predicted, all, top:3 or class indices such as 281,282 for the option '--targets'; given was '{text}'.");
    }

    private static int? Number(string text) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
