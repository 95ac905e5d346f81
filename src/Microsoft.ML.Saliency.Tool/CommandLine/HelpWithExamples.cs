using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>Prints the help of a command: a verb's options in groups, and the examples at the end.</summary>
/// <param name="help">The help of the library.</param>
/// <param name="commands">For each command its examples, and of a verb the group of an option.</param>
internal sealed class HelpWithExamples(
    HelpAction help, IReadOnlyDictionary<CliCommand, (string Examples, Func<string, string>? GroupOf)> commands)
    : SynchronousCommandLineAction
{
    private const string Options = "Options:";

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        (string examples, Func<string, string>? groupOf) = commands[parseResult.CommandResult.Command];
        using var whole = new StringWriter();
        parseResult.InvocationConfiguration.Output = groupOf is null ? output : whole;
        int result = help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        if (groupOf is not null)
        {
            string[] lines = whole.ToString().TrimEnd().ReplaceLineEndings("\n").Split('\n');
            int options = Array.IndexOf(lines, Options);
            output.WriteLine(string.Join('\n', lines[..options]));
            foreach (IGrouping<string, string> group in Entries(lines[(options + 1)..]).GroupBy(entry => groupOf(NameOf(entry)))
                .OrderBy(group => group.Key == SettingGroups.Required ? 0 : group.Key == SettingGroups.Own ? 1 : 2))
            {
                output.WriteLine($"{group.Key}:\n{string.Join('\n', group)}\n");
            }
        }

        output.WriteLine(examples);
        return result;
    }

    /// <summary>Gets the long name of an option, as in "--model".</summary>
    private static string NameOf(string entry) =>
        entry.Split(' ', StringSplitOptions.RemoveEmptyEntries).First(word => word.StartsWith("--", StringComparison.Ordinal));

    /// <summary>Returns the options, each with the lines of its description.</summary>
    private static IEnumerable<string> Entries(IEnumerable<string> lines)
    {
        var entry = new List<string>();
        foreach (string line in lines)
        {
            if (line.StartsWith("  -", StringComparison.Ordinal) && entry.Count > 0)
            {
                yield return string.Join('\n', entry);
                entry.Clear();
            }

            entry.Add(line);
        }

        if (entry.Count > 0)
        {
            yield return string.Join('\n', entry);
        }
    }
}
