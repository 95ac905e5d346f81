namespace Microsoft.ML.Saliency;

/// <summary>What runs a model: an execution provider of ONNX Runtime. Most builds of it contain one or two of them beside the
/// CPU.</summary>
public enum OnnxProvider
{
    /// <summary>The CPU; in every build.</summary>
    Cpu,

    /// <summary>NVIDIA cards with CUDA and cuDNN; in the package Microsoft.ML.OnnxRuntime.Gpu.</summary>
    Cuda,

    /// <summary>NVIDIA cards with TensorRT, and CUDA for what it cannot run; in the package Microsoft.ML.OnnxRuntime.Gpu.</summary>
    TensorRT,

    /// <summary>Intel processors and cards with OpenVINO, on the device that the build names as its default.</summary>
    OpenVINO,

    /// <summary>Cards with DirectX 12 on Windows.</summary>
    DirectML,

    /// <summary>Apple's processors, in builds for macOS.</summary>
    CoreML,

    /// <summary>AMD cards with ROCm's MIGraphX.</summary>
    MIGraphX,
}
