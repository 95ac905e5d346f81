using System.Globalization;
using System.Text.RegularExpressions;

namespace Microsoft.ML.Saliency;

/// <summary>Reads the text forms of labels.</summary>
internal static partial class ClassLabelText
{
    /// <summary>Returns the labels in class order: at least one, and no empty one.</summary>
    /// <exception cref="FormatException">The text has none of the forms.</exception>
    public static string[] Read(string text)
    {
        string trimmed = text.Trim('\uFEFF', ' ', '\t', '\r', '\n');
        string[] labels = trimmed switch
        {
            "" or "[]" or "{}" => throw new FormatException("Labels must be one name for each class, but there is none."),
            ['[', .. string list, ']'] => [.. Entries(list, hasKeys: false).Select(entry => entry.Label)],
            ['{', .. string dictionary, '}'] => InOrder([.. Entries(dictionary, hasKeys: true)]),
            _ => [.. trimmed.Split('\n').Select(line => line.Trim())],
        };
        int empty = Array.FindIndex(labels, string.IsNullOrWhiteSpace);
        return empty < 0
            ? labels
            : throw new FormatException($"Labels must be one name for each class, but the name of class {empty} is empty.");
    }

    private static List<(int Key, string Label)> Entries(string items, bool hasKeys)
    {
        var entries = new List<(int, string)>();
        for (int position = 0; position < items.Length;)
        {
            Match entry = Entry().Match(items, position);
            if (!entry.Success || entry.Groups["key"].Success != hasKeys)
            {
                string expected = hasKeys ? "'index: \"name\"'" : "'\"name\"'";
                throw new FormatException(
                    $"An entry of labels must be {expected}, but was '{items.AsSpan(position, Math.Min(40, items.Length - position))}'.");
            }

            int key = hasKeys ? int.Parse(entry.Groups["key"].ValueSpan, CultureInfo.InvariantCulture) : entries.Count;
            entries.Add((key, Unescape(entry.Groups["label"].Value)));
            position += entry.Length;
        }

        return entries;
    }

    private static string[] InOrder((int Key, string Label)[] entries)
    {
        Array.Sort(entries, (left, right) => left.Key.CompareTo(right.Key));
        for (int i = 0; i < entries.Length; i++)
        {
            if (entries[i].Key != i)
            {
                throw new FormatException(
                    $"The indices of {entries.Length} labels must be 0 to {entries.Length - 1}, "
                    + $"but have {entries[i].Key} in place of {i}.");
            }
        }

        return Array.ConvertAll(entries, entry => entry.Label);
    }

    /// <summary>Resolves JSON's and Python's escapes; those that only .NET's regular expressions know occur in neither.</summary>
    private static string Unescape(string label)
    {
        try
        {
            return Regex.Unescape(label);
        }
        catch (RegexParseException exception)
        {
            throw new FormatException($"Label '{label}' must have no escape sequences but those of JSON and Python.", exception);
        }
    }

    /// <summary>An entry of a list or dictionary, and the comma behind it.</summary>
    [GeneratedRegex("""
        \G\s*
        ((?<quote>["']?)(?<key>[0-9]{1,9})\k<quote>\s*:\s*)?
        (?:"(?<label>(?:[^"\\]|\\.)*)"|'(?<label>(?:[^'\\]|\\.)*)')
        \s*(?:,\s*|$)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Entry();
}
