namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public sealed class DataSetMeanTests
{
    private static readonly TensorShape Shape = new(3, 1, 2);

    [TestMethod]
    public void Add_TwoImages_GivesTheMeanOfEachPixelAndOfAll()
    {
        var mean = new DataSetMean(Shape);

        mean.Add(RgbImage.FromPixels([10, 20, 30, 40, 50, 60], 1, 2, PixelFormat.Rgb24));
        mean.Add(RgbImage.FromPixels([11, 22, 33, 40, 50, 61], 1, 2, PixelFormat.Rgb24));

        Assert.AreEqual(2, mean.Count);
        CollectionAssert.AreEqual(new[] { 10.5f, 40, 21, 50, 31.5f, 60.5f }, mean.ToPlanes());
        Assert.AreEqual(new ChannelValues(25.25f, 35.5f, 46), mean.ToColor());
    }

    [TestMethod]
    [DataRow(ChannelOrder.Rgb, TensorLayout.Nchw)]
    [DataRow(ChannelOrder.Bgr, TensorLayout.Nhwc)]
    public void Add_PreprocessedInput_LeadsBackToPixels(ChannelOrder order, TensorLayout layout)
    {
        TensorShape shape = Shape with { Layout = layout };
        ImagePreprocessing preprocessing = KnownPreprocessing.ImageNet with { Resize = ResizeMode.None, ChannelOrder = order };
        var mean = new DataSetMean(shape);

        mean.Add(ClassifierInput.FromImage(RgbImage.FromPixels([10, 20, 30, 40, 50, 60], 1, 2, PixelFormat.Rgb24), shape, preprocessing));

        Close.All<float>([10, 40, 20, 50, 30, 60], mean.ToPlanes(), absolute: 1e-4);
    }

    [TestMethod]
    public void Add_GrayModel_TakesTheLuma()
    {
        var mean = new DataSetMean(new TensorShape(1, 1, 1));

        mean.Add(RgbImage.FromPixels([100, 200, 50], 1, 1, PixelFormat.Rgb24));

        Assert.AreEqual(new ChannelValues(153), mean.ToColor());
    }

    [TestMethod]
    public void ToBaseline_OnAModelsInput_ShowsTheMeanImageAndTheMeanColor()
    {
        var mean = new DataSetMean(Shape);
        mean.Add(RgbImage.FromPixels([10, 20, 30, 40, 50, 60], 1, 2, PixelFormat.Rgb24));
        var input = new ClassifierInput(new float[6], Pictures.PixelValues);

        CollectionAssert.AreEqual(new float[] { 10, 40, 20, 50, 30, 60 }, mean.ToBaseline().Apply(input, Shape));
        CollectionAssert.AreEqual(new float[] { 25, 25, 35, 35, 45, 45 }, mean.ToColorBaseline().Apply(input, Shape));
    }

    [TestMethod]
    public void DataSetMean_OtherSizeThanTheModel_SaysBothSizes()
    {
        Baseline baseline = KnownBaselines.DataSetMean(new float[6], Shape);

        Assert.ThrowsWith<ArgumentException>(
            () => baseline.Apply(new(new float[12], Pictures.PixelValues), new TensorShape(3, 2, 2)),
            "input size of 3 x 2 x 2, but has 3 x 1 x 2");
    }

    [TestMethod]
    public void DataSetMean_WrongNumberOfValues_SaysExpectedAndGiven() =>
        Assert.ThrowsWith<ArgumentException>(() => KnownBaselines.DataSetMean(new float[5], Shape), "must have 6 values, but has 5");

    [TestMethod]
    public void DataSetMean_NotFinite_SaysWhere() =>
        Assert.ThrowsWith<ArgumentException>(
            () => KnownBaselines.DataSetMean([0, 1, float.NaN, 0, 0, 0], Shape), "must be finite, but value 2 is NaN");

    [TestMethod]
    public void Add_ImageOfOtherSize_SaysBothSizes() =>
        Assert.ThrowsWith<ArgumentException>(() => new DataSetMean(Shape).Add(new RgbImage(2, 2)), "1 x 2 pixels, but has 2 x 2");

    [TestMethod]
    public void Add_PreprocessingUnknown_SaysWhatToGive() =>
        Assert.ThrowsWith<ArgumentException>(
            () => new DataSetMean(Shape).Add(new float[6]), "preprocessing is unknown. Give the input its ImagePreprocessing");

    [TestMethod]
    public void ToPlanes_NoImage_IsRefused() =>
        Assert.ThrowsWith<InvalidOperationException>(() => new DataSetMean(Shape).ToPlanes(), "none has been added");

    [TestMethod]
    public void Constructor_FourChannels_IsRefused() =>
        Assert.ThrowsExactly<ArgumentException>(() => new DataSetMean(new TensorShape(4, 1, 1)));
}
