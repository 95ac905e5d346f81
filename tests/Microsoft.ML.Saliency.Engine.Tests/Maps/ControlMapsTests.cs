namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class ControlMapsTests
{
    private static readonly TensorShape Shape = new(1, 4, 2);

    [TestMethod]
    public void Center_HandWorked_FallsOffWithTheShareOfEachSide()
    {
        SaliencyMap map = ControlMaps.Center(Shape, target: 3, score: 0.5f);

        // Middles at 1/8, 3/8, 5/8, 7/8 of the height and 1/4, 3/4 of the width; sigma 1/4.
        float corner = (float)Math.Exp(-((0.375 * 0.375) + (0.25 * 0.25)) / 0.125);
        float middle = (float)Math.Exp(-((0.125 * 0.125) + (0.25 * 0.25)) / 0.125);
        CollectionAssert.AreEqual(new[] { corner, corner, middle, middle, middle, middle, corner, corner }, map.Values.ToArray());
        Assert.AreEqual(3, map.Target);
        Assert.AreEqual(0.5f, map.Score);
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(double.NaN)]
    public void Center_SigmaOutOfRange_IsRefused(double sigma) =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ControlMaps.Center(Shape, 0, 0, sigma));

    [TestMethod]
    public void Random_ManyPixels_AreUniform()
    {
        var shape = new TensorShape(1, 100, 100);

        SaliencyMap map = ControlMaps.Random(new float[shape.Length], shape, target: 0, score: 0);

        // The mean of 10,000 uniform values is off by .0029, its variance 1/12 by .0007 (standard deviations).
        double mean = map.Values.ToArray().Average(), variance = map.Values.ToArray().Average(value => (value - mean) * (value - mean));
        Assert.AreEqual(0.5, mean, 0.012);
        Assert.AreEqual(1 / 12.0, variance, 0.003);
        Assert.IsTrue(map.Minimum >= 0 && map.Maximum < 1);
    }

    [TestMethod]
    public void Random_DependsOnSeedAndImageAlone()
    {
        float[] image = [1, 2, 3, 4, 5, 6, 7, 8], other = [8, 7, 6, 5, 4, 3, 2, 1];
        float[] Values(float[] input, ulong seed) => ControlMaps.Random(input, Shape, 0, 0, seed).Values.ToArray();

        CollectionAssert.AreEqual(Values(image, 1), Values([.. image], 1));
        CollectionAssert.AreNotEqual(Values(image, 1), Values(other, 1));
        CollectionAssert.AreNotEqual(Values(image, 1), Values(image, 2));
    }

    [TestMethod]
    public void Random_InputOfAnotherSize_IsRefused() =>
        Assert.ThrowsExactly<ArgumentException>(() => ControlMaps.Random(new float[3], Shape, 0, 0));
}
