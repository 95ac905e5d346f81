using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>The engine's own work for one mask, without a model.</summary>
internal static class MicroBenchmark
{
    private static readonly string[] Columns =
        ["work", "image", "microseconds", "standard error", "of a copy of the image", "bytes allocated"];

    public static void Run(Arguments arguments)
    {
        arguments.RequireAllRead();
        // In this process: a benchmark project made on the fly would not know the build's choice of feed.
        Job job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithIterationTime(TimeInterval.FromMilliseconds(250));
        string folder = Directory.CreateDirectory(Path.Combine(Report.Folder, "micro")).FullName;
        string log = Path.Combine(folder, "log.txt");
        using var logger = new StreamLogger(log);
        ManualConfig config = ManualConfig.CreateEmpty()
            .AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).AddColumnProvider(DefaultColumnProviders.Instance).AddLogger(logger)
            .WithOptions(ConfigOptions.DisableLogFile).WithArtifactsPath(folder);
        Summary summary = BenchmarkRunner.Run<MaskWork>(config);
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
        {
            throw new BenchmarkException($"BenchmarkDotNet could not run everything: see {log}.");
        }

        MicroResult[] results = [.. summary.Reports.Select(report => Result(summary, report))];
        Report.Write(
            arguments,
            $"BenchmarkDotNet's short job, one thread, three channels, grid of 7 x 7, per mask. Accumulating is for a map of " +
            $"{MaskWork.MasksOfMap} masks, with making the map of one class. A pass takes milliseconds: see overhead for the share that " +
            "this is.",
            results,
            new Table(Columns, results.Select(Row)));
    }

    private static MicroResult Result(Summary summary, BenchmarkReport report)
    {
        BenchmarkCase copy = summary.GetBaseline(summary.GetLogicalGroupKey(report.BenchmarkCase))!;
        return new MicroResult(
            report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''),
            (int)report.BenchmarkCase.Parameters[nameof(MaskWork.Size)],
            report.ResultStatistics!.Mean / 1000,
            report.ResultStatistics.StandardError / 1000,
            report.ResultStatistics.Mean / summary[copy]!.ResultStatistics!.Mean,
            report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0);
    }

    private static string[] Row(MicroResult result) =>
    [
        result.Work, $"{result.Size} x {result.Size}", $"{result.Microseconds:F2}", $"{result.StandardError:F2}", $"**{result.Ratio:F2}**",
        $"{result.AllocatedBytes}",
    ];
}

/// <summary>One row of the micro table.</summary>
internal sealed record MicroResult(string Work, int Size, double Microseconds, double StandardError, double Ratio, long AllocatedBytes);
