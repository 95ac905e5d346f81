using System.Globalization;

namespace Microsoft.ML.Saliency;

/// <summary>Why a provider cannot be used, in one line: it is not in the build, a library is missing, or the device is not
/// there.</summary>
internal static class ProviderFailure
{
    /// <summary>Whether an exception may say that a provider cannot be used. ONNX Runtime has several for one cause.</summary>
    public static bool IsOne(Exception exception) =>
        exception is OnnxRuntimeException or EntryPointNotFoundException or NotSupportedException or DllNotFoundException
            or EngineFolderException;

    /// <summary>Returns two sentences: the reason, and what to do.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="device">The number of the device.</param>
    /// <param name="exception">What was thrown for it.</param>
    public static string Explain(OnnxProvider provider, int device, Exception exception)
    {
        string subject = ExecutionProviders.TakesDeviceNumber(provider)
            ? string.Create(CultureInfo.InvariantCulture, $"{Title(provider)} device {device} cannot be used")
            : $"{Title(provider)} cannot be used";
        string message = exception.Message;
        if (exception is EntryPointNotFoundException or NotSupportedException
            || Says("not enabled in this build") || Says("not supported in this build") || Says("Unknown provider name"))
        {
            return $"{subject}: the application's build of ONNX Runtime {OrtEnv.Instance().GetVersionString()} does not contain it. "
                + Package(provider);
        }

        if (Says("invalid device ordinal") || Says("no CUDA-capable device") || Says("device_id"))
        {
            return $"{subject}: there is no such device ({Core(message)}). Set OnnxScorerOptions.GpuDeviceId to the number of one that is "
                + "there, from 0.";
        }

        return exception is DllNotFoundException || Says("Failed to load") || Says("Error loading") || Says("LoadLibrary failed")
            ? $"{subject}: one of its libraries could not be loaded ({Core(message)}). {Libraries(provider)}"
            : $"{subject}: {Core(message)}. docs/gpu.md has what the reasons mean.";

        bool Says(string text) => message.Contains(text, StringComparison.OrdinalIgnoreCase);
    }

    private static string Title(OnnxProvider provider) => provider switch
    {
        OnnxProvider.Cpu => "The CPU",
        OnnxProvider.Cuda => "CUDA",
        _ => $"{provider}",
    };

    private static string Package(OnnxProvider provider) => provider switch
    {
        OnnxProvider.Cuda or OnnxProvider.TensorRT =>
            "Reference the package Microsoft.ML.OnnxRuntime.Gpu instead of Microsoft.ML.OnnxRuntime.",
        OnnxProvider.CoreML => "On macOS the package Microsoft.ML.OnnxRuntime contains it.",
        _ => "Reference a build of ONNX Runtime of this version that does.",
    };

    private static string Libraries(OnnxProvider provider) => provider switch
    {
        OnnxProvider.Cuda => "Install an NVIDIA driver, CUDA 13 and cuDNN 9, and name their folders in LD_LIBRARY_PATH (PATH on Windows).",
        OnnxProvider.TensorRT =>
            "Install an NVIDIA driver, CUDA 13, cuDNN 9 and TensorRT 10, and name their folders in LD_LIBRARY_PATH (PATH on Windows).",
        _ => "Install the libraries that this build of ONNX Runtime was made for.",
    };

    /// <summary>Returns the part of a message that says something, without ONNX Runtime's source files and error codes.</summary>
    private static string Core(string message)
    {
        foreach (string lead in (string[])["with error: ", "FAIL : ", "] "])
        {
            int start = message.LastIndexOf(lead, StringComparison.Ordinal);
            message = start < 0 ? message : message[(start + lead.Length)..];
        }

        string? line = message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return line?.TrimEnd('.', ' ') ?? "no reason was given";
    }
}
