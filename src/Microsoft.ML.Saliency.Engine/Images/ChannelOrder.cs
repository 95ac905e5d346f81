namespace Microsoft.ML.Saliency;

/// <summary>The order of the colours along the channel axis of a tensor.</summary>
public enum ChannelOrder
{
    /// <summary>Red, green, blue: PyTorch's and most models' order.</summary>
    Rgb,

    /// <summary>Blue, green, red: the order of Caffe and OpenCV.</summary>
    Bgr,
}
