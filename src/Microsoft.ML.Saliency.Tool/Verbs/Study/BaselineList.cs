using System.Text.RegularExpressions;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>Several baselines as they are typed, with commas between them.</summary>
internal static partial class BaselineList
{
    /// <summary>Reads them: a comma before a letter separates two baselines, one before a number belongs to a baseline.</summary>
    /// <param name="text">The text, as in "black,color:255,0,0".</param>
    /// <param name="option">The option, for the message.</param>
    /// <exception cref="ToolException">One is unknown, one is there twice, or there are fewer than two.</exception>
    public static IReadOnlyList<string> Parse(string text, string option)
    {
        string[] names = [.. Separator().Split(text).Select(name => name.Trim())];
        foreach (string name in names)
        {
            TypedBaseline.Parse(name, option);
        }

        return names.Length >= 2 && names.Distinct().Count() == names.Length
            ? names
            : throw new ToolException($"Expected were two different baselines or more for the option '--{option}', with commas between them; given was '{text}'.");
    }

    [GeneratedRegex(@",(?=\s*[a-z])")]
    private static partial Regex Separator();
}
