using System.Numerics;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Environments;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Where the figures come from.</summary>
internal sealed record Machine(
    string Processor, int Processors, string Architecture, string VectorInstructions, double MemoryGibibytes, string OperatingSystem,
    string Runtime, string OnnxRuntime, string? LoadAtStart)
{
    private const string LinuxLoad = "/proc/loadavg";

    public static Machine This { get; } = Describe();

    /// <summary>1, 2, 4 ... up to the number of processors.</summary>
    public static int[] PowersOfTwo() =>
        [.. Enumerable.Range(0, BitOperations.Log2((uint)Environment.ProcessorCount) + 1).Select(power => 1 << power)];

    public override string ToString() =>
        $"{Processor}, {Processors} processors ({Architecture}, {VectorInstructions}), {MemoryGibibytes:F0} GiB, {OperatingSystem}, " +
        $"{Runtime}, ONNX Runtime {OnnxRuntime}" + (LoadAtStart is null ? "" : $"; load average at the start {LoadAtStart}");

    private static Machine Describe()
    {
        HostEnvironmentInfo host = HostEnvironmentInfo.GetCurrent();
        return new Machine(
            host.Cpu.Value?.ProcessorName ?? "unknown processor", Environment.ProcessorCount,
            RuntimeInformation.ProcessArchitecture.ToString(), host.HardwareIntrinsicsShort,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024),
            RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, OrtEnv.Instance().GetVersionString(),
            File.Exists(LinuxLoad) ? File.ReadAllText(LinuxLoad).Split(' ')[0] : null);
    }
}
