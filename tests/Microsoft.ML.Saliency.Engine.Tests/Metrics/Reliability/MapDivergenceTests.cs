namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class MapDivergenceTests
{
    // Pearson's correlations: of Rising with itself 1, with Swapped 1/2, with Falling -1; of Swapped with Falling -1/2.
    private static readonly SaliencyMap Rising = Map(1, 2, 3), Swapped = Map(1, 3, 2), Falling = Map(3, 2, 1);

    [TestMethod]
    public void Estimate_TwoRandomConditions_ComparesMapsOfOtherSeedsOnly()
    {
        var divergence = new MapDivergence(["a", "b"], SimilarityMeasure.Pearson);

        divergence.Add([[Rising, Swapped], [Swapped, Rising]]);

        // S(a, a) = S(b, b) = 1/2. With other seeds Rising meets Rising and Swapped meets Swapped.
        DivergenceEstimate estimate = divergence.Estimate(0, 1);
        Assert.AreEqual(0.5, divergence.Repeatability(0).Mean, 1e-15);
        Assert.AreEqual(1, estimate.Similarity.Mean, 1e-15);
        Assert.AreEqual(0.5, estimate.Floor.Mean, 1e-15);
        Assert.AreEqual(-0.5, estimate.Excess.Value, 1e-15);
        Assert.AreEqual(1, estimate.Images);
    }

    [TestMethod]
    public void Estimate_OneConditionIsNotRandom_ComparesItsMapWithAllOfTheOther()
    {
        var divergence = new MapDivergence(["fixed", "random"], SimilarityMeasure.Pearson);

        divergence.Add([[Rising], [Rising, Swapped]]);

        // (1 + 1/2) / 2, and sqrt(1 * 1/2).
        DivergenceEstimate estimate = divergence.Estimate(1, 0);
        Assert.AreEqual(1, divergence.Repeatability(0).Mean);
        Assert.AreEqual(0.75, estimate.Similarity.Mean, 1e-15);
        Assert.AreEqual(Math.Sqrt(0.5), estimate.Floor.Mean, 1e-15);
    }

    [TestMethod]
    public void Estimate_SeedsThatDisagree_LeaveNoFloor()
    {
        var divergence = new MapDivergence(["a", "b"], SimilarityMeasure.Pearson);

        divergence.Add([[Rising, Falling], [Rising]]);

        Assert.AreEqual(0, divergence.Estimate(0, 1).Floor.Mean);
    }

    [TestMethod]
    public void Estimate_SeveralImages_GivesMeanAndInterval()
    {
        var divergence = new MapDivergence(["a", "b"], SimilarityMeasure.Pearson);

        divergence.Add([[Rising], [Swapped]]);
        divergence.Add([[Rising], [Falling]]);

        // Excess 1/2 and 2: resamples have the means 1/2, 5/4 and 2.
        DivergenceEstimate estimate = divergence.Estimate(0, 1);
        Assert.AreEqual(-0.25, estimate.Similarity.Mean, 1e-15);
        Assert.AreEqual(1.25, estimate.Excess.Value, 1e-15);
        Assert.AreEqual(0.5, estimate.Excess.Low, 1e-15);
        Assert.AreEqual(2, estimate.Excess.High, 1e-15);
        Assert.AreEqual(2, divergence.Images);
    }

    [TestMethod]
    public void Estimate_ConstantMap_LeavesTheImageOut()
    {
        var divergence = new MapDivergence(["a", "b", "c"], SimilarityMeasure.Spearman);

        divergence.Add([[Rising], [Map(1, 1, 1)], [Falling]]);

        Assert.AreEqual(0, divergence.Estimate(0, 1).Images);
        Assert.IsTrue(double.IsNaN(divergence.Estimate(0, 1).Excess.Value));
        Assert.AreEqual(-1, divergence.Estimate(0, 2).Similarity.Mean, 1e-15);
        Assert.IsTrue(double.IsNaN(divergence.Repeatability(1).Mean));
    }

    [TestMethod]
    public void Constructor_OneConditionOrADistance_IsRefused()
    {
        Assert.ThrowsWith<ArgumentException>(() => new MapDivergence(["a"], SimilarityMeasure.Pearson), "but had 1");
        Assert.ThrowsWith<ArgumentException>(() => new MapDivergence(["a", "b"], SimilarityMeasure.MeanAbsoluteDifference), "a distance");
    }

    [TestMethod]
    public void Add_MissingConditionOrMap_IsRefused()
    {
        var divergence = new MapDivergence(["a", "b"], SimilarityMeasure.Pearson);

        Assert.ThrowsWith<ArgumentException>(() => divergence.Add([[Rising]]), "there were 1 conditions");
        Assert.ThrowsWith<ArgumentException>(() => divergence.Add([[Rising], []]), "number 1 without a map");
    }

    [TestMethod]
    public void Estimate_SameOrUnknownCondition_IsRefused()
    {
        var divergence = new MapDivergence(["a", "b"], SimilarityMeasure.Pearson);

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => divergence.Estimate(1, 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => divergence.Estimate(0, 2));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => divergence.Repeatability(2));
    }

    private static SaliencyMap Map(params float[] values) => new(1, values.Length, values, target: 0, score: 0);
}
