namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public sealed class NoisyLinearImputationTests
{
    private static readonly TensorShape ThreeByThree = new(1, 3, 3);
    private static readonly float[] Picture = [1, 2, 4, 8, 16, 32, 64, 128, 256];

    [TestMethod]
    // Middle: (2 + 8 + 32 + 128) / 6 + (1 + 4 + 64 + 256) / 12.
    [DataRow(new[] { 4 }, new[] { 1, 2, 4, 8, 55.416667f, 32, 64, 128, 256 }, 1e-4)]
    // Corner: ((2 + 8) / 6 + 16 / 12) / (2 / 6 + 1 / 12) = 3 / (5 / 12).
    [DataRow(new[] { 0 }, new[] { 7.2f, 2, 4, 8, 16, 32, 64, 128, 256 }, 1e-5)]
    // Edge: ((1 + 4 + 16) / 6 + (8 + 32) / 12) / (3 / 6 + 2 / 12) = (41 / 6) / (4 / 6).
    [DataRow(new[] { 1 }, new[] { 1, 10.25f, 4, 8, 16, 32, 64, 128, 256 }, 1e-5)]
    // Both at once, in twelfths. Corner a: 5 a = 2 b + 2 * 8 + 16. Edge b: 8 b = 2 a + 2 * (4 + 16) + 8 + 32.
    // So a = (32 + 2 b) / 5 and 8 b = (64 + 4 b) / 5 + 80: b = 464 / 36, a = 104 / 9.
    [DataRow(new[] { 0, 1 }, new[] { 104 / 9f, 464 / 36f, 4, 8, 16, 32, 64, 128, 256 }, 1e-5)]
    // One pixel kept: that pixel everywhere.
    [DataRow(new[] { 0, 1, 2, 4, 5, 6, 7, 8 }, new float[] { 8, 8, 8, 8, 8, 8, 8, 8, 8 }, 1e-5)]
    // Nothing removed: the image.
    [DataRow(new int[0], new float[] { 1, 2, 4, 8, 16, 32, 64, 128, 256 }, 0.0)]
    public void Writer_RemovedPixels_AreTheWeightedMeansOfTheirNeighbors(int[] removed, float[] expected, double tolerance) =>
        Close.All<float>(expected, Impute(Picture, removed), tolerance);

    [TestMethod]
    public void Apply_EverythingRemoved_IsEachChannelsMean()
    {
        var shape = new TensorShape(2, 1, 2, TensorLayout.Nhwc);

        float[] baseline = KnownBaselines.NoisyLinearImputation(noise: 0).Apply(new float[] { 1, 10, 3, 30 }, shape);

        CollectionAssert.AreEqual(new float[] { 2, 20, 2, 20 }, baseline);
    }

    [TestMethod]
    public void Writer_ChannelsLast_ImputesEachChannelByItself()
    {
        var shape = new TensorShape(2, 1, 3, TensorLayout.Nhwc);
        var baseline = new float[6];

        float[] image = [1, 10, 7, 7, 3, 50];
        KnownBaselines.NoisyLinearImputation(noise: 0).CreateWriter(image, shape)(0, [false, true, false], baseline);

        Close.All<float>([1, 10, 2, 30, 3, 50], baseline, absolute: 1e-6);
    }

    /// <summary>Put into the equation, at sizes that do not halve evenly, with few, many and nearly all pixels removed.</summary>
    [TestMethod]
    [DataRow(33, 57, 10)]
    [DataRow(57, 33, 60)]
    [DataRow(40, 41, 99)]
    [DataRow(1, 50, 50)]
    public void Writer_AnySizeAndShare_EveryRemovedPixelIsTheMeanOfItsNeighbours(int height, int width, int percent)
    {
        var shape = new TensorShape(1, height, width);
        var random = new Random(1);
        float[] image = [.. Enumerable.Range(0, shape.Length).Select(_ => random.NextSingle())];
        bool[] removed = [.. image.Select((_, i) => i > 0 && random.Next(100) < percent)];
        var imputed = new float[shape.Length];

        KnownBaselines.NoisyLinearImputation(noise: 0).CreateWriter(image, shape)(0, removed, imputed);

        for (int i = 0; i < image.Length; i++)
        {
            float expected = removed[i] ? MeanOfNeighbours(imputed, height, width, i / width, i % width) : image[i];
            Assert.AreEqual(expected, imputed[i], 1e-6f, $"Pixel {i}, removed: {removed[i]}.");
        }
    }

    [TestMethod]
    public void Writer_Noise_HasTheGivenDeviationAndLeavesKeptPixels()
    {
        var shape = new TensorShape(1, 100, 200);
        float[] image = new float[shape.Length];
        bool[] removed = [.. Enumerable.Range(0, image.Length).Select(i => i % 2 == 0)];
        var baseline = new float[image.Length];

        KnownBaselines.NoisyLinearImputation(noise: 0.01, seed: 3).CreateWriter(image, shape)(0, removed, baseline);

        // 10 000 draws: the mean's standard error is 1e-4, that of the mean square 1.4e-6.
        Assert.IsTrue(baseline.Where((_, i) => i % 2 == 1).All(value => value == 0));
        Assert.AreEqual(0, baseline.Where((_, i) => i % 2 == 0).Average(), 5e-4);
        Assert.AreEqual(1e-4, baseline.Where((_, i) => i % 2 == 0).Average(value => value * value), 7e-6);
    }

    [TestMethod]
    public void Writer_TwoSetsOfPixelsInTurn_EachIsSolvedAnew()
    {
        BaselineWriter write = KnownBaselines.NoisyLinearImputation(noise: 0).CreateWriter(Picture, ThreeByThree);
        var baseline = new float[9];
        write(0, [true, true, true, true, false, true, true, true, true], baseline);

        write(1, [true, false, false, false, false, false, false, false, false], baseline);

        Close.All<float>([7.2f, 2, 4, 8, 16, 32, 64, 128, 256], baseline, absolute: 1e-5);
    }

    [TestMethod]
    [DataRow(-0.01)]
    [DataRow(double.NaN)]
    public void NoisyLinearImputation_BadNoise_IsRefused(double noise) =>
        Assert.ThrowsWith<ArgumentOutOfRangeException>(() => KnownBaselines.NoisyLinearImputation(noise), "at least 0 and finite, but was");

    private static float MeanOfNeighbours(float[] image, int height, int width, int row, int column)
    {
        double sum = 0, weights = 0;
        for (int y = Math.Max(row - 1, 0); y <= Math.Min(row + 1, height - 1); y++)
        {
            for (int x = Math.Max(column - 1, 0); x <= Math.Min(column + 1, width - 1); x++)
            {
                double weight = (y == row, x == column) switch { (true, true) => 0, (false, false) => 1 / 12.0, _ => 1 / 6.0 };
                sum += weight * image[(y * width) + x];
                weights += weight;
            }
        }

        return (float)(sum / weights);
    }

    private static float[] Impute(float[] image, int[] removedPixels)
    {
        bool[] removed = [.. Enumerable.Range(0, 9).Select(removedPixels.Contains)];
        var baseline = new float[9];
        KnownBaselines.NoisyLinearImputation(noise: 0).CreateWriter(image, ThreeByThree)(0, removed, baseline);
        return baseline;
    }
}
