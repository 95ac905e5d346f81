namespace Microsoft.ML.Saliency.Tests;

/// <summary>Baselines that are the same whatever the image, and the image's mean.</summary>
[TestClass]
public sealed class ColorBaselineTests
{
    private static readonly TensorShape Shape = new(3, 2, 2);

    [TestMethod]
    [DataRow(0)]
    [DataRow(255)]
    public void BlackAndWhite_ImageNetPreprocessing_AreTheTensorsOfABlackAndAWhiteImage(int value)
    {
        ImagePreprocessing preprocessing = KnownPreprocessing.ImageNet with { Resize = ResizeMode.None };
        var picture = new RgbImage(2, 2);
        Array.Fill(picture.Pixels, (byte)value);
        float[] expected = ClassifierInput.FromImage(picture, Shape, preprocessing).Tensor.ToArray();

        float[] baseline = (value == 0 ? KnownBaselines.Black : KnownBaselines.White).Apply(new(new float[12], preprocessing), Shape);

        CollectionAssert.AreEqual(expected, baseline);
    }

    [TestMethod]
    public void Gray_TensorFlowPreprocessing_IsZero() =>
        CollectionAssert.AreEqual(new float[12], KnownBaselines.Gray.Apply(new(new float[12], KnownPreprocessing.TensorFlow), Shape));

    [TestMethod]
    [DataRow(ChannelOrder.Rgb, TensorLayout.Nchw, new float[] { 10, 10, 20, 20, 30, 30 })]
    [DataRow(ChannelOrder.Bgr, TensorLayout.Nchw, new float[] { 30, 30, 20, 20, 10, 10 })]
    [DataRow(ChannelOrder.Rgb, TensorLayout.Nhwc, new float[] { 10, 20, 30, 10, 20, 30 })]
    [DataRow(ChannelOrder.Bgr, TensorLayout.Nhwc, new float[] { 30, 20, 10, 30, 20, 10 })]
    public void Color_AnyLayoutAndOrder_PutsEachColorIntoItsChannel(ChannelOrder order, TensorLayout layout, float[] expected)
    {
        var shape = new TensorShape(3, 1, 2, layout);
        var input = new ClassifierInput(new float[6], Pictures.PixelValues with { ChannelOrder = order });

        CollectionAssert.AreEqual(expected, KnownBaselines.Color(10, 20, 30).Apply(input, shape));
    }

    [TestMethod]
    public void Color_GrayModel_IsTheLuma()
    {
        // ITU-R 601: 0.299 * 100 + 0.587 * 200 + 0.114 * 50 = 153.
        float[] baseline = KnownBaselines.Color(100, 200, 50).Apply(Pictures.Gray(1, 2), new TensorShape(1, 1, 2));

        Close.All<float>([153, 153], baseline, absolute: 0.002);
    }

    [TestMethod]
    public void ImageMean_ColorImage_IsEachColorsMean()
    {
        var input = new ClassifierInput(new float[] { 1, 2, 3, 4, 10, 10, 10, 30, 0, 0, 0, 2 }, Pictures.PixelValues);

        CollectionAssert.AreEqual(
            new float[] { 2.5f, 2.5f, 2.5f, 2.5f, 15, 15, 15, 15, 0.5f, 0.5f, 0.5f, 0.5f }, KnownBaselines.ImageMean.Apply(input, Shape));
    }

    [TestMethod]
    public void ModelZero_PreprocessingUnknown_IsZero()
    {
        CollectionAssert.AreEqual(new float[12], KnownBaselines.ModelZero.Apply(new float[12], Shape));
        Assert.AreEqual(BaselineSpace.Model, KnownBaselines.ModelZero.Space);
    }

    [TestMethod]
    public void FromImage_OtherSize_GoesThroughThePreprocessing()
    {
        RgbImage picture = Pictures.Colorful(9, 6);
        ImagePreprocessing preprocessing = KnownPreprocessing.ImageNet with { ShortSide = 3 };
        var expected = new float[12];
        preprocessing.Apply(picture, Shape, expected);

        float[] baseline = KnownBaselines.FromImage(picture).Apply(new(new float[12], preprocessing), Shape);

        Close.All<float>(expected, baseline, absolute: 1e-6);
    }

    [TestMethod]
    public void FromImage_NoResizingAndOtherSize_SaysBothSizes()
    {
        Baseline baseline = KnownBaselines.FromImage(new RgbImage(3, 4));

        Assert.ThrowsWith<ArgumentException>(
            () => baseline.Apply(new(new float[12], Pictures.PixelValues), Shape), "2 x 2 pixels, but has 3 x 4");
    }

    [TestMethod]
    public void PixelBaseline_PreprocessingUnknown_SaysWhatToGive() =>
        Assert.ThrowsWith<ArgumentException>(
            () => KnownBaselines.Black.Apply(new float[12], Shape),
            "'black' is defined in pixel space, but the input's preprocessing is unknown", "KnownBaselines.ModelZero");

    [TestMethod]
    public void PixelBaseline_FiveChannels_IsRefused()
    {
        var input = new ClassifierInput(new float[5], Pictures.PixelValues);

        Assert.ThrowsWith<ArgumentException>(
            () => KnownBaselines.Black.Apply(input, new TensorShape(5, 1, 1)),
            "1 channel (gray), 3 (color) or 4 (color and alpha), but the input of 5 x 1 x 1 has 5");
    }

    [TestMethod]
    public void Apply_WrongSize_SaysExpectedAndGiven() =>
        Assert.ThrowsWith<ArgumentException>(
            () => KnownBaselines.Black.Apply(Pictures.Gray(1, 2, 3), Shape), "3 x 2 x 2 = 12 values (Nchw), but had 3");

    [TestMethod]
    [DataRow(-1, 0, 0)]
    [DataRow(0, 256, 0)]
    [DataRow(0, 0, float.NaN)]
    public void Color_OutOfRange_IsRefused(float red, float green, float blue) =>
        Assert.ThrowsWith<ArgumentOutOfRangeException>(() => KnownBaselines.Color(red, green, blue), "from 0 to 255");
}
