using System.Runtime.InteropServices;
using BenchmarkDotNet.Environments;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Where the figures come from.</summary>
/// <param name="Processor">The processor's name.</param>
/// <param name="Processors">Logical processors that the process may use.</param>
/// <param name="Architecture">Their instruction set.</param>
/// <param name="VectorInstructions">The vector instructions that .NET uses.</param>
/// <param name="MemoryGibibytes">Memory that the process may use.</param>
/// <param name="OperatingSystem">Name and version.</param>
/// <param name="Runtime">.NET's version.</param>
/// <param name="OnnxRuntime">ONNX Runtime's version.</param>
/// <param name="LoadAtStart">
/// Runnable threads before the benchmark began, averaged over a minute; null where the system does not say.
/// </param>
internal sealed record Machine(
    string Processor,
    int Processors,
    string Architecture,
    string VectorInstructions,
    double MemoryGibibytes,
    string OperatingSystem,
    string Runtime,
    string OnnxRuntime,
    string? LoadAtStart)
{
    private const string LinuxLoad = "/proc/loadavg";

    public static Machine This { get; } = Describe();

    public override string ToString() =>
        $"{Processor}, {Processors} processors ({Architecture}, {VectorInstructions}), {MemoryGibibytes:F0} GiB, {OperatingSystem}, " +
            $"{Runtime}, " +
        $"ONNX Runtime {OnnxRuntime}" + (LoadAtStart is null ? "" : $"; load average at the start {LoadAtStart}");

    private static Machine Describe()
    {
        HostEnvironmentInfo host = HostEnvironmentInfo.GetCurrent();
        return new Machine(
            host.Cpu.Value?.ProcessorName ?? "unknown processor",
            Environment.ProcessorCount,
            RuntimeInformation.ProcessArchitecture.ToString(),
            host.HardwareIntrinsicsShort,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024),
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            OrtEnv.Instance().GetVersionString(),
            File.Exists(LinuxLoad) ? File.ReadAllText(LinuxLoad).Split(' ')[0] : null);
    }
}
