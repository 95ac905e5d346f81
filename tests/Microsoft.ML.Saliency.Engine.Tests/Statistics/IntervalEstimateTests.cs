namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class IntervalEstimateTests
{
    [TestMethod]
    public void OfMean_TwoValues_SpansTheMeansOfAllResamples()
    {
        // Resamples of (0, 1) have the means 0, 1/2 and 1; a quarter of them each end.
        IntervalEstimate estimate = IntervalEstimate.OfMean([0, 1]);

        Assert.AreEqual(0.5, estimate.Value);
        Assert.AreEqual(0, estimate.Low);
        Assert.AreEqual(1, estimate.High);
    }

    [TestMethod]
    public void OfMean_NormalValues_CoversTheMeanAsOftenAsItSays()
    {
        var random = new Random(4);
        int covered = 0;
        for (int trial = 0; trial < 200; trial++)
        {
            double[] values = [.. Enumerable.Range(0, 50).Select(
                _ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
            IntervalEstimate estimate = IntervalEstimate.OfMean(values, new BootstrapOptions { Resamples = 300, Confidence = 0.9 });
            covered += estimate.Low <= 0 && estimate.High >= 0 ? 1 : 0;
        }

        // 180 are expected; the standard deviation of that count is 4.2.
        Assert.IsTrue(covered is > 162 and < 198, $"{covered} of 200");
    }

    [TestMethod]
    public void OfMean_FewerThanTwoValues_HasNoInterval()
    {
        Assert.AreEqual(new IntervalEstimate(3, double.NaN, double.NaN), IntervalEstimate.OfMean([3]));
        Assert.IsTrue(double.IsNaN(IntervalEstimate.OfMean([]).Value));
    }

    [TestMethod]
    public void OfMean_ValueThatIsNotFinite_SaysWhich() =>
        Assert.ThrowsWith<ArgumentException>(() => IntervalEstimate.OfMean([1, double.NaN]), "image 1 was NaN");
}
