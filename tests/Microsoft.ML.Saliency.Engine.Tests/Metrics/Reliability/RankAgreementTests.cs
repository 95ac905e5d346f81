namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class RankAgreementTests
{
    private static readonly double[,] Rising = { { 1, 2, 3 }, { 10, 20, 30 } };

    [TestMethod]
    public void RankAgreement_HandWorked_IsTheMeanOverImages()
    {
        double[,] second = { { 0.1, 0.2, 0.3 }, { 3, 2, 1 } };
        double[,] third = { { 1, 3, 2 }, { 1, 3, 2 } };

        PairwiseReliability agreement = MetricReliability.RankAgreement([Rising, second, third]);

        // Rising and second: 1 and -1. Rising and third: 1/2 twice. Second and third: 1/2 and -1/2.
        Assert.AreEqual(0, agreement[0, 1].Value, 1e-15);
        Assert.AreEqual(0.5, agreement[0, 2].Value, 1e-15);
        Assert.AreEqual(0, agreement[1, 2].Value, 1e-15);
        Assert.AreEqual(0.5 / 3, agreement.Mean.Value, 1e-15);
        Assert.AreEqual(-1, agreement[0, 1].Low, 1e-15);
        Assert.AreEqual(1, agreement[0, 1].High, 1e-15);
    }

    [TestMethod]
    public void RankAgreement_ImageWithoutOrder_IsLeftOut()
    {
        double[,] second = { { 5, 5, 5 }, { 1, 2, 3 } };

        Assert.AreEqual(1, MetricReliability.RankAgreement([Rising, second])[0, 1].Value, 1e-15);
    }

    [TestMethod]
    public void RankAgreement_NoImageWithOrder_IsNotDefined()
    {
        double[,] constant = { { 5, 5, 5 }, { 1, 1, 1 } };

        PairwiseReliability agreement = MetricReliability.RankAgreement([Rising, constant, Rising]);

        Assert.IsTrue(double.IsNaN(agreement[0, 1].Value));
        Assert.AreEqual(1, agreement.Mean.Value, 1e-15);
    }

    [TestMethod]
    public void RankAgreement_OneMetricOrTablesOfOtherSizes_IsRefused()
    {
        Assert.ThrowsWith<ArgumentException>(() => MetricReliability.RankAgreement([Rising]), "but had 1");
        Assert.ThrowsWith<ArgumentException>(() => MetricReliability.RankAgreement([Rising, new double[2, 2]]), "2 x 3 and 2 x 2");
    }
}
