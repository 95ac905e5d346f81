namespace Microsoft.ML.Saliency.Tests;

/// <summary>Bad input: the message says what was wanted, what was given and what to do.</summary>
[TestClass]
public class MetricReliabilityErrorTests
{
    private static readonly double[,] Scores = { { 1, 2 }, { 3, 1 }, { 2, 2 } };

    [TestMethod]
    [DataRow(1, 4)]
    [DataRow(4, 1)]
    [DataRow(0, 0)]
    public void Scores_FewerThanTwoImagesOrMethods_SaysExpectedAndGiven(int images, int methods)
    {
        var scores = new double[images, methods];

        string expected = $"at least 2 images (rows) and 2 methods (columns), but were {images} x {methods}";
        Assert.ThrowsWith<ArgumentException>(() => MetricReliability.InterRaterReliability(scores), expected);
        Assert.ThrowsWith<ArgumentException>(() => MetricReliability.InterMethodReliability(scores), expected);
        Assert.ThrowsWith<ArgumentException>(() => MetricReliability.InternalConsistency(scores), "2 metrics (columns)");
    }

    [TestMethod]
    public void Scores_NotFinite_NamesImageAndMethod()
    {
        double[,] scores = { { 1, 2 }, { 3, double.NaN } };

        Assert.ThrowsWith<ArgumentException>(() => MetricReliability.InterRaterReliability(scores), "image 1 and method 1 was NaN");
        Assert.ThrowsWith<ArgumentException>(
            () => MetricReliability.InternalConsistency([1, 3], [2, double.NaN]), "image 1 and metric 1 was NaN");
    }

    [TestMethod]
    public void InterRaterReliability_EqualScoresWithinEveryImage_IsRefused()
    {
        double[,] scores = { { 1, 1, 1 }, { 2, 2, 2 } };

        Assert.ThrowsWith<ArgumentException>(
            () => MetricReliability.InterRaterReliability(scores), "each of the 2 images gives all 3 methods the same score");
    }

    [TestMethod]
    public void InterMethodReliability_ConstantMethod_IsNamed()
    {
        double[,] scores = { { 1, 0.5 }, { 2, 0.5 }, { 3, 0.5 } };

        Assert.ThrowsWith<ArgumentException>(() => MetricReliability.InterMethodReliability(scores), "method 1 has 0.5 for all 3 images");
    }

    [TestMethod]
    public void InternalConsistency_NumbersOfScoresDiffer_SaysBoth() =>
        Assert.ThrowsWith<ArgumentException>(
            () => MetricReliability.InternalConsistency([1, 2, 3], [1, 2]), "one score for each image, but had 3 and 2 scores");

    [TestMethod]
    [DataRow(0, 0.95, "Resamples must be at least 1")]
    [DataRow(10, 0.0, "Confidence must be greater than 0 and less than 1")]
    [DataRow(10, 1.0, "Confidence must be greater than 0 and less than 1")]
    [DataRow(10, double.NaN, "Confidence must be greater than 0 and less than 1")]
    public void Bootstrap_BadOption_IsNamed(int resamples, double confidence, string expected)
    {
        var options = new BootstrapOptions { Resamples = resamples, Confidence = confidence };

        Assert.ThrowsWith<ArgumentOutOfRangeException>(() => MetricReliability.InterRaterReliability(Scores, options), expected);
        Assert.ThrowsWith<ArgumentOutOfRangeException>(() => MetricReliability.InterMethodReliability(Scores, options), expected);
    }

    [TestMethod]
    public void PairwiseReliability_ColumnOutOfRange_IsRefused()
    {
        PairwiseReliability reliability = MetricReliability.InternalConsistency(new double[,] { { 1, 2 }, { 3, 1 } });

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => reliability[2, 0]);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => reliability[0, -1]);
    }
}
