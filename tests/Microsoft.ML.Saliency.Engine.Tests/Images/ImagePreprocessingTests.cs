namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public sealed class ImagePreprocessingTests
{
    private static readonly ImagePreprocessing PixelValues = new() { Divisor = 1 };

    [TestMethod]
    public void Apply_ChannelsFirst_WritesPlaneAfterPlane()
        => CollectionAssert.AreEqual(new float[] { 10, 40, 20, 50, 30, 60 }, Apply(PixelValues, TwoPixels(), new(3, 1, 2)));

    [TestMethod]
    public void Apply_ChannelsLast_WritesPixelAfterPixel()
        => CollectionAssert.AreEqual(
            new float[] { 10, 20, 30, 40, 50, 60 }, Apply(PixelValues, TwoPixels(), new(3, 1, 2, TensorLayout.Nhwc)));

    [TestMethod]
    public void Apply_BlueGreenRed_ReversesTheChannels()
        => CollectionAssert.AreEqual(
            new float[] { 30, 60, 20, 50, 10, 40 }, Apply(PixelValues with { ChannelOrder = ChannelOrder.Bgr }, TwoPixels(), new(3, 1, 2)));

    [TestMethod]
    public void Apply_BlueGreenRed_MeanAndStdStayWithTheirColors()
    {
        ImagePreprocessing preprocessing = new() { Divisor = 1, ChannelOrder = ChannelOrder.Bgr, Mean = new(1, 2, 3), Std = new(2, 4, 8) };

        // ((30 - 3) / 8, (20 - 2) / 4, (10 - 1) / 2)
        CollectionAssert.AreEqual(new[] { 3.375f, 4.5f, 4.5f }, Apply(preprocessing, Image(1, 1, 10, 20, 30), new(3, 1, 1)));
    }

    [TestMethod]
    [DataRow(255, 0, 0, 76f, DisplayName = "(255 * 19595 + 32768) / 65536 = 76.7")]
    [DataRow(0, 255, 0, 150f, DisplayName = "(255 * 38470 + 32768) / 65536 = 150.2")]
    [DataRow(0, 0, 255, 29f, DisplayName = "(255 * 7471 + 32768) / 65536 = 29.6")]
    [DataRow(255, 255, 255, 255f)]
    public void Apply_OneChannel_IsPillowsLuma(int red, int green, int blue, float luma)
        => CollectionAssert.AreEqual(new[] { luma }, Apply(PixelValues, Image(1, 1, (byte)red, (byte)green, (byte)blue), new(1, 1, 1)));

    [TestMethod]
    public void Apply_OneChannelMeanAndStd_AreApplied()
        => CollectionAssert.AreEqual(
            new[] { 2f }, Apply(new() { Mean = new(0.5f), Std = new(0.25f) }, Image(1, 1, 255, 255, 255), new(1, 1, 1)));

    [TestMethod]
    public void Apply_Enlarged_InterpolatesBetweenHalfPixelCenters()
    {
        // Centers 1/4, 3/4, 5/4, 7/4 between source centers 1/2 and 3/2.
        float[] tensor = Apply(PixelValues with { Rounding = ResizeRounding.None }, Grays(1, 2, 0, 10), new(1, 1, 4));

        CollectionAssert.AreEqual(new[] { 0, 2.5f, 7.5f, 10 }, tensor);
    }

    [TestMethod]
    public void Apply_EnlargedWithPillowRounding_RoundsHalvesUp()
        => CollectionAssert.AreEqual(new float[] { 0, 3, 8, 10 }, Apply(PixelValues, Grays(1, 2, 0, 10), new(1, 1, 4)));

    [TestMethod]
    public void Apply_Reduced_WidensTheTriangle()
    {
        // Scale 2: weights 1 - |distance| / 2 at distances 1/2, 1/2, 3/2 are .75, .75, .25, renormalized at the border by 1.75.
        float[] tensor = Apply(PixelValues with { Rounding = ResizeRounding.None }, Grays(4, 1, 0, 0, 70, 140), new(1, 2, 1));

        Assert.AreEqual(70 * 0.25f / 1.75f, tensor[0], 1e-5f);
        Assert.AreEqual(((70 * 0.75f) + (140 * 0.75f)) / 1.75f, tensor[1], 1e-5f);
    }

    [TestMethod]
    public void VisibleRegion_ExactResize_IsTheWholeImage()
        => Assert.AreEqual(new ImageRegion(0, 0, 300, 451), KnownPreprocessing.ZeroToOne.VisibleRegion(300, 451, new(3, 224, 224)));

    [TestMethod]
    public void VisibleRegion_ShortSide_IsTheCropInImagePixels()
    {
        // 400 x 600 becomes 256 x 384, cropped from (16, 80): one resized pixel is 1.5625 pixels of the image.
        Assert.AreEqual(new ImageRegion(25, 125, 350, 350), KnownPreprocessing.ImageNet.VisibleRegion(400, 600, new(3, 224, 224)));
        Assert.AreEqual(new ImageRegion(125, 25, 350, 350), KnownPreprocessing.ImageNet.VisibleRegion(600, 400, new(3, 224, 224)));
    }

    [TestMethod]
    [DataRow(293, 34, DisplayName = "34.5 to 34")]
    [DataRow(295, 36, DisplayName = "35.5 to 36")]
    public void VisibleRegion_OddMargin_IsRoundedHalfToEven(int longSide, double margin)
    {
        TensorShape shape = new(3, 224, 224);

        Assert.AreEqual(new ImageRegion(16, margin, 224, 224), KnownPreprocessing.ImageNet.VisibleRegion(256, longSide, shape));
        Assert.AreEqual(new ImageRegion(margin, 16, 224, 224), KnownPreprocessing.ImageNet.VisibleRegion(longSide, 256, shape));
    }

    [TestMethod]
    public void VisibleRegion_OtherInputSize_KeepsTheProportionOf256To224()
    {
        // round(128 * 256 / 224) = round(146.3); an image with that short side is not resized.
        Assert.AreEqual(new ImageRegion(9, 82, 128, 128), KnownPreprocessing.ImageNet.VisibleRegion(146, 292, new(3, 128, 128)));
    }

    [TestMethod]
    public void VisibleRegion_GivenShortSide_IsUsed()
        => Assert.AreEqual(
            new ImageRegion(4, 4, 224, 224),
            (KnownPreprocessing.ImageNet with { ShortSide = 232 }).VisibleRegion(232, 232, new(3, 224, 224)));

    private static float[] Apply(ImagePreprocessing preprocessing, RgbImage image, TensorShape shape)
    {
        float[] tensor = new float[shape.Length];
        preprocessing.Apply(image, shape, tensor);
        return tensor;
    }

    private static RgbImage TwoPixels() => Image(1, 2, 10, 20, 30, 40, 50, 60);

    private static RgbImage Image(int height, int width, params byte[] pixels)
        => RgbImage.FromPixels(pixels, height, width, PixelFormat.Rgb24);

    private static RgbImage Grays(int height, int width, params byte[] pixels)
        => RgbImage.FromPixels(pixels, height, width, PixelFormat.Gray8);
}
