namespace Microsoft.ML.Saliency;

/// <summary>The execution providers: their names, their properties, and the session options that select them.</summary>
internal static class ExecutionProviders
{
    private static readonly OnnxProvider[] All = Enum.GetValues<OnnxProvider>();
    private static readonly string[] Words = [.. All.Select(WordOf)];

    /// <summary>Gets the words of all providers, for the help.</summary>
    public static string Forms { get; } = string.Join(", ", Words);

    /// <summary>Gets the name of ONNX Runtime, as in "CUDAExecutionProvider".</summary>
    public static string NameOf(OnnxProvider provider) => provider switch
    {
        OnnxProvider.Cuda => "CUDAExecutionProvider",
        OnnxProvider.TensorRT => "TensorrtExecutionProvider",
        OnnxProvider.OpenVINO => "OpenVINOExecutionProvider",
        OnnxProvider.DirectML => "DmlExecutionProvider",
        OnnxProvider.CoreML => "CoreMLExecutionProvider",
        OnnxProvider.MIGraphX => "MIGraphXExecutionProvider",
        _ => "CPUExecutionProvider",
    };

    /// <summary>Gets the word that is typed and saved, as in "tensorrt".</summary>
    public static string WordOf(OnnxProvider provider) => $"{provider}".ToLowerInvariant();

    /// <summary>Reads words with commas between them, as in "cuda,cpu".</summary>
    /// <exception cref="FormatException">One of them is no provider.</exception>
    public static IReadOnlyList<OnnxProvider> Parse(string text)
    {
        return [.. text.Split(',', StringSplitOptions.TrimEntries).Select(word =>
            Array.IndexOf(Words, word.ToLowerInvariant()) is >= 0 and int index
                ? All[index]
                : throw new FormatException(
                    $"A provider must be one of {Forms}, but was '{word}'.{NearestNames.Suggest(word, Words)}"))];
    }

    /// <summary>Whether it runs on something else than the CPU, or plans for each shape of the input: it should see one shape.</summary>
    public static bool IsDevice(OnnxProvider provider) => provider != OnnxProvider.Cpu;

    /// <summary>Whether its values live in the memory of a CUDA device.</summary>
    public static bool HasCudaMemory(OnnxProvider provider) => provider is OnnxProvider.Cuda or OnnxProvider.TensorRT;

    /// <summary>Whether <see cref="OnnxScorerOptions.GpuDeviceId"/> chooses between its devices.</summary>
    public static bool TakesDeviceNumber(OnnxProvider provider) =>
        provider is OnnxProvider.Cuda or OnnxProvider.TensorRT or OnnxProvider.DirectML or OnnxProvider.MIGraphX;

    /// <summary>Gets the providers to try, the wanted one first.</summary>
    public static IReadOnlyList<OnnxProvider> OrderOf(OnnxScorerOptions options)
    {
        IReadOnlyList<OnnxProvider> wanted = options.Providers ?? [options.GpuDeviceId is null ? OnnxProvider.Cpu : OnnxProvider.Cuda];
        bool fallsBack = options.FallbackToCpu ?? options.Providers is null;
        return fallsBack ? [.. wanted.Append(OnnxProvider.Cpu).Distinct()] : wanted;
    }

    /// <summary>Makes sessions use a provider.</summary>
    /// <param name="target">The options of the sessions.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="options">Its device and settings.</param>
    /// <param name="engineFolder">Returns the folder of TensorRT's engines for the model; called for TensorRT alone.</param>
    /// <exception cref="Exception">It cannot be used: one of <see cref="ProviderFailure.IsOne"/>.</exception>
    public static void Append(SessionOptions target, OnnxProvider provider, OnnxScorerOptions options, Func<string> engineFolder)
    {
        string device = $"{options.GpuDeviceId ?? 0}";
        switch (provider)
        {
            case OnnxProvider.Cpu:
                break;
            case OnnxProvider.Cuda:
                AppendCuda(target, options.GpuDeviceId ?? 0, options.AllowTf32);
                break;
            case OnnxProvider.TensorRT:
                AppendTensorRT(target, device, engineFolder);
                // The second takes the nodes that the first cannot run.
                AppendCuda(target, options.GpuDeviceId ?? 0, options.AllowTf32);
                break;
            case OnnxProvider.DirectML:
                target.EnableMemoryPattern = false; // It does not support them.
                target.AppendExecutionProvider("DML", new() { ["device_id"] = device });
                break;
            case OnnxProvider.MIGraphX:
                target.AppendExecutionProvider("MIGraphX", new() { ["device_id"] = device });
                break;
            default:
                target.AppendExecutionProvider($"{provider}", []);
                break;
        }
    }

    /// <summary>Makes sessions use CUDA.</summary>
    /// <param name="target">The options of the sessions.</param>
    /// <param name="device">The number of the device.</param>
    /// <param name="allowTf32">Whether convolutions and products of matrices may round their factors to ten bits.</param>
    /// <exception cref="Exception">It cannot be used: one of <see cref="ProviderFailure.IsOne"/>.</exception>
    public static void AppendCuda(SessionOptions target, int device, bool allowTf32)
    {
        using var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(new()
        {
            ["device_id"] = $"{device}",
            ["prefer_nhwc"] = "1", // The layout of the fast convolutions, on tensor cores.
            ["use_tf32"] = allowTf32 ? "1" : "0",
        });
        target.AppendExecutionProvider_CUDA(cuda);
    }

    private static void AppendTensorRT(SessionOptions target, string device, Func<string> engineFolder)
    {
        // Refused here first where the build has no TensorRT, before a folder is made.
        using var tensorRT = new OrtTensorRTProviderOptions();
        tensorRT.UpdateOptions(new() { ["device_id"] = device });
        string folder = engineFolder();
        tensorRT.UpdateOptions(new()
        {
            ["device_id"] = device,
            ["trt_engine_cache_enable"] = "1",
            ["trt_engine_cache_path"] = folder,
            ["trt_timing_cache_enable"] = "1",
            ["trt_timing_cache_path"] = folder,
        });
        target.AppendExecutionProvider_Tensorrt(tensorRT);
    }
}
