namespace Microsoft.ML.Saliency.Tests;

/// <summary>Bad input: the message says what was wanted, what was given and what to do.</summary>
[TestClass]
public class MapSimilarityErrorTests
{
    private static readonly SaliencyMap Map = new(2, 3, [1, 2, 3, 4, 5, 6], target: 0, score: 0);
    private static readonly SaliencyMap Constant = new(2, 3, [5, 5, 5, 5, 5, 5], target: 0, score: 0);
    private static readonly SaliencyMap Zero = new(2, 3, new float[6], target: 0, score: 0);
    private static readonly SaliencyMap Turned = new(3, 2, [1, 2, 3, 4, 5, 6], target: 0, score: 0);

    public static IEnumerable<object[]> Correlations =>
        [[SimilarityMeasure.Pearson], [SimilarityMeasure.Spearman], [SimilarityMeasure.KendallTauB]];

    public static IEnumerable<object[]> Measures => Enum.GetValues<SimilarityMeasure>().Select(measure => new object[] { measure });

    public static IEnumerable<object[]> BadSsimOptions =>
    [
        [new SsimOptions(), "WindowSize must be odd, at least 3 and at most 5, the shorter side of the maps of 5 x 9"],
        [new SsimOptions { WindowSize = 4 }, "WindowSize must be odd"],
        [new SsimOptions { WindowSize = 1 }, "at least 3"],
        [new SsimOptions { WindowSize = 3, Sigma = 0 }, "Sigma must be finite and greater than 0"],
        [new SsimOptions { WindowSize = 3, K1 = 0 }, "K1 must be finite and greater than 0"],
        [new SsimOptions { WindowSize = 3, K2 = double.NaN }, "K2 must be finite and greater than 0"],
        [new SsimOptions { WindowSize = 3, DataRange = -1 }, "DataRange must be finite and greater than 0"],
    ];

    [TestMethod]
    [DynamicData(nameof(Correlations))]
    public void Compare_ConstantMapInACorrelation_SaysWhichOne(SimilarityMeasure measure)
    {
        void Refused(SaliencyMap first, SaliencyMap second, string which) => Assert.ThrowsWith<ArgumentException>(
            () => MapSimilarity.Compare(first, second, measure), $"different values, but the {which} of the two is 5 in all 6 places");

        Refused(Constant, Map, "first");
        Refused(Map, Constant, "second");
    }

    [TestMethod]
    [DynamicData(nameof(Correlations))]
    public void Matrix_ConstantMapInACorrelation_SaysWhichOne(SimilarityMeasure measure) =>
        Assert.ThrowsWith<ArgumentException>(() => MapSimilarity.Matrix([Map, Map, Constant], measure), "map 2 is 5 in all 2 x 3 pixels");

    [TestMethod]
    public void Cosine_ZeroMap_SaysWhichOne()
    {
        Assert.ThrowsWith<ArgumentException>(() => MapSimilarity.Cosine(Map, Zero), "the second of the two is 0 in all 6 places");
        Assert.ThrowsWith<ArgumentException>(
            () => MapSimilarity.Matrix([Map, Zero], SimilarityMeasure.Cosine), "map 1 is 0 in all 2 x 3 pixels");
    }

    [TestMethod]
    [DynamicData(nameof(Measures))]
    public void Compare_MapsOfDifferentSize_SaysBothSizes(SimilarityMeasure measure) =>
        Assert.ThrowsWith<ArgumentException>(() => MapSimilarity.Compare(Map, Turned, measure), "one size, but were 2 x 3 and 3 x 2");

    [TestMethod]
    public void Matrix_MapsOfDifferentSize_SaysWhichOne()
    {
        const string Expected = "map 0 is 2 x 3, map 2 3 x 2";

        Assert.ThrowsWith<ArgumentException>(() => MapSimilarity.Matrix([Map, Map, Turned], SimilarityMeasure.Ssim), Expected);
        Assert.ThrowsWith<ArgumentException>(() => MapSimilarity.Matrix([Map, Map, Turned], (_, _) => 0), Expected);
    }

    [TestMethod]
    public void Matrix_NoMapOrNull_IsRefused()
    {
        Assert.ThrowsWith<ArgumentException>(() => MapSimilarity.Matrix([], SimilarityMeasure.Ssim), "at least one map, but had none");
        Assert.ThrowsWith<ArgumentException>(() => MapSimilarity.Matrix([Map, null!], SimilarityMeasure.Ssim), "map 1 was");
        Assert.ThrowsExactly<ArgumentNullException>(() => MapSimilarity.Matrix(null!, SimilarityMeasure.Ssim));
    }

    [TestMethod]
    public void Compare_UnknownMeasure_IsRefused() =>
        Assert.ThrowsWith<ArgumentOutOfRangeException>(() => MapSimilarity.Compare(Map, Map, (SimilarityMeasure)99), "Unknown measure");

    [TestMethod]
    [DataRow(2, 3)]
    [DataRow(0, 0)]
    public void Vectors_LengthsDifferOrZero_SaysBoth(int first, int second)
    {
        string expected = $"the same length, at least 1, but had {first} and {second} values";

        Assert.ThrowsWith<ArgumentException>(() => MapSimilarity.Pearson(new double[first], new double[second]), expected);
        Assert.ThrowsWith<ArgumentException>(() => MapSimilarity.Spearman(new float[first], new float[second]), expected);
        Assert.ThrowsWith<ArgumentException>(() => MapSimilarity.KendallTauB(new float[first], new float[second]), expected);
        Assert.ThrowsWith<ArgumentException>(() => MapSimilarity.Cosine(new float[first], new float[second]), expected);
        Assert.ThrowsWith<ArgumentException>(() => MapSimilarity.TopKIoU(new float[first], new float[second]), expected);
        Assert.ThrowsWith<ArgumentException>(() => MapSimilarity.MeanAbsoluteDifference(new float[first], new float[second]), expected);
    }

    [TestMethod]
    public void Vectors_NotFinite_NamesTheValue()
    {
        Assert.ThrowsWith<ArgumentException>(() => MapSimilarity.Pearson([1f, float.NaN], [1f, 2]), "value 1 of the first vector was NaN");
        Assert.ThrowsWith<ArgumentException>(
            () => MapSimilarity.KendallTauB([1f, 2], [float.PositiveInfinity, 2]), "value 0 of the second vector was");
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(1.01)]
    [DataRow(double.NaN)]
    public void TopKIoU_ShareOutOfRange_SaysTheRange(double share) =>
        Assert.ThrowsWith<ArgumentOutOfRangeException>(() => MapSimilarity.TopKIoU(Map, Map, share), "greater than 0 and at most 1");

    [TestMethod]
    [DynamicData(nameof(BadSsimOptions))]
    public void Ssim_BadOption_IsNamed(SsimOptions options, string expected)
    {
        var map = new SaliencyMap(5, 9, new float[45], target: 0, score: 0);

        Assert.ThrowsWith<ArgumentOutOfRangeException>(() => MapSimilarity.Ssim(map, map, options), expected);
    }
}
