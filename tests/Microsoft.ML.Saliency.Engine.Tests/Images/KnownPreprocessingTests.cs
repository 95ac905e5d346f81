namespace Microsoft.ML.Saliency.Tests;

/// <summary>The presets on the pixel (255, 128, 0), worked by hand.</summary>
[TestClass]
public sealed class KnownPreprocessingTests
{
    [TestMethod]
    [DataRow(nameof(KnownPreprocessing.ImageNet), (1 - 0.485) / 0.229, ((128 / 255.0) - 0.456) / 0.224, -0.406 / 0.225)]
    [DataRow(nameof(KnownPreprocessing.Caffe), -103.939, 128 - 116.779, 255 - 123.68)]
    [DataRow(nameof(KnownPreprocessing.TensorFlow), 1.0, (128 / 127.5) - 1, -1.0)]
    [DataRow(nameof(KnownPreprocessing.ZeroToOne), 1.0, 128 / 255.0, 0.0)]
    public void Apply_OnePixel_GivesTheModelsValues(string preset, double first, double second, double third)
    {
        var preprocessing = (ImagePreprocessing)typeof(KnownPreprocessing).GetProperty(preset)!.GetValue(null)!;
        float[] tensor = new float[3];

        preprocessing.Apply(RgbImage.FromPixels([255, 128, 0], 1, 1, PixelFormat.Rgb24), new(3, 1, 1), tensor);

        Close.All<float>([(float)first, (float)second, (float)third], tensor, absolute: 1e-5f);
    }
}
