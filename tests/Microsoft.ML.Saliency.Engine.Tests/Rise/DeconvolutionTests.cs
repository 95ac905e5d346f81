namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class DeconvolutionTests
{
    private const int Count = 1000;

    /// <summary>Four values in five are 0 and one is 1, with noise of 0.1: little spread is left, and the order is kept.</summary>
    [TestMethod]
    public void Sharpen_TwoValuesWithNoise_TakesTheNoiseOff()
    {
        double[] noise = Noise();
        double[] noisy = [.. Enumerable.Range(0, Count).Select(i => (i % 5 == 0 ? 1 : 0) + (0.1 * noise[i]))];

        double[] clean = Deconvolution.Sharpen(noisy, 0.1);

        double[] low = [.. clean.Where((_, i) => i % 5 != 0)], high = [.. clean.Where((_, i) => i % 5 == 0)];
        Assert.AreEqual(0, low.Average(), 0.02);
        Assert.AreEqual(1, high.Average(), 0.02);
        Assert.IsLessThan(0.06, Deviation(low));
        Assert.IsLessThan(0.06, Deviation(high));
        CollectionAssert.AreEqual(Ranks.Average(noisy), Ranks.Average(clean));
    }

    /// <summary>Normal values of variance 4 with noise of variance 1 are normal, of variance 5.</summary>
    [TestMethod]
    public void Sharpen_NormalValuesWithNoise_HaveTheVarianceBeforeTheNoise()
    {
        double[] noisy = Array.ConvertAll(Noise(), value => Math.Sqrt(5) * value);

        Assert.AreEqual(2, Deviation(Deconvolution.Sharpen(noisy, 1)), 0.15);
    }

    [TestMethod]
    public void Sharpen_HardlyAnyNoise_ChangesHardlyAnything()
    {
        double[] values = Noise();

        double[] clean = Deconvolution.Sharpen(values, 1e-6);

        Assert.AreEqual(1, Correlation.Pearson(values, clean), 1e-3);
    }

    private static double[] Noise()
    {
        var random = new CounterRandom(3, RandomStream.Bootstrap, 0);
        return [.. Enumerable.Range(0, Count).Select(_ => random.NextGaussian())];
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
