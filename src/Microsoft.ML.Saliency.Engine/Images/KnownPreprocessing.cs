namespace Microsoft.ML.Saliency;

/// <summary>The preprocessing of well-known families of models; the input size comes from the model.</summary>
public static class KnownPreprocessing
{
    /// <summary>torchvision's and most PyTorch models': short side to 256 (for 224; in proportion for other input sizes), center crop,
    /// 0..1, mean (0.485, 0.456, 0.406), standard deviation (0.229, 0.224, 0.225).</summary>
    /// <remarks>Newer weights crop less: <c>IMAGENET1K_V2</c> of torchvision's ResNet-50 has <c>ShortSide = 232</c>.</remarks>
    public static ImagePreprocessing ImageNet { get; } = new()
    {
        Resize = ResizeMode.ShortSide,
        Mean = new(0.485f, 0.456f, 0.406f),
        Std = new(0.229f, 0.224f, 0.225f),
    };

    /// <summary>Caffe's, and <c>mode="caffe"</c> of Keras (VGG, ResNet): exact resize, channels blue, green, red, 0..255, minus 103.939,
    /// 116.779 and 123.68 in this order.</summary>
    public static ImagePreprocessing Caffe { get; } = new()
    {
        ChannelOrder = ChannelOrder.Bgr,
        Divisor = 1,
        Mean = new(Red: 123.68f, Green: 116.779f, Blue: 103.939f),
    };

    /// <summary><c>mode="tf"</c> of Keras (MobileNet, Inception, ResNet V2): exact resize, pixel / 127.5 - 1, that is -1..1.</summary>
    public static ImagePreprocessing TensorFlow { get; } = new() { Divisor = 127.5f, Mean = new(1) };

    /// <summary>Exact resize and pixel / 255, that is 0..1: the default values of <see cref="ImagePreprocessing"/>.</summary>
    public static ImagePreprocessing ZeroToOne { get; } = new();
}
