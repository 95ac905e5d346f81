using Microsoft.ML.Transforms.Onnx;

namespace Microsoft.ML;

/// <summary>Here so that tests of the real ML.NET compile; the stand-in scores no ONNX models.</summary>
public static class OnnxCatalog
{
    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, string modelFile, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        throw new NotSupportedException("Only the real ML.NET scores ONNX models in a pipeline.");
}
