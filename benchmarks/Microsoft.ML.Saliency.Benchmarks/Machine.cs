using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Where the figures come from.</summary>
internal sealed record Machine(int Processors, string Architecture, string OperatingSystem, string Runtime, string OnnxRuntime)
{
    public static Machine This { get; } = new(
        Environment.ProcessorCount,
        RuntimeInformation.ProcessArchitecture.ToString(),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        OrtEnv.Instance().GetVersionString());

    public override string ToString() =>
        $"{Processors} processors ({Architecture}), {OperatingSystem}, {Runtime}, ONNX Runtime {OnnxRuntime}";
}
