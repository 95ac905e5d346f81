namespace Microsoft.ML.Saliency.Tests;

/// <summary>The shipped demo classifier (assets/demo).</summary>
internal static class DemoModel
{
    /// <summary>ImageNet's mean and standard deviation, without resizing.</summary>
    public static readonly ImagePreprocessing Preprocessing = KnownPreprocessing.ImageNet with { Resize = ResizeMode.None };

    public static string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "Demo", "demo.onnx");

    /// <summary>A picture of 128 x 128 below TestData as the model takes it.</summary>
    public static float[] Input(string image)
    {
        var shape = new TensorShape(3, 128, 128);
        var tensor = new float[shape.Length];
        Preprocessing.Apply(TestFile.Image(image), shape, tensor);
        return tensor;
    }
}
