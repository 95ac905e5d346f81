namespace Microsoft.ML.Saliency.Tool;

/// <summary>Reads the values of settings as they are typed, on the command line or in a file.</summary>
internal static class SettingText
{
    // The engine reads its own types.
    private static readonly Dictionary<Type, Func<string, object>> Texts = new()
    {
        [typeof(Baseline)] = Baseline.Parse,
        [typeof(SaliencyTargets)] = SaliencyTargets.Parse,
        [typeof(KeepProbability)] = text => KeepProbability.Parse(text),
        [typeof(HeightByWidth)] = text => HeightByWidth.Parse(text),
    };

    /// <summary>Gets the words of a choice, as in "rise|occlusion"; null for any other type.</summary>
    public static string? Choices(Type type) => Core(type) is { IsEnum: true } choice ? string.Join('|', Words(choice)) : null;

    /// <summary>Reads a value.</summary>
    /// <exception cref="ToolException">The text is no such value.</exception>
    public static object Parse(string text, Type type, string source)
    {
        Type core = Core(type);
        if (Texts.TryGetValue(core, out Func<string, object>? parse))
        {
            try
            {
                return parse(text);
            }
            catch (Exception exception) when (exception is FormatException or ArgumentException)
            {
                throw new ToolException($"{source}: {ErrorText.OneLine(exception)}");
            }
        }

        (string expected, object? value) = core switch
        {
            _ when core == typeof(string) => ("a text", text.Length > 0 ? text : null),
            _ when core == typeof(bool) => ("true or false", bool.TryParse(text, out bool flag) ? flag : null),
            _ when core == typeof(int) => ("a whole number", WholeNumber(text)),
            _ when core == typeof(ulong) => ("a whole number of at least 0", NaturalNumber(text)),
            _ when core == typeof(double) => ("a number", Number(text)),
            _ when core == typeof(double[]) => ("a list of numbers with commas between them", Numbers(text)),
            { IsEnum: true } => ($"one of {string.Join(", ", Words(core))}", Choice(text, core)),
            _ => throw new NotSupportedException($"A setting cannot be a {core}."),
        };
        string suggestion = core.IsEnum ? NearestNames.Suggest(text, Words(core)) : "";
        return value ?? throw new ToolException($"{source} must be {expected}, but was '{text}'.{suggestion}");
    }

    private static Type Core(Type type) => Nullable.GetUnderlyingType(type) ?? type;
    private static string[] Words(Type choice) => [.. Enum.GetNames(choice).Select(Json.Word)];

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
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;

    private static double[]? Numbers(string text)
    {
        double?[] numbers = [.. text.Split(',').Select(part => Number(part.Trim()))];
        return numbers.Contains(null) ? null : [.. numbers.Select(number => number!.Value)];
    }
}
