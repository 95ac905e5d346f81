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
    public void Help_OfExplain_HasItsOptionsInGroups()
    {
        string[] lines = [.. ToolRun.Succeeds("explain", "--help").Output.Split('\n').Select(line => line.TrimEnd())];

        AssertStandsUnder("--model", "Required:");
        AssertStandsUnder("--feed", "Model:");
        AssertStandsUnder("--mean", "Images and preprocessing:");
        AssertStandsUnder("--grid", "RISE:");
        AssertStandsUnder("--patch", "Occlusion:");
        AssertStandsUnder("--force", "Run:");
        AssertStandsUnder("--targets", "Options:");
        AssertStandsUnder("--json", "Other options:");

        void AssertStandsUnder(string option, string heading)
        {
            int line = Array.FindIndex(lines, text => text.StartsWith($"  {option}", StringComparison.Ordinal));
            Assert.AreEqual(heading, lines[..line].Last(text => text.EndsWith(':') && text[0] != ' '));
        }
    }

    [TestMethod]
    [DataRow("Unrecognized command or argument 'explian'. Did you mean 'explain'? See", "explian")]
    [DataRow("Unrecognized command or argument '--maskss'. Did you mean '--masks'? See", "explain", "--maskss", "4")]
    [DataRow("--method must be one of rise, occlusion, but was 'ries'. Did you mean 'rise'?",
        "explain", "--model", "m", "--images", "i", "--out", "o", "--method", "ries")]
    public void Run_WrongWord_SuggestsTheRightOne(string message, params string[] args) => ToolRun.Refuses(message, args);

    [TestMethod]
    public void Help_OfInfo_ListsTheProviders() =>
        Assert.Contains("tensorrt, openvino, directml", string.Join(' ', ToolRun.Succeeds("info", "--help").Output
            .Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries)));

    [TestMethod]
    public void Word_OfTheField_IsWhole() => Assert.AreEqual("top-k-iou", Json.Word(SimilarityMeasure.TopKIoU));

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
