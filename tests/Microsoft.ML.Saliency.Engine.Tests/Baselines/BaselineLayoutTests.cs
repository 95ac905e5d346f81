namespace Microsoft.ML.Saliency.Tests;

/// <summary>Whatever the order of a model's channels and values, a baseline shows the same pixels.</summary>
[TestClass]
public sealed class BaselineLayoutTests
{
    private static readonly TensorShape Shape = new(3, 5, 8);

    private static readonly Baseline[] Baselines =
    [
        KnownBaselines.Black,
        KnownBaselines.Color(10, 20, 30),
        KnownBaselines.ImageMean,
        KnownBaselines.GaussianBlur(1),
        KnownBaselines.BoxBlur(3),
        KnownBaselines.FromImage(Pictures.Colorful(5, 8)),
        KnownBaselines.DataSetMean([.. Enumerable.Range(0, 120).Select(i => (float)i)], Shape),
    ];

    private static IEnumerable<object[]> Cases =>
        from baseline in Enumerable.Range(0, Baselines.Length)
        from layout in new[] { TensorLayout.Nchw, TensorLayout.Nhwc }
        from order in new[] { ChannelOrder.Rgb, ChannelOrder.Bgr }
        select new object[] { baseline, layout, order };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Apply_AnyLayoutAndChannelOrder_ShowsTheSamePixels(int baseline, TensorLayout layout, ChannelOrder order)
    {
        ImagePreprocessing plain = Pictures.PixelValues;
        ImagePreprocessing other = KnownPreprocessing.ImageNet with { Resize = ResizeMode.None, ChannelOrder = order };
        float[] expected = Baselines[baseline].Apply(ClassifierInput.FromImage(Pictures.Colorful(5, 8), Shape, plain), Shape);
        TensorShape shape = Shape with { Layout = layout };

        float[] actual = Baselines[baseline].Apply(ClassifierInput.FromImage(Pictures.Colorful(5, 8), shape, other), shape);

        Close.All<float>(expected, Pictures.ToPlanes(actual, shape, other), absolute: 1e-4);
    }

    /// <summary>The image's number comes from its tensor: only where the tensors are equal are the draws.</summary>
    [TestMethod]
    public void Apply_NoiseOnEqualTensors_ShowsTheSamePixelsInEitherLayout()
    {
        TensorShape channelsLast = Shape with { Layout = TensorLayout.Nhwc };
        var input = new ClassifierInput(new float[Shape.Length], Pictures.PixelValues);

        float[] expected = KnownBaselines.UniformNoise(4).Apply(input, Shape);
        float[] actual = KnownBaselines.UniformNoise(4).Apply(input, channelsLast);

        CollectionAssert.AreEqual(expected, Pictures.ToPlanes(actual, channelsLast, Pictures.PixelValues));
    }

    [TestMethod]
    public void Apply_GrayModel_TakesEveryPixelBaseline()
    {
        var shape = new TensorShape(1, 5, 8);
        ClassifierInput input = ClassifierInput.FromImage(Pictures.Colorful(5, 8), shape, Pictures.PixelValues);
        Baseline[] baselines =
        [
            .. Baselines[..^1], KnownBaselines.UniformNoise(), KnownBaselines.GaussianNoise(5, new ChannelValues(90)),
            KnownBaselines.PixelShuffle(), KnownBaselines.PatchShuffle(2),
        ];

        foreach (Baseline baseline in baselines)
        {
            Assert.IsTrue(baseline.Apply(input, shape).All(value => value is >= 0 and <= 255), baseline.Name);
        }
    }
}
