namespace Microsoft.ML.Saliency;

/// <summary>The shape of a classifier's input for one image, without the batch dimension.</summary>
/// <param name="Channels">Number of channels C: 1 for gray, 3 for color, 4 for color and alpha.</param>
/// <param name="Height">Height H in pixels.</param>
/// <param name="Width">Width W in pixels.</param>
/// <param name="Layout">The order of the values in memory.</param>
public readonly record struct TensorShape(int Channels, int Height, int Width, TensorLayout Layout = TensorLayout.Nchw)
{
    /// <summary>Number of values, C x H x W.</summary>
    [JsonIgnore]
    public int Length => Channels * Height * Width;

    /// <summary>The same shape without alpha: what an image's pixels fill.</summary>
    internal TensorShape Colors => this with { Channels = Math.Min(Channels, 3) };

    /// <summary>The dimensions in memory order, as in "3 x 224 x 224".</summary>
    public override string ToString() => Layout == TensorLayout.Nchw
        ? $"{Channels} x {Height} x {Width}"
        : $"{Height} x {Width} x {Channels}";

    /// <summary>Returns the dimensions of a batch of images in memory order.</summary>
    internal long[] Dimensions(int batch) => Layout == TensorLayout.Nchw
        ? [batch, Channels, Height, Width]
        : [batch, Height, Width, Channels];
}

/// <summary>The order in which an image tensor's values lie in memory.</summary>
public enum TensorLayout
{
    /// <summary>Channels first, C x H x W: PyTorch's and most ONNX models' order.</summary>
    Nchw,

    /// <summary>Channels last, H x W x C: the order of TensorFlow and Keras exports.</summary>
    Nhwc,
}
