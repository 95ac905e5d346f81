namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Peak memory at 1,000 and at 8,000 masks: each run is a process of its own, since a peak never goes down again.</summary>
internal static class MemoryBenchmark
{
    /// <summary>One run, in this process; prints its peak working set in bytes.</summary>
    public const string ChildVerb = "memory-run";

    private const int FewMasks = 1000, ManyMasks = 8000;

    private static readonly string[] Columns =
        ["model", $"{FewMasks:N0} masks (baseline), MiB", $"{ManyMasks:N0} masks, MiB", "ratio of the medians"];

    public static void Run(Arguments arguments)
    {
        BenchmarkModel[] models = arguments.Models("demo", "convnet");
        int repeats = arguments.Number("repeats") ?? 5;
        arguments.RequireAllRead();

        MemoryResult[] results = [.. models.Select(model => Measure(model, repeats))];
        Report.Write(
            arguments,
            $"Peak working set of a process that explains one image with the default settings: median of {repeats} processes, and the " +
            "range.",
            results,
            new Table(
                Columns,
                results.Select(
                    result => new[] { result.Model, result.Few.ToString("F1"), result.Many.ToString("F1"), result.Ratio.ToString("F3") })));
    }

    public static void RunChild(Arguments arguments)
    {
        string file = arguments.Text("file");
        int masks = arguments.Number("masks") ?? FewMasks;
        using var scorer = new OnnxScorer(file);
        new RiseExplainer(scorer, new RiseOptions { Masks = masks }).Explain(BenchmarkModel.Image(scorer.InputShape));
        ChildProcess.PrintPeak();
    }

    private static MemoryResult Measure(BenchmarkModel model, int repeats) => BenchmarkModel.InFile(model.Load(), file =>
    {
        var few = new double[repeats];
        var many = new double[repeats];
        for (int i = 0; i < repeats; i++)
        {
            few[i] = PeakOfChild(file, FewMasks);
            many[i] = PeakOfChild(file, ManyMasks);
            Console.WriteLine($"{model.Name}: {few[i]:F1} MiB at {FewMasks:N0} masks, {many[i]:F1} MiB at {ManyMasks:N0}");
        }

        return new MemoryResult(model.Name, FewMasks, ManyMasks, few, many);
    });

    private static double PeakOfChild(string file, int masks) =>
        ChildProcess.PeakMebibytes(ChildVerb, "--file", file, "--masks", $"{masks}");
}

/// <summary>Peak working sets of processes that differ in the number of masks only.</summary>
internal sealed record MemoryResult(string Model, int FewMasks, int ManyMasks, double[] FewMebibytes, double[] ManyMebibytes)
{
    public Spread Few => Spread.Of(FewMebibytes);
    public Spread Many => Spread.Of(ManyMebibytes);
    public double Ratio => Many.Median / Few.Median;
}
