namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public sealed class CounterRandomDistributionTests
{
    [TestMethod]
    public void NextSingle_ManyDraws_IsUniformBelowOne()
    {
        var random = new CounterRandom(1, RandomStream.UniformNoise, 0);
        float[] values = [.. Enumerable.Range(0, 10_000).Select(_ => random.NextSingle())];

        // Standard error of the mean: 0.0029; a tenth is binomial(10000, 0.1): standard deviation 30.
        Assert.AreEqual(0.5, values.Average(), 0.0145);
        Assert.IsTrue(values.All(value => value is >= 0 and < 1));
        Assert.AreEqual(1000, values.Count(value => value >= 0.9f), 150);
    }

    [TestMethod]
    public void NextGaussian_ManyDraws_HasTheMomentsOfTheNormalDistribution()
    {
        var random = new CounterRandom(1, RandomStream.GaussianNoise, 0);
        double[] values = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextGaussian())];

        // Standard errors: 0.0032, 0.0045, 0.031; within one deviation lie 68.27 %, standard error 0.0015.
        Assert.AreEqual(0, values.Average(), 0.016);
        Assert.AreEqual(1, values.Average(value => value * value), 0.022);
        Assert.AreEqual(3, values.Average(value => Math.Pow(value, 4)), 0.16);
        Assert.AreEqual(0.6827, values.Count(value => Math.Abs(value) < 1) / 100_000.0, 0.0075);
    }

    [TestMethod]
    public void NextGaussian_OneAfterTheOther_AreNotCorrelated()
    {
        var random = new CounterRandom(2, RandomStream.GaussianNoise, 0);
        double[] values = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextGaussian())];

        Assert.AreEqual(0, values.Zip(values.Skip(1), (first, second) => first * second).Average(), 0.016);
    }

    [TestMethod]
    public void Shuffle_ThreeValues_AllOrdersAlike()
    {
        var counts = new Dictionary<string, int>();
        for (ulong index = 0; index < 6000; index++)
        {
            int[] values = [1, 2, 3];
            new CounterRandom(1, RandomStream.PixelShuffle, index).Shuffle(values);
            string order = string.Concat(values);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        // Binomial(6000, 1/6): standard deviation 29.
        Assert.HasCount(6, counts);
        Assert.IsTrue(counts.Values.All(count => Math.Abs(count - 1000) < 150), string.Join(", ", counts));
    }

    [TestMethod]
    [DataRow(2ul, 5ul, 9ul)]
    [DataRow(1ul, 6ul, 9ul)]
    [DataRow(1ul, 5ul, 10ul)]
    public void ForImage_OtherSeedImageOrIndex_OtherNumbers(ulong seed, ulong image, ulong index)
    {
        var one = CounterRandom.ForImage(1, RandomStream.UniformNoise, 5, 9);
        var other = CounterRandom.ForImage(seed, RandomStream.UniformNoise, image, index);

        Assert.AreNotEqual(one.NextUInt32(), other.NextUInt32());
    }
}
