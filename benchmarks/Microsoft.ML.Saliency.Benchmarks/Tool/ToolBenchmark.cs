using System.Text.Json;
using Microsoft.ML.Saliency.Tool;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>mlsaliency explain against the engine alone on many small images, in time and memory.</summary>
internal static class ToolBenchmark
{
    /// <summary>One run of the tool, in this process; prints its peak working set in bytes.</summary>
    public const string ChildVerb = "tool-run";

    private const int Side = 128, MasksForMemory = 50, FewTimesFewer = 8;


    public static void Run(Arguments arguments)
    {
        int images = arguments.Number("images") ?? 2000, block = arguments.Number("block") ?? 4, rounds = arguments.Number("rounds") ?? 7;
        int masks = arguments.Number("masks") ?? new RiseOptions().Masks;
        arguments.RequireAllRead();
        string folder = Directory.CreateTempSubdirectory("mlsaliency-bench-").FullName;
        try
        {
            ToolResult result = Measure(folder, images, block, masks, rounds);
            Report.Write(
                arguments,
                $"Images of {Side} x {Side}, the demo model, RISE with {masks} masks ({MasksForMemory} for memory) and --no-fidelity; " +
                $"rounds of the engine and then the tool on the same {block} images.",
                [result],
                new Table(
                    ["", "engine (baseline)", "tool", "ratio"],
                    [["passes/s", Spread.Of(result.EnginePassesPerSecond).ToString("F0"),
                        Spread.Of(result.ToolPassesPerSecond).ToString("F0"), result.Ratio.ToString("F3")]]),
                new Table(
                    ["", $"{result.FewImages:N0} images (baseline)", $"{result.ManyImages:N0} images", "ratio"],
                    [["peak working set, MiB", $"{result.FewMebibytes:F1}", $"{result.ManyMebibytes:F1}", $"{result.MemoryRatio:F3}"]]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static void RunForMemory(Arguments arguments)
    {
        Explain(arguments.Text("folder"), MasksForMemory);
        ChildProcess.PrintPeak();
    }

    private static ToolResult Measure(string folder, int images, int block, int masks, int rounds)
    {
        string timed = Path.Combine(folder, "timed");
        AddImages(timed, 0, block);
        using var scorer = new OnnxScorer(Path.Combine(AppContext.BaseDirectory, "demo.onnx"));
        var explainer = new RiseExplainer(scorer, new RiseOptions { Masks = masks });
        ImagePreprocessing preprocessing = KnownPreprocessing.ImageNet with { Resize = ResizeMode.Exact };
        ClassifierInput[] inputs = [
            .. ImageFolder.Find(timed).Select(file => ClassifierInput.FromImage(RgbImage.Load(file), scorer.InputShape, preprocessing))];

        var engine = new double[rounds];
        var tool = new double[rounds];
        for (int round = 0; round < rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            Array.ForEach(inputs, input => explainer.Explain(input));
            engine[round] = block * (masks + 1) / clock.Elapsed.TotalSeconds;
            tool[round] = Explain(timed, masks);
            Console.WriteLine($"engine {engine[round]:F0} passes/s, tool {tool[round]:F0}");
        }

        string many = Path.Combine(folder, "many");
        int few = images / FewTimesFewer;
        AddImages(many, 0, few);
        double fewMebibytes = ChildProcess.PeakMebibytes(ChildVerb, "--folder", many);
        AddImages(many, few, images);
        double manyMebibytes = ChildProcess.PeakMebibytes(ChildVerb, "--folder", many);
        return new ToolResult(block, engine, tool, few, images, fewMebibytes, manyMebibytes);
    }

    /// <summary>Runs the tool on a folder of images; returns its passes per second, as it tells them.</summary>
    private static double Explain(string images, int masks)
    {
        string run = images + "-run";
        using var output = new StringWriter();
        int exitCode = CommandLineProgram.Run(
            ["explain", "--model", Path.Combine(AppContext.BaseDirectory, "demo.onnx"),
                "--images", images, "--out", run, "--resize", "exact", "--masks", $"{masks}", "--no-fidelity", "--json"],
            output, Console.Error, CancellationToken.None);
        if (exitCode != 0)
        {
            throw new BenchmarkException($"mlsaliency ended with exit code {exitCode}.");
        }

        Directory.Delete(run, recursive: true);
        JsonElement end = JsonDocument.Parse(output.ToString().TrimEnd().Split('\n')[^1]).RootElement;
        return end.GetProperty("passes").GetDouble() / end.GetProperty("seconds").GetDouble();
    }

    /// <summary>Pictures that compress about as photographs do: slopes with some noise.</summary>
    private static void AddImages(string folder, int first, int end)
    {
        Directory.CreateDirectory(folder);
        for (int i = first; i < end; i++)
        {
            var random = new Random(i);
            var picture = new RgbImage(Side, Side);
            for (int value = 0; value < picture.Pixels.Length; value++)
            {
                picture.Pixels[value] = (byte)(((value / 3 % Side) + (value / 3 / Side)) / 2 + random.Next(16));
            }

            picture.Save(Path.Combine(folder, $"{i:00000}.png"));
        }
    }
}

/// <summary>The tool against the engine.</summary>
internal sealed record ToolResult(
    int Block, double[] EnginePassesPerSecond, double[] ToolPassesPerSecond, int FewImages, int ManyImages, double FewMebibytes,
    double ManyMebibytes)
{
    public Spread Ratio => Spread.Of(ToolPassesPerSecond.Zip(EnginePassesPerSecond, (tool, engine) => tool / engine));
    public double MemoryRatio => ManyMebibytes / FewMebibytes;
}
