namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class MetricReliabilityTests
{
    [TestMethod]
    public void InterRaterReliability_OppositeRankings_IsAsWorkedByHand()
    {
        // Only the ranks count: 1 2 3 and 3 2 1; see KrippendorffAlphaTests.
        double[,] scores = { { -5, 0.1, 100 }, { 0.9, 0.5, 0.4 } };

        Assert.AreEqual(1 - (16 / 9.6), MetricReliability.InterRaterReliability(scores).Value, 1e-14);
    }

    [TestMethod]
    public void InterRaterReliability_SameOrderForEveryImage_IsPerfect()
    {
        double[,] scores = { { 1, 2, 3 }, { 10, 20, 21 }, { -3, -2, 7 }, { 0.1, 0.2, 0.3 } };

        ReliabilityEstimate estimate = MetricReliability.InterRaterReliability(scores);

        Assert.AreEqual(1, estimate.Value);
        Assert.AreEqual(1, estimate.Low);
        Assert.AreEqual(1, estimate.High);
    }

    [TestMethod]
    public void InterMethodReliability_ThreeImages_IsAsWorkedByHand()
    {
        // Columns 1 2 3, 1 3 2, 3 2 1.
        double[,] scores = { { 0.1, 10, 0.9 }, { 0.2, 30, 0.8 }, { 0.7, 20, 0.5 } };

        PairwiseReliability reliability = MetricReliability.InterMethodReliability(scores);

        double[] expected = [1, 0.5, -1, 0.5, 1, -0.5, -1, -0.5, 1];
        double[] actual = [.. reliability.ToMatrix().Cast<double>()];
        for (int i = 0; i < 9; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 1e-15);
            Assert.AreEqual(expected[i], reliability[i / 3, i % 3].Value, 1e-15);
        }

        Assert.AreEqual(-1.0 / 3, reliability.Mean.Value, 1e-15);
        Assert.AreEqual(3, reliability.Count);
    }

    [TestMethod]
    public void InternalConsistency_Ties_AreAsWorkedByHand()
    {
        double[] first = [1, 1, 2, 3], second = [1, 2, 2, 3];

        // Ranks 1.5 1.5 3 4 and 1 2.5 2.5 4: 3.75 / 4.5.
        Assert.AreEqual(5.0 / 6, MetricReliability.InternalConsistency(first, second).Value, 1e-15);
        Assert.AreEqual(
            5.0 / 6, MetricReliability.InternalConsistency(new double[,] { { 1, 1 }, { 1, 2 }, { 2, 2 }, { 3, 3 } }).Mean.Value, 1e-15);
    }

    [TestMethod]
    public void Estimates_OneSeed_AreTheSameAndAnotherSeedsDiffer()
    {
        double[,] scores = Simulated.Scores(new Random(5), images: 30, methods: 4, spread: 0.5);
        foreach (Func<BootstrapOptions, ReliabilityEstimate> estimate in new Func<BootstrapOptions, ReliabilityEstimate>[]
        {
            options => MetricReliability.InterRaterReliability(scores, options),
            options => MetricReliability.InterMethodReliability(scores, options).Mean,
            options => MetricReliability.InternalConsistency(scores, options)[1, 3],
        })
        {
            ReliabilityEstimate one = estimate(new BootstrapOptions { Seed = 1 }), two = estimate(new BootstrapOptions { Seed = 2 });

            Assert.AreEqual(one, estimate(new BootstrapOptions { Seed = 1 }));
            Assert.AreEqual(one.Value, two.Value);
            Assert.AreNotEqual(one.Low, two.Low);
            Assert.AreEqual(one.Low, two.Low, 0.1);
            Assert.IsTrue(one.Low < one.Value && one.Value < one.High, one.ToString());
            Assert.AreEqual(1000, one.Resamples);
        }
    }

    [TestMethod]
    public void Estimates_MoreConfidence_AreWider()
    {
        double[,] scores = Simulated.Scores(new Random(6), images: 30, methods: 4, spread: 0.5);

        ReliabilityEstimate half = MetricReliability.InterRaterReliability(scores, new BootstrapOptions { Confidence = 0.5 });
        ReliabilityEstimate most = MetricReliability.InterRaterReliability(scores, new BootstrapOptions { Confidence = 0.99 });

        Assert.IsTrue(most.Low < half.Low && half.High < most.High, $"{half}, {most}");
    }

    [TestMethod]
    public void Estimates_TwoImages_LeaveOutResamplesOfOneImage()
    {
        double[,] scores = { { 1, 2, 3 }, { 2, 3, 1 } };

        ReliabilityEstimate alpha = MetricReliability.InterRaterReliability(scores);

        // Half of the resamples are one image twice; the others are the two images.
        Assert.AreEqual(500, alpha.Resamples, 60);
        Assert.AreEqual(alpha.Value, alpha.Low, 1e-15);
        Assert.AreEqual(alpha.Value, alpha.High, 1e-15);
        Assert.AreEqual(alpha.Resamples, MetricReliability.InterMethodReliability(scores).Mean.Resamples);
    }

    [TestMethod]
    public void Estimates_NoResampleDefined_HaveNoInterval()
    {
        double[,] scores = { { 1, 2 }, { 2, 1 } };
        ReliabilityEstimate[] estimates =
        [
            .. Enumerable.Range(0, 20).Select(
                seed => MetricReliability.InterRaterReliability(scores, new BootstrapOptions { Resamples = 1, Seed = (ulong)seed })),
        ];

        ReliabilityEstimate without = estimates.First(estimate => estimate.Resamples == 0);
        Assert.IsTrue(double.IsNaN(without.Low) && double.IsNaN(without.High) && double.IsFinite(without.Value));
    }

    /// <summary>For normal pairs of correlation r, the population's Spearman correlation is 6 / pi asin(r / 2) (Pearson, 1907).</summary>
    [TestMethod]
    public void InternalConsistency_NormalPairs_IntervalCoversTheTruth()
    {
        var random = new Random(7);
        double truth = 6 / Math.PI * Math.Asin(0.6 / 2);
        int covered = Enumerable.Range(0, 200).Count(_ =>
        {
            double[] x = [.. Enumerable.Range(0, 50).Select(_ => Simulated.Normal(random))];
            double[] y = Array.ConvertAll(x, value => (0.6 * value) + (0.8 * Simulated.Normal(random)));
            return Covers(MetricReliability.InternalConsistency(x, y, new BootstrapOptions { Resamples = 500 }), truth);
        });

        // 95 % nominal; binomial(200, .95) has a standard deviation of 3.
        Assert.AreEqual(190, covered, 10);
    }

    /// <summary>If images were paired with their own copies, 10 images of little agreement would cover in 170 cases only.</summary>
    [TestMethod, TestCategory("Slow")]
    [DataRow(0.3, 10, 178)]
    [DataRow(1.0, 50, 174)]
    public void InterRaterReliability_FewImages_IntervalCoversTheTruth(double spread, int images, int least)
    {
        var random = new Random(8);
        var options = new BootstrapOptions { Resamples = 500 };
        double truth = MetricReliability.InterRaterReliability(
            Simulated.Scores(random, images: 50_000, methods: 5, spread), new BootstrapOptions { Resamples = 1 }).Value;

        int covered = Enumerable.Range(0, 200).Count(_ =>
            Covers(MetricReliability.InterRaterReliability(Simulated.Scores(random, images, methods: 5, spread), options), truth));

        Assert.IsGreaterThanOrEqualTo(least, covered);
    }

    private static bool Covers(ReliabilityEstimate estimate, double truth) => estimate.Low <= truth && truth <= estimate.High;
}
