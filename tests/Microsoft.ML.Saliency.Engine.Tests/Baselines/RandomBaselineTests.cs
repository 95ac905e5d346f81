namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public sealed class RandomBaselineTests
{
    private static readonly TensorShape Shape = new(3, 6, 7);

    private static IEnumerable<object[]> Kinds =>
    [
        ["uniform"], ["gaussian"], ["pixels"], ["patches"], ["imputation"],
    ];

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Apply_SameSeedImageAndNumber_SameBits(string kind)
    {
        float[] first = Create(kind, 7).Apply(Input(), Shape, 5);
        Baseline again = Create(kind, 7);
        again.Apply(Input(), Shape, 99);

        CollectionAssert.AreEqual(first, again.Apply(Input(), Shape, 5));
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Writer_OtherNumbersBefore_SameBits(string kind)
    {
        float[] expected = Create(kind, 7).Apply(Input(), Shape, 5);
        bool[] removed = [.. Enumerable.Repeat(true, 42)];
        var baseline = new float[Shape.Length];
        BaselineWriter write = Create(kind, 7).CreateWriter(Input(), Shape);
        write(6, removed, baseline);

        write(5, removed, baseline);

        CollectionAssert.AreEqual(expected, baseline);
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Apply_OtherNumberSeedOrImage_OtherValues(string kind)
    {
        float[] pixels = Input().Tensor.ToArray();
        pixels[0] += 1;
        float[] first = Create(kind, 7).Apply(Input(), Shape, 5);

        CollectionAssert.AreNotEqual(first, Create(kind, 7).Apply(Input(), Shape, 6));
        CollectionAssert.AreNotEqual(first, Create(kind, 8).Apply(Input(), Shape, 5));
        CollectionAssert.AreNotEqual(first, Create(kind, 7).Apply(new(pixels, Pictures.PixelValues), Shape, 5));
    }

    [TestMethod]
    public void UniformNoise_ManyPixels_CoversTheRangeEvenly()
    {
        var shape = new TensorShape(1, 100, 100);

        float[] noise = KnownBaselines.UniformNoise(1).Apply(new(new float[10_000], Pictures.PixelValues), shape);

        // Mean 127.5 with the standard error 0.74; a tenth of the range is binomial(10000, 0.1): standard deviation 30.
        Assert.AreEqual(127.5, noise.Average(), 3.7);
        Assert.IsTrue(noise.All(value => value is >= 0 and < 255));
        Assert.AreEqual(1000, noise.Count(value => value < 25.5), 150);
        Assert.AreEqual(1000, noise.Count(value => value >= 229.5), 150);
    }

    [TestMethod]
    public void GaussianNoise_AroundAColor_HasItsMeanAndDeviation()
    {
        var shape = new TensorShape(3, 100, 100);
        Baseline baseline = KnownBaselines.GaussianNoise(10, new ChannelValues(80, 120, 160), seed: 1);

        float[] noise = baseline.Apply(new(new float[30_000], Pictures.PixelValues), shape);

        for (int plane = 0; plane < 3; plane++)
        {
            // Standard errors: 0.1 of the mean, 1.4 of the mean square.
            double mean = 80 + (40 * plane);
            Assert.AreEqual(mean, noise.Skip(plane * 10_000).Take(10_000).Average(), 0.5);
            Assert.AreEqual(100, noise.Skip(plane * 10_000).Take(10_000).Average(value => (value - mean) * (value - mean)), 7);
        }
    }

    [TestMethod]
    public void GaussianNoise_AroundTheImage_FollowsItAndStaysInRange()
    {
        float[] image = [.. Enumerable.Range(0, 10_000).Select(i => i % 2 == 0 ? 100f : 255f)];

        float[] noise = KnownBaselines.GaussianNoise(10).Apply(new(image, Pictures.PixelValues), new TensorShape(1, 100, 100));

        Assert.AreEqual(100, noise.Where((_, i) => i % 2 == 0).Average(), 0.7);
        Assert.IsTrue(noise.All(value => value is >= 0 and <= 255));
        Assert.AreEqual(2500, noise.Where((_, i) => i % 2 == 1).Count(value => value == 255), 180);
    }

    [TestMethod]
    public void PixelShuffle_ColorImage_ReordersWholePixels()
    {
        float[] image = Input().Tensor.ToArray();

        float[] shuffled = KnownBaselines.PixelShuffle(1).Apply(Input(), Shape);

        CollectionAssert.AreNotEqual(image, shuffled);
        CollectionAssert.AreEquivalent(Pixels(image), Pixels(shuffled));
    }

    [TestMethod]
    public void PatchShuffle_GridFits_ReordersWholePatches()
    {
        // Patches of 2 x 2, each of one value.
        float[] image = [1, 1, 2, 2, 3, 3, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 4, 4, 5, 5, 6, 6];

        float[] shuffled = KnownBaselines.PatchShuffle(2, seed: 1).Apply(Pictures.Gray(image), new TensorShape(1, 4, 6));

        float[] corners = [shuffled[0], shuffled[2], shuffled[4], shuffled[12], shuffled[14], shuffled[16]];
        CollectionAssert.AreEquivalent(new float[] { 1, 2, 3, 4, 5, 6 }, corners);
        CollectionAssert.AreNotEqual(image, shuffled);
        for (int i = 0; i < 24; i++)
        {
            Assert.AreEqual(corners[(i / 12 * 3) + (i % 6 / 2)], shuffled[i]);
        }
    }

    [TestMethod]
    public void PatchShuffle_GridDoesNotFit_EveryPixelAppearsOnceAndTheCornerStays()
    {
        float[] image = Input().Tensor.ToArray();

        float[] shuffled = KnownBaselines.PatchShuffle(4, seed: 2).Apply(
            new(image, Pictures.PixelValues with { Mean = new(0) }), new TensorShape(1, 9, 14));

        CollectionAssert.AreEquivalent(image, shuffled);
        CollectionAssert.AreEqual(image[^2..], shuffled[^2..]);
    }

    [TestMethod]
    public void PatchShuffle_FewerThanTwoPatches_SaysBothSizes() =>
        Assert.ThrowsWith<ArgumentException>(
            () => KnownBaselines.PatchShuffle(4).Apply(Input(), Shape), "image of 6 x 7 pixels, but they are 4 x 4");

    [TestMethod]
    public void PatchShuffle_NoPixel_IsRefused() => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => KnownBaselines.PatchShuffle(0));

    [TestMethod]
    [DataRow(0)]
    [DataRow(double.PositiveInfinity)]
    public void GaussianNoise_BadDeviation_IsRefused(double std) =>
        Assert.ThrowsWith<ArgumentOutOfRangeException>(() => KnownBaselines.GaussianNoise(std), "greater than 0 and finite");

    [TestMethod]
    public void GaussianNoise_MeanIsNoColor_IsRefused() =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => KnownBaselines.GaussianNoise(1, new ChannelValues(300)));

    private static Baseline Create(string kind, ulong seed) => kind switch
    {
        "uniform" => KnownBaselines.UniformNoise(seed),
        "gaussian" => KnownBaselines.GaussianNoise(20, seed: seed),
        "pixels" => KnownBaselines.PixelShuffle(seed),
        "patches" => KnownBaselines.PatchShuffle(1, seed),
        _ => KnownBaselines.NoisyLinearImputation(seed: seed),
    };

    private static ClassifierInput Input() =>
        new(Array.ConvertAll(Pictures.Colorful(6, 7).Pixels, value => (float)value), Pictures.PixelValues);

    private static List<(float Red, float Green, float Blue)> Pixels(float[] planes) =>
        [.. Enumerable.Range(0, 42).Select(i => (planes[i], planes[42 + i], planes[84 + i]))];
}
