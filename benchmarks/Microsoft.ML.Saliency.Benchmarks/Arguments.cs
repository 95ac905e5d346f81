namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>The command line: a verb, then pairs of --name and value.</summary>
/// <param name="Verb">What to measure.</param>
/// <param name="Values">The values by name; each is taken out when it is read.</param>
/// <param name="Line">All of it, as typed, but for the folders that only the user has.</param>
internal sealed record Arguments(string Verb, Dictionary<string, string> Values, string Line)
{
    public static Arguments Parse(string[] args)
    {
        var values = new Dictionary<string, string>();
        for (int i = 1; i < args.Length; i += 2)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == args.Length)
            {
                throw new ArgumentException($"Arguments must be pairs of --name and value, but were '{string.Join(' ', args[i..])}'.");
            }

            values[args[i][2..]] = args[i + 1];
        }

        IEnumerable<string> line = args.Select(argument => Path.IsPathRooted(argument) ? Path.GetFileName(argument) : argument);
        return new Arguments(args.FirstOrDefault() ?? "", values, string.Join(' ', line));
    }

    /// <summary>The models named by --model, or the default ones.</summary>
    public BenchmarkModel[] Models(params string[] names) =>
        [.. (Values.Remove("model", out string? name) ? [name] : names).Select(BenchmarkModel.Named)];

    /// <summary>A whole number of at least 1; null if it is not given.</summary>
    public int? Number(string name)
    {
        if (!Values.Remove(name, out string? text))
        {
            return null;
        }

        return int.TryParse(text, out int number) && number >= 1
            ? number
            : throw new ArgumentException($"--{name} must be a whole number of at least 1, but was '{text}'.");
    }

    /// <summary>A text that must be given.</summary>
    public string Text(string name) => OptionalText(name) ?? throw new ArgumentException($"The option --{name} is missing.");

    /// <summary>A text; null if it is not given.</summary>
    public string? OptionalText(string name) => Values.Remove(name, out string? text) ? text : null;

    /// <summary>Throws if an option is left that nobody has asked for.</summary>
    public void RequireAllRead()
    {
        if (Values.Count > 0)
        {
            throw new ArgumentException($"Unknown option --{Values.Keys.First()}.");
        }
    }
}

/// <summary>A measurement cannot be made, for a reason that the message explains.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
