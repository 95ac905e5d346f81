namespace Microsoft.ML.Saliency.Tests;

/// <summary>The presets on a single pixel, worked by hand.</summary>
[TestClass]
public sealed class KnownPreprocessingTests
{
    [TestMethod]
    public void ImageNet_OnePixel_IsScaledAndNormalised()
        => AssertPixel(KnownPreprocessing.ImageNet, (1 - 0.485) / 0.229, ((128 / 255.0) - 0.456) / 0.224, -0.406 / 0.225);

    [TestMethod]
    public void Caffe_OnePixel_IsBlueGreenRedMinusItsMean()
        => AssertPixel(KnownPreprocessing.Caffe, -103.939, 128 - 116.779, 255 - 123.68);

    [TestMethod]
    public void TensorFlow_OnePixel_IsBetweenMinusOneAndOne()
        => AssertPixel(KnownPreprocessing.TensorFlow, 1, (128 / 127.5) - 1, -1);

    [TestMethod]
    public void ZeroToOne_OnePixel_IsDividedBy255()
        => AssertPixel(KnownPreprocessing.ZeroToOne, 1, 128 / 255.0, 0);

    private static void AssertPixel(ImagePreprocessing preprocessing, params double[] expected)
    {
        float[] tensor = new float[3];
        preprocessing.Apply(RgbImage.FromPixels([255, 128, 0], 1, 1, PixelFormat.Rgb24), new(3, 1, 1), tensor);
        for (int channel = 0; channel < 3; channel++)
        {
            Assert.AreEqual(expected[channel], tensor[channel], 1e-5, $"Channel {channel}.");
        }
    }
}
