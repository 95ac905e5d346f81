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
        Assert.Contains(expected, Assert.ThrowsExactly<ArgumentException>(() => MetricReliability.InterRaterReliability(scores)).Message);
        Assert.Contains(expected, Assert.ThrowsExactly<ArgumentException>(() => MetricReliability.InterMethodReliability(scores)).Message);
        Assert.Contains(
            "2 metrics (columns)", Assert.ThrowsExactly<ArgumentException>(() => MetricReliability.InternalConsistency(scores)).Message);
    }

    [TestMethod]
    public void Scores_NotFinite_NamesImageAndMethod()
    {
        double[,] scores = { { 1, 2 }, { 3, double.NaN } };

        Assert.Contains(
            "image 1 and method 1 was NaN", Assert.ThrowsExactly<ArgumentException>(
                () => MetricReliability.InterRaterReliability(scores)).Message);
        Assert.Contains(
            "image 1 and metric 1 was NaN", Assert.ThrowsExactly<ArgumentException>(
                () => MetricReliability.InternalConsistency([1, 3], [2, double.NaN])).Message);
    }

    [TestMethod]
    public void InterRaterReliability_EqualScoresWithinEveryImage_IsRefused()
    {
        double[,] scores = { { 1, 1, 1 }, { 2, 2, 2 } };

        var exception = Assert.ThrowsExactly<ArgumentException>(() => MetricReliability.InterRaterReliability(scores));

        Assert.Contains("each of the 2 images gives all 3 methods the same score", exception.Message);
    }

    [TestMethod]
    public void InterMethodReliability_ConstantMethod_IsNamed()
    {
        double[,] scores = { { 1, 0.5 }, { 2, 0.5 }, { 3, 0.5 } };

        var exception = Assert.ThrowsExactly<ArgumentException>(() => MetricReliability.InterMethodReliability(scores));

        Assert.Contains("method 1 has 0.5 for all 3 images", exception.Message);
    }

    [TestMethod]
    public void InternalConsistency_NumbersOfScoresDiffer_SaysBoth()
    {
        var exception = Assert.ThrowsExactly<ArgumentException>(() => MetricReliability.InternalConsistency([1, 2, 3], [1, 2]));

        Assert.Contains("one score for each image, but had 3 and 2 scores", exception.Message);
    }

    [TestMethod]
    [DataRow(0, 0.95, "Resamples must be at least 1")]
    [DataRow(10, 0.0, "Confidence must be greater than 0 and less than 1")]
    [DataRow(10, 1.0, "Confidence must be greater than 0 and less than 1")]
    [DataRow(10, double.NaN, "Confidence must be greater than 0 and less than 1")]
    public void Bootstrap_BadOption_IsNamed(int resamples, double confidence, string expected)
    {
        var options = new BootstrapOptions { Resamples = resamples, Confidence = confidence };

        Assert.Contains(expected, Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => MetricReliability.InterRaterReliability(Scores, options)).Message);
        Assert.Contains(expected, Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => MetricReliability.InterMethodReliability(Scores, options)).Message);
    }

    [TestMethod]
    public void PairwiseReliability_ColumnOutOfRange_IsRefused()
    {
        PairwiseReliability reliability = MetricReliability.InternalConsistency(new double[,] { { 1, 2 }, { 3, 1 } });

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => reliability[2, 0]);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => reliability[0, -1]);
    }
}
