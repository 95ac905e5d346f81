using System.Diagnostics;

namespace PackageTest;

/// <summary>The tool, installed from its package, on the demo scenes.</summary>
[TestClass]
public sealed class ToolTests
{
    private static readonly string Demo = Path.Combine(AppContext.BaseDirectory, "demo");
    private static readonly string Work = Directory.CreateTempSubdirectory("mlsaliency-").FullName;

    [ClassInitialize]
    public static void Install(TestContext context) => Run(
        "dotnet", "tool", "install", "Microsoft.ML.Saliency.Tool", "--prerelease", "--tool-path", Work, "--source", PackageTests.Folder);

    [ClassCleanup]
    public static void Remove() => Directory.Delete(Work, recursive: true);

    [TestMethod]
    public void Info_DemoModel_SaysItsShapeAndClasses() => Assert.Contains("12", MLSaliency("info", "--model", "demo.onnx"));

    [TestMethod]
    public void ExplainAndEvaluate_DemoScenes_MapsPointAtTheObjects()
    {
        string run = Path.Combine(Work, "run");

        string explained = MLSaliency(
            "explain", "--model", "demo.onnx", "--images", "scenes/images", "--resize", "exact", "--labels", "labels.txt", "--masks", "500", "--out", run);
        string evaluated = MLSaliency("evaluate", "--run", run, "--objects", "scenes/masks");

        Assert.Contains("20 images explained", explained);
        Assert.HasCount(21, File.ReadAllLines(Path.Combine(run, "results.csv")), "A header and a row for each image.");
        double hits = double.Parse(evaluated.Split('\n').Single(line => line.Trim().StartsWith("hit ", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
        Assert.IsGreaterThan(0.8, hits, evaluated);
    }

    private static string MLSaliency(params string[] arguments) => Run(Path.Combine(Work, "mlsaliency"), arguments);

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
}
