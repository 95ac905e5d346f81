namespace Microsoft.ML.Saliency;

/// <summary>Tells an allocation that failed from other failures; ONNX Runtime has no code of its own for it.</summary>
internal static class OutOfMemory
{
    private static readonly string[] Signs =
        ["Failed to allocate memory", "out of memory", "CUBLAS_STATUS_ALLOC_FAILED", "CUDNN_STATUS_ALLOC_FAILED", "Available memory of"];

    /// <summary>Whether a run failed because memory could not be allocated.</summary>
    public static bool Is(OnnxRuntimeException exception) => SignIn(exception) is not null;

    /// <summary>Returns the words that say so.</summary>
    public static string Explain(OnnxRuntimeException exception) => SignIn(exception) ?? exception.Message;

    private static string? SignIn(OnnxRuntimeException exception) =>
        Array.Find(Signs, sign => exception.Message.Contains(sign, StringComparison.OrdinalIgnoreCase));
}
