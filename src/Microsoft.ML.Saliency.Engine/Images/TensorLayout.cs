namespace Microsoft.ML.Saliency;

/// <summary>The order in which an image tensor's values lie in memory.</summary>
public enum TensorLayout
{
    /// <summary>Channels first, C x H x W: PyTorch's and most ONNX models' order.</summary>
    Nchw,

    /// <summary>Channels last, H x W x C: the order of TensorFlow and Keras exports.</summary>
    Nhwc,
}
