using System.Globalization;
using System.Text.Json;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>The values of settings as they are typed, on the command line or in a file.</summary>
internal static class SettingText
{
    /// <summary>The words that a choice knows, as in "rise|occlusion"; null for any other type.</summary>
    public static string? Choices(Type type) => Core(type) is { IsEnum: true } choice ? string.Join('|', Words(choice)) : null;

    /// <summary>Reads a value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="type">Text, switch, whole number, number, list of numbers or choice.</param>
    /// <param name="source">Where it was given, for the message.</param>
    /// <exception cref="ToolException">The text is no such value.</exception>
    public static object Parse(string text, Type type, string source)
    {
        Type core = Core(type);
        (string expected, object? value) = core switch
        {
            _ when core == typeof(string) => ("a text", text.Length > 0 ? text : null),
            _ when core == typeof(bool) => ("true or false", bool.TryParse(text, out bool flag) ? flag : null),
            _ when core == typeof(int) => ("a whole number", WholeNumber(text)),
            _ when core == typeof(ulong) => ("a whole number of 0 or more", NaturalNumber(text)),
            _ when core == typeof(double) => ("a number", Number(text)),
            _ when core == typeof(double[]) => ("a list of numbers with commas between them", Numbers(text)),
            { IsEnum: true } => ($"one of {string.Join(", ", Words(core))}", Choice(text, core)),
            _ => throw new NotSupportedException($"A setting cannot be a {core}."),
        };
        return value ?? throw new ToolException($"Expected was {expected} for the {source}; given was '{text}'.");
    }

    /// <summary>A choice as it is typed.</summary>
    public static string Word<T>(T choice)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString());

    private static Type Core(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static string[] Words(Type choice) => [.. Enum.GetNames(choice).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    private static object? Choice(string text, Type choice)
    {
        int index = Array.IndexOf(Words(choice), text);
        return index >= 0 ? Enum.Parse(choice, Enum.GetNames(choice)[index]) : null;
    }

    private static int? WholeNumber(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static ulong? NaturalNumber(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number : null;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;

    private static double[]? Numbers(string text)
    {
        double?[] numbers = [.. text.Split(',').Select(part => Number(part.Trim()))];
        return numbers.Contains(null) ? null : [.. numbers.Select(number => number!.Value)];
    }
}
