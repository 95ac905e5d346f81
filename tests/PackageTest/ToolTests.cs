using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PackageTest;

/// <summary>The tool, installed from its package, runs the README's commands on the demo scenes and prints what the README shows.</summary>
[TestClass]
public sealed partial class ToolTests
{
    private const double Tolerance = 0.01; // The last digits of a score depend on the processor.
    private static readonly string Demo = Path.Combine(AppContext.BaseDirectory, "demo");
    private static readonly string Tool = Directory.CreateTempSubdirectory("mlsaliency-").FullName;

    [ClassInitialize]
    public static void Install(TestContext context) => Run(
        "dotnet", "tool", "install", "Microsoft.ML.Saliency.Tool", "--prerelease", "--tool-path", Tool, "--source", PackageTests.Folder);

    [ClassCleanup]
    public static void Remove() => Directory.Delete(Tool, recursive: true);

    [TestMethod]
    public void Info_DemoModel_NamesItsInputAndClasses() => Assert.Contains(
        "input (3 x 128 x 128, nchw) -> probabilities (13 classes)", Run(Path.Combine(Tool, "mlsaliency"), "info", "--model", "demo.onnx"));

    [TestMethod]
    public void ExplainAndEvaluate_AsInTheReadme_PrintWhatItShows()
    {
        string run = Path.Combine(Demo, "run1");
        if (Directory.Exists(run))
        {
            Directory.Delete(run, recursive: true);
        }

        string section = File.ReadAllText(PackageTests.BuildValue("Readme")).ReplaceLineEndings("\n")
            .Split("## From the command line")[1].Replace("\\\n", " ");
        foreach (Match match in Command().Matches(section).Where(match => match.Groups["shown"].Length > 0))
        {
            string[] printed = Lines(Run(Path.Combine(Tool, "mlsaliency"), match.Groups["arguments"].Value.Split(' ')));
            foreach (string line in Lines(match.Groups["shown"].Value).Where(line => line != "..."))
            {
                Assert.IsTrue(printed.Any(candidate => AreEqual(line, candidate)), $"'{line}' is missing:\n{string.Join('\n', printed)}");
            }
        }
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Says whether two lines have equal words, and numbers that differ by no more than the tolerance.</summary>
    private static bool AreEqual(string expected, string actual)
    {
        string[] left = Spaces().Split(expected), right = Spaces().Split(actual);
        return left.Length == right.Length && left.Zip(right).All(pair => pair.First == pair.Second
            || (Number(pair.First) is double a && Number(pair.Second) is double b && Math.Abs(a - b) <= Tolerance));
    }

    private static double? Number(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    private static string Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Demo,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, $"{program} {string.Join(' ', arguments)}{Environment.NewLine}{output}{errors.Result}");
        return output;
    }

    [GeneratedRegex(@"^ {4}\$ mlsaliency (?<arguments>[^\n]+)\n(?<shown>(?: {4}[^$\n][^\n]*\n)*)", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
