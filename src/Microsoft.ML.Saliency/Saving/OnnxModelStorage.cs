namespace Microsoft.ML.Saliency;

/// <summary>What a saved pipeline holds of the ONNX model.</summary>
public enum OnnxModelStorage
{
    /// <summary>The model itself.</summary>
    Embedded,

    /// <summary>
    /// The path of its file, as it was given, and the file's SHA-256: the file must be there, unchanged, when the model is used. A relative
    /// path is looked for in the working directory. The hash does not cover weights that lie in files beside it.
    /// </summary>
    Path,
}
