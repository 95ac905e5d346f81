using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

public static class OnnxSessionOptionsExtensions
{
    private const string Option = nameof(OnnxSessionOptions);

    public static OnnxSessionOptions GetOnnxSessionOption(this IHostEnvironment env) => Context(env).GetOptionOrDefault<OnnxSessionOptions>(Option);

    public static void SetOnnxSessionOption(this IHostEnvironment env, OnnxSessionOptions onnxSessionOptions) => Context(env).SetOption(Option, onnxSessionOptions);

    private static MLContext Context(IHostEnvironment env) => env as MLContext ?? throw new ArgumentException("No Onnx Session Options");
}
