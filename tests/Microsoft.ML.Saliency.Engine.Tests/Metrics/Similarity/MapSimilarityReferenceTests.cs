namespace Microsoft.ML.Saliency.Tests;

/// <summary>Against SciPy, scikit-image and scikit-learn.</summary>
[TestClass]
public class MapSimilarityReferenceTests
{
    private const double Tolerance = 1e-9;
    private const double TopTolerance = 1e-12;

    public static IEnumerable<object[]> Pairs => [["smooth_80x100"], ["rise_vs_occlusion_128"], ["signed_60x50"]];

    [TestMethod]
    [DynamicData(nameof(Pairs))]
    public void Correlations_PairOfMaps_EqualSciPy(string name)
    {
        MapPair pair = MapPair.Read(name);

        Assert.AreEqual(pair.Value("pearson"), MapSimilarity.Pearson(pair.A, pair.B), Tolerance);
        Assert.AreEqual(pair.Value("spearman"), MapSimilarity.Spearman(pair.A, pair.B), Tolerance);
        Assert.AreEqual(pair.Value("kendall_tau_b"), MapSimilarity.KendallTauB(pair.A, pair.B), Tolerance);
        Assert.AreEqual(pair.Value("cosine"), MapSimilarity.Cosine(pair.A, pair.B), Tolerance);
    }

    [TestMethod]
    [DynamicData(nameof(Pairs))]
    public void Ssim_PairOfMaps_EqualsScikitImage(string name)
    {
        MapPair pair = MapPair.Read(name);
        double Ssim(SsimOptions? options) => MapSimilarity.Ssim(pair.A, pair.B, options);

        Assert.AreEqual(pair.Value("ssim_gauss_sigma1_5_population_covariance"), Ssim(null), Tolerance);
        Assert.AreEqual(pair.Value("ssim_gauss_sigma1_5"), Ssim(new SsimOptions { SampleCovariance = true }), Tolerance);
        Assert.AreEqual(pair.Value("ssim_uniform7"), Ssim(SsimOptions.ScikitImage), Tolerance);
    }

    [TestMethod]
    [DataRow("smooth_80x100")]
    [DataRow("signed_60x50")]
    public void TopKIoU_PairOfMaps_EqualsScikitLearn(string name)
    {
        MapPair pair = MapPair.Read(name);

        Assert.AreEqual(pair.Value("top10pct_iou"), MapSimilarity.TopKIoU(pair.A, pair.B, 0.1), TopTolerance);
        Assert.AreEqual(
            pair.Value("top10pct_iou_of_absolute_values"), MapSimilarity.TopKIoU(pair.A, pair.B, 0.1, absolute: true), TopTolerance);
    }
}
