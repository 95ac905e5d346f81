namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>What the tool says of itself.</summary>
[TestClass]
public sealed class HelpTests
{
    [TestMethod]
    public void Help_OfTheTool_ListsVerbsAndExitCodes()
    {
        string help = ToolRun.Succeeds("--help").Output;

        foreach (string word in new[] { "explain", "evaluate", "info", "merge", "Exit codes:", "130" })
        {
            Assert.Contains(word, help);
        }
    }

    [TestMethod]
    [DataRow("explain")]
    [DataRow("evaluate")]
    [DataRow("info")]
    [DataRow("merge")]
    [DataRow("study")]
    [DataRow("report")]
    public void Help_OfAVerb_HasExamplesThatParse(string verb)
    {
        string help = ToolRun.Succeeds(verb, "--help").Output;

        string[] examples = [.. help.Split('\n').Select(line => line.Trim())
            .Where(line => line.StartsWith("mlsaliency ", StringComparison.Ordinal))
            .Where(line => !line.StartsWith($"mlsaliency {verb} [", StringComparison.Ordinal))];
        Assert.IsNotEmpty(examples);
        foreach (string example in examples)
        {
            // Its files are not there; but for that all is well.
            ToolRun run = ToolRun.Of(example.Split(' ')[1..]);
            Assert.AreEqual((int)ExitCode.WrongInput, run.ExitCode);
            Assert.DoesNotContain("See 'mlsaliency", run.Error);
        }
    }
}
