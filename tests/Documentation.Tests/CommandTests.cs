using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.ML.Saliency.Tool;

namespace Documentation.Tests;

/// <summary>Every command line of the documentation is one that works.</summary>
[TestClass]
public sealed class CommandTests
{
    // These take our packages from a public source or change the user's account. tests/PackageTest does the same in folders it removes.
    private static readonly string[] NotRun = ["dotnet add package ", "dotnet tool install --global "];

    public static IEnumerable<(string Page, string Command)> Commands =>
        Page.All.SelectMany(page => page.Commands.Select(command => (page.Name, command)));

    [TestMethod]
    [DynamicData(nameof(Commands))]
    public void Command_OfAPage_IsUnderstoodOrRun(string page, string command)
    {
        if (command.StartsWith("mlsaliency ", StringComparison.Ordinal))
        {
            RootCommand root = CommandLineProgram.CreateRoot(TextWriter.Null, TextWriter.Null, CancellationToken.None);
            IReadOnlyList<ParseError> errors = root.Parse(command["mlsaliency ".Length..]).Errors;
            Assert.IsEmpty(errors, $"{page}: {command}: {string.Join("; ", errors.Select(error => error.Message))}");
        }
        else if (!NotRun.Any(start => command.StartsWith(start, StringComparison.Ordinal)))
        {
            Assert.IsTrue(Page.Scripts.Contains(command, StringComparison.Ordinal), $"{page}: .ci/run or a workflow must run '{command}'.");
        }
    }
}
