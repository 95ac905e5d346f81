namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class MapSimilarityTests
{
    [TestMethod]
    public void Correlations_FourValues_AreAsWorkedByHand()
    {
        double[] a = [1, 2, 3, 4], b = [2, 1, 4, 3];

        // Deviations -1.5 -.5 .5 1.5 and -.5 -1.5 1.5 .5: 3 / sqrt(5 * 5). Of 6 pairs 2 are out of order.
        Assert.AreEqual(0.6, MapSimilarity.Pearson(a, b), 1e-15);
        Assert.AreEqual(0.6, MapSimilarity.Spearman(a, b), 1e-15);
        Assert.AreEqual(1.0 / 3, MapSimilarity.KendallTauB(a, b), 1e-15);
    }

    [TestMethod]
    public void RankCorrelations_Ties_AreAsWorkedByHand()
    {
        double[] a = [1, 1, 2, 3], b = [1, 2, 2, 3];

        // Ranks 1.5 1.5 3 4 and 1 2.5 2.5 4: 3.75 / 4.5. Of 6 pairs one is tied in a, another in b, 4 are in order.
        Assert.AreEqual(5.0 / 6, MapSimilarity.Spearman(a, b), 1e-15);
        Assert.AreEqual(4.0 / 5, MapSimilarity.KendallTauB(a, b), 1e-15);
    }

    /// <summary>Anscombe, "Graphs in Statistical Analysis", 1973, the first of the four.</summary>
    [TestMethod]
    public void Pearson_AnscombesFirst_IsAsPublished()
    {
        double[] x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5], y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];

        Assert.AreEqual(0.816, MapSimilarity.Pearson(x, y), 0.0005);
    }

    /// <summary>The example of Wikipedia, "Spearman's rank correlation coefficient": IQ and hours of television, -29/165.</summary>
    [TestMethod]
    public void Spearman_TenPersons_IsAsPublished()
    {
        double[] iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110], hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];

        Assert.AreEqual(-29.0 / 165, MapSimilarity.Spearman(iq, hours), 1e-15);
    }

    [TestMethod]
    public void RankCorrelations_ZeroesOfBothSigns_AreTied()
    {
        float[] a = [-0f, 0, 1], b = [5, 5, 6];

        Assert.AreEqual(1, MapSimilarity.Spearman(a, b), 1e-15);
        Assert.AreEqual(1, MapSimilarity.KendallTauB(a, b), 1e-15);
    }

    [TestMethod]
    public void KendallTauB_MorePairsThanAnIntCounts_IsExact()
    {
        double[] up = [.. Enumerable.Range(0, 100_000).Select(i => (double)i)], down = [.. up.Reverse()];

        Assert.AreEqual(-1, MapSimilarity.KendallTauB(up, down));
        Assert.AreEqual(1, MapSimilarity.KendallTauB(up, up));
    }

    [TestMethod]
    [DataRow(1e200)]
    [DataRow(1e-200)]
    public void PearsonAndCosine_ExtremeUnits_DoNotOverflow(double unit)
    {
        double[] a = [unit, 2 * unit, 3 * unit, 4 * unit], b = [2, 1, 4, 3];

        Assert.AreEqual(0.6, MapSimilarity.Pearson(a, b), 1e-14);
        Assert.AreEqual(28.0 / 30, MapSimilarity.Cosine(a, b), 1e-14);
    }

    [TestMethod]
    public void Cosine_TwoVectors_IsTheAnglesCosine()
    {
        Assert.AreEqual(24.0 / 25, MapSimilarity.Cosine([3.0, 4.0], [4.0, 3.0]), 1e-15);
        Assert.AreEqual(0, MapSimilarity.Cosine([1f, 0f], [0f, 2f]));
        Assert.AreEqual(1, MapSimilarity.Cosine([7f, 7f], [1f, 1f]));
    }

    [TestMethod]
    public void TopKIoU_Ties_GoToTheFirstInRowMajorOrder()
    {
        // Half of four: pixels 0 and 1 against 1 and 2.
        Assert.AreEqual(1.0 / 3, MapSimilarity.TopKIoU([1f, 1, 1, 1], [0f, 1, 1, 1], 0.5), 1e-15);
        // The larger one first, then the first of the equals: 2 and 0 against 0 and 1.
        Assert.AreEqual(1.0 / 3, MapSimilarity.TopKIoU([1f, 1, 2, 1], [3f, 3, 3, 3], 0.5), 1e-15);
    }

    [TestMethod]
    [DataRow(0.1, 0.0)] // 0.4 pixels are 1: {0} against {3}
    [DataRow(0.5, 0.0)] // {0, 1} against {3, 2}
    [DataRow(0.625, 0.5)] // 2.5 are 3: {0, 1, 2} against {3, 2, 1}
    [DataRow(1.0, 1.0)]
    public void TopKIoU_Share_IsRoundedToPixels(double share, double expected) =>
        Assert.AreEqual(expected, MapSimilarity.TopKIoU([4f, 3, 2, 1], [1f, 2, 3, 4], share), 1e-15);

    [TestMethod]
    public void TopKIoU_Absolute_TakesLargeNegativeValues()
    {
        float[] a = [-5, 1, 2, 0], b = [3, 0, 0, -2];

        Assert.AreEqual(0, MapSimilarity.TopKIoU(a, b, 0.25));
        Assert.AreEqual(1, MapSimilarity.TopKIoU(a, b, 0.25, absolute: true));
    }

    [TestMethod]
    public void MeanAbsoluteDifference_ThreePixels_IsOfTheScaledMaps()
    {
        // 0, .5, 1 against 1, 1, 0; a constant map is 0, 0, 0.
        Assert.AreEqual(2.5 / 3, MapSimilarity.MeanAbsoluteDifference([0f, 5, 10], [3f, 3, 1]), 1e-15);
        Assert.AreEqual(1.5 / 3, MapSimilarity.MeanAbsoluteDifference([0f, 5, 10], [8f, 8, 8]), 1e-15);
    }

    [TestMethod]
    [DataRow(false, 6.0 / 60)]
    [DataRow(true, 1.75 / 22)]
    public void Ssim_OneWindow_IsAsWorkedByHand(bool sampleCovariance, double expected)
    {
        // One 9 each, in different places: means 1, variances 8, covariance -1 (as a sample 9 and -9/8); C1 = 1, C2 = 4.
        SaliencyMap a = Map(3, 3, 9, 0, 0, 0, 0, 0, 0, 0, 0), b = Map(3, 3, 0, 0, 0, 0, 9, 0, 0, 0, 0);
        var options =
            new SsimOptions { WindowSize = 3, Sigma = null, K1 = 0.01, K2 = 0.02, DataRange = 100, SampleCovariance = sampleCovariance };

        Assert.AreEqual(expected, MapSimilarity.Ssim(a, b, options), 1e-14);
    }

    [TestMethod]
    public void Ssim_DefaultRange_IgnoresTheMapsUnits()
    {
        MapPair pair = MapPair.Read("signed_60x50");
        var scaled = new SaliencyMap(60, 50, Array.ConvertAll(pair.A.Values.ToArray(), value => (4 * value) + 8), 0, 0);

        Assert.AreEqual(MapSimilarity.Ssim(pair.A, pair.B), MapSimilarity.Ssim(scaled, pair.B), 1e-5);
        Assert.AreNotEqual(
            MapSimilarity.Ssim(pair.A, pair.B, new SsimOptions { DataRange = 1 }),
            MapSimilarity.Ssim(scaled, pair.B, new SsimOptions { DataRange = 1 }),
            1e-2);
    }

    [TestMethod]
    public void Ssim_ConstantMaps_AreAlikeAndUnlikeOthers()
    {
        var constant = new SaliencyMap(60, 50, new float[3000], 0, 0);

        Assert.AreEqual(1, MapSimilarity.Ssim(constant, constant));
        Assert.IsLessThan(0.5, MapSimilarity.Ssim(constant, MapPair.Read("signed_60x50").A));
    }

    [TestMethod]
    [DataRow(SimilarityMeasure.Pearson, 0.6)]
    [DataRow(SimilarityMeasure.Spearman, 0.6)]
    [DataRow(SimilarityMeasure.KendallTauB, 1.0 / 3)]
    [DataRow(SimilarityMeasure.Cosine, 28.0 / 30)]
    [DataRow(SimilarityMeasure.TopKIoU, 0.0)]
    [DataRow(SimilarityMeasure.MeanAbsoluteDifference, 1.0 / 3)]
    public void Matrix_ThreeMaps_IsSymmetricWithPerfectDiagonal(SimilarityMeasure measure, double expected)
    {
        SaliencyMap a = Map(2, 2, 1, 2, 3, 4), b = Map(2, 2, 2, 1, 4, 3);

        double[,] matrix = MapSimilarity.Matrix([a, b, a], measure);

        double self = measure == SimilarityMeasure.MeanAbsoluteDifference ? 0 : 1;
        double[] values = [self, expected, self, expected, self, expected, self, expected, self];
        for (int i = 0; i < 9; i++)
        {
            Assert.AreEqual(values[i], matrix[i / 3, i % 3], 1e-15, $"{i / 3}, {i % 3}");
        }

        Assert.AreEqual(expected, MapSimilarity.Compare(a, b, measure), 1e-15);
    }

    [TestMethod]
    public void Matrix_Ssim_HoldsThePairs()
    {
        MapPair pair = MapPair.Read("smooth_80x100");

        double[,] matrix = MapSimilarity.Matrix([pair.A, pair.B], SimilarityMeasure.Ssim);

        double expected = pair.Value("ssim_gauss_sigma1_5_population_covariance");
        Assert.AreEqual(1, matrix[0, 0], 1e-12);
        Assert.AreEqual(expected, matrix[0, 1], 1e-9);
        Assert.AreEqual(expected, matrix[1, 0], 1e-9);
    }

    [TestMethod]
    public void Matrix_OwnMeasure_IsCalledOncePerPair()
    {
        int calls = 0;
        double[,] matrix = MapSimilarity.Matrix([Map(1, 2, 1, 2), Map(1, 2, 5, 6), Map(1, 2, 9, 9)], (a, b) =>
        {
            calls++;
            return a[0, 0] * b[0, 0];
        });

        Assert.AreEqual(6, calls);
        CollectionAssert.AreEqual(new double[] { 1, 5, 9, 5, 25, 45, 9, 45, 81 }, matrix.Cast<double>().ToArray());
    }

    private static SaliencyMap Map(int height, int width, params float[] values) => new(height, width, values, target: 0, score: 0);
}
