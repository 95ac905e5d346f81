namespace Microsoft.ML.Saliency.Tests;

/// <summary>Every message says what was wanted, what was given and what to do.</summary>
[TestClass]
public sealed class ImagePreprocessingErrorTests
{
    [TestMethod]
    public void Apply_NoResizeAndOtherSize_NamesBothSizes()
        => AssertApply(new() { Resize = ResizeMode.None }, new(30, 40), new(3, 224, 224), "224 x 224 pixels, but has 30 x 40. Choose");

    [TestMethod]
    public void Apply_ShortSideBelowCrop_NamesAllSizes()
        => AssertApply(
            KnownPreprocessing.ImageNet with { ShortSide = 200 }, new(300, 451), new(3, 224, 224),
            "300 x 451 pixels", "short side resized to 200", "of 224 x 224, but has 200 x 300. Choose");

    [TestMethod]
    public void Apply_FiveChannels_NamesTheShape()
        => AssertApply(new(), new(1, 1), new(5, 8, 8), "5 x 8 x 8 must have 1 channel (gray), 3 (color) or 4 (color and alpha), but has 5");

    [TestMethod]
    public void Apply_EmptyShape_NamesTheSize() => AssertApply(new(), new(1, 1), new(3, 0, 8), "at least 1 x 1 pixels, but has 0 x 8");

    [TestMethod]
    public void Apply_GrayModelAndColorMean_NamesMeanAndStd()
        => AssertApply(
            KnownPreprocessing.ImageNet, new(1, 1), new(1, 1, 1),
            "the same for all colors, but are (0.485, 0.456, 0.406) and (0.229, 0.224, 0.225)");

    [TestMethod]
    [DataRow(11)]
    [DataRow(13)]
    public void Apply_DestinationOfOtherLength_NamesBothLengths(int length) =>
        Assert.ThrowsWith<ArgumentException>(
            () => new ImagePreprocessing().Apply(new(1, 1), new(3, 2, 2), new float[length]),
            $"12 values of a tensor of 3 x 2 x 2, but has {length}");

    [TestMethod]
    public void Apply_NoImage_Throws()
        => Assert.ThrowsExactly<ArgumentNullException>(() => new ImagePreprocessing().Apply(null!, new(3, 1, 1), new float[3]));

    [TestMethod]
    [DataRow(0, 1)]
    [DataRow(1, 0)]
    public void VisibleRegion_EmptyImage_Throws(int height, int width)
        => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new ImagePreprocessing().VisibleRegion(height, width, new(3, 1, 1)));

    [TestMethod]
    public void Init_ValueOutOfRange_NamesTheProperty()
    {
        AssertOutOfRange("ShortSide", () => new() { ShortSide = 0 });
        AssertOutOfRange("Divisor", () => new() { Divisor = 0 });
        AssertOutOfRange("Divisor", () => new() { Divisor = float.PositiveInfinity });
        AssertOutOfRange("Mean", () => new() { Mean = new(0, float.NaN, 0) });
        AssertOutOfRange("Std", () => new() { Std = new(1, 1, 0) });
        AssertOutOfRange("Std", () => new() { Std = new(float.NaN) });
        AssertOutOfRange("Resize", () => new() { Resize = (ResizeMode)9 });
        AssertOutOfRange("Rounding", () => new() { Rounding = (ResizeRounding)9 });
        AssertOutOfRange("ChannelOrder", () => new() { ChannelOrder = (ChannelOrder)9 });
    }

    private static void AssertApply(ImagePreprocessing preprocessing, RgbImage image, TensorShape shape, params string[] expected)
        => Assert.ThrowsWith<ArgumentException>(() => preprocessing.Apply(image, shape, new float[shape.Length]), expected);

    private static void AssertOutOfRange(string property, Func<ImagePreprocessing> create)
        => Assert.AreEqual(property, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => create()).ParamName);
}
