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
        var first = Assert.ThrowsExactly<ArgumentException>(() => MapSimilarity.Compare(Constant, Map, measure));
        var second = Assert.ThrowsExactly<ArgumentException>(() => MapSimilarity.Compare(Map, Constant, measure));

        Assert.Contains("different values, but the first of the two is 5 in all 6 places", first.Message);
        Assert.Contains("different values, but the second of the two is 5 in all 6 places", second.Message);
    }

    [TestMethod]
    [DynamicData(nameof(Correlations))]
    public void Matrix_ConstantMapInACorrelation_SaysWhichOne(SimilarityMeasure measure)
    {
        var exception = Assert.ThrowsExactly<ArgumentException>(() => MapSimilarity.Matrix([Map, Map, Constant], measure));

        Assert.Contains("map 2 is 5 in all 2 x 3 pixels", exception.Message);
    }

    [TestMethod]
    public void Cosine_ZeroMap_SaysWhichOne()
    {
        var pair = Assert.ThrowsExactly<ArgumentException>(() => MapSimilarity.Cosine(Map, Zero));
        var matrix = Assert.ThrowsExactly<ArgumentException>(() => MapSimilarity.Matrix([Map, Zero], SimilarityMeasure.Cosine));

        Assert.Contains("the second of the two is 0 in all 6 places", pair.Message);
        Assert.Contains("map 1 is 0 in all 2 x 3 pixels", matrix.Message);
    }

    [TestMethod]
    [DynamicData(nameof(Measures))]
    public void Compare_MapsOfDifferentSize_SaysBothSizes(SimilarityMeasure measure)
    {
        var exception = Assert.ThrowsExactly<ArgumentException>(() => MapSimilarity.Compare(Map, Turned, measure));

        Assert.Contains("one size, but were 2 x 3 and 3 x 2", exception.Message);
    }

    [TestMethod]
    public void Matrix_MapsOfDifferentSize_SaysWhichOne()
    {
        var byMeasure = Assert.ThrowsExactly<ArgumentException>(() => MapSimilarity.Matrix([Map, Map, Turned], SimilarityMeasure.Ssim));
        var byDelegate = Assert.ThrowsExactly<ArgumentException>(() => MapSimilarity.Matrix([Map, Map, Turned], (_, _) => 0));

        Assert.Contains("map 0 is 2 x 3, map 2 3 x 2", byMeasure.Message);
        Assert.Contains("map 0 is 2 x 3, map 2 3 x 2", byDelegate.Message);
    }

    [TestMethod]
    public void Matrix_NoMapOrNull_IsRefused()
    {
        Assert.Contains("at least one map, but had none", Assert.ThrowsExactly<ArgumentException>(
            () => MapSimilarity.Matrix([], SimilarityMeasure.Ssim)).Message);
        Assert.Contains(
            "map 1 was", Assert.ThrowsExactly<ArgumentException>(() => MapSimilarity.Matrix([Map, null!], SimilarityMeasure.Ssim)).Message);
        Assert.ThrowsExactly<ArgumentNullException>(() => MapSimilarity.Matrix(null!, SimilarityMeasure.Ssim));
    }

    [TestMethod]
    public void Compare_UnknownMeasure_IsRefused()
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => MapSimilarity.Compare(Map, Map, (SimilarityMeasure)99));

        Assert.Contains("Unknown measure", exception.Message);
    }

    [TestMethod]
    [DataRow(2, 3)]
    [DataRow(0, 0)]
    public void Vectors_LengthsDifferOrZero_SaysBoth(int first, int second)
    {
        string expected = $"the same length, at least 1, but had {first} and {second} values";

        Assert.Contains(
            expected, Assert.ThrowsExactly<ArgumentException>(() => MapSimilarity.Pearson(new double[first], new double[second])).Message);
        Assert.Contains(
            expected, Assert.ThrowsExactly<ArgumentException>(() => MapSimilarity.Spearman(new float[first], new float[second])).Message);
        Assert.Contains(expected, Assert.ThrowsExactly<ArgumentException>(
            () => MapSimilarity.KendallTauB(new float[first], new float[second])).Message);
        Assert.Contains(
            expected, Assert.ThrowsExactly<ArgumentException>(() => MapSimilarity.Cosine(new float[first], new float[second])).Message);
        Assert.Contains(
            expected, Assert.ThrowsExactly<ArgumentException>(() => MapSimilarity.TopKIoU(new float[first], new float[second])).Message);
        Assert.Contains(expected, Assert.ThrowsExactly<ArgumentException>(
            () => MapSimilarity.MeanAbsoluteDifference(new float[first], new float[second])).Message);
    }

    [TestMethod]
    public void Vectors_NotFinite_NamesTheValue()
    {
        Assert.Contains("value 1 of the first vector was NaN", Assert.ThrowsExactly<ArgumentException>(
            () => MapSimilarity.Pearson([1f, float.NaN], [1f, 2])).Message);
        Assert.Contains(
            "value 0 of the second vector was", Assert.ThrowsExactly<ArgumentException>(
                () => MapSimilarity.KendallTauB([1f, 2], [float.PositiveInfinity, 2])).Message);
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(1.01)]
    [DataRow(double.NaN)]
    public void TopKIoU_ShareOutOfRange_SaysTheRange(double share)
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => MapSimilarity.TopKIoU(Map, Map, share));

        Assert.Contains("greater than 0 and at most 1", exception.Message);
    }

    [TestMethod]
    [DynamicData(nameof(BadSsimOptions))]
    public void Ssim_BadOption_IsNamed(SsimOptions options, string expected)
    {
        var map = new SaliencyMap(5, 9, new float[45], target: 0, score: 0);

        Assert.Contains(expected, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => MapSimilarity.Ssim(map, map, options)).Message);
    }
}
