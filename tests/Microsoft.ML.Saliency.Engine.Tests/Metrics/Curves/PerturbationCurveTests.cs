namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class PerturbationCurveTests
{
    // Six pixels of the weights 6, 5, 4, 3, 2, 1, all 1 and removed one by one, by a map that is right.
    private static readonly PerturbationCurve Morf = Curve([0, 1 / 6.0, 2 / 6.0, 0.5, 4 / 6.0, 5 / 6.0, 1], [21, 15, 10, 6, 3, 1, 0]);
    private static readonly PerturbationCurve Lerf =
        Curve([0, 1 / 6.0, 2 / 6.0, 0.5, 4 / 6.0, 5 / 6.0, 1], [21, 20, 18, 15, 11, 6, 0], PerturbationOrder.LeastRelevantFirst);

    [TestMethod]
    public void Auc_EqualSteps_IsTheTrapezoidRule()
    {
        Assert.AreEqual((10.5 + 15 + 10 + 6 + 3 + 1 + 0) / 6, Morf.Auc, 1e-12);
        Assert.AreEqual((10.5 + 20 + 18 + 15 + 11 + 6 + 0) / 6, Lerf.Auc, 1e-12);
        Assert.AreEqual(Morf.Auc, Morf.StepAuc, 1e-12);
    }

    [TestMethod]
    public void Auc_UnequalSteps_WeighsThemByTheirTrueSize()
    {
        PerturbationCurve curve = Curve([0, 4 / 6.0, 1], [21, 3, 0]);

        Assert.AreEqual((4 / 6.0 * 12) + (2 / 6.0 * 1.5), curve.Auc, 1e-12);
        Assert.AreEqual((24 - 10.5) / 2, curve.StepAuc, 1e-12);
    }

    [TestMethod]
    public void Auc_CurveThatEndsEarly_IsItsMeanHeight()
    {
        Assert.AreEqual((15.5 + 6.5) / 2, Curve([0, 2 / 6.0, 4 / 6.0], [21, 10, 3]).Auc, 1e-12);
        Assert.AreEqual(0.5, Curve([0, 0.1], [0.5, 0.5]).Auc, 1e-12);
    }

    [TestMethod]
    public void Aopc_IsTheMeanDropOverAllPoints()
    {
        Assert.AreEqual((0 + 6 + 11 + 15 + 18 + 20 + 21) / 7.0, Morf.Aopc, 1e-12);
        Assert.AreEqual((0 + 1 + 3 + 6 + 10 + 15 + 21) / 7.0, Lerf.Aopc, 1e-12);
    }

    [TestMethod]
    public void Abpc_IsTheDifferenceOfTheAopcs() => Assert.AreEqual(13 - 8, PerturbationCurve.Abpc(Morf, Lerf), 1e-12);

    [TestMethod]
    public void RoadCombined_IsHalfTheMeanGapWithoutTheStart() =>
        Assert.AreEqual((5 + 8 + 9 + 8 + 5 + 0) / 2.0 / 6, PerturbationCurve.RoadCombined(Morf, Lerf), 1e-12);

    public static IEnumerable<object[]> BadPoints =>
    [
        [Array.Empty<double>(), Array.Empty<double>(), "but had 0 fractions and 0 scores"],
        [new double[] { 0 }, new double[] { 1 }, "but had 1 fractions and 1 scores"],
        [new double[] { 0, 1 }, new double[] { 1, 2, 3 }, "but had 2 fractions and 3 scores"],
        [new double[] { 0, 0.5, 0.5 }, new double[3], "ascending from 0 to 1, but number 2 was 0.5"],
        [new double[] { -0.1, 1 }, new double[2], "number 0 was -0.1"],
        [new double[] { 0, 1.1 }, new double[2], "number 1 was 1.1"],
        [new double[] { 0, double.NaN }, new double[2], "number 1 was NaN"],
        [new double[] { 0, 1 }, new double[] { 0, double.NaN }, "finite, but number 1 was NaN"],
    ];

    [TestMethod]
    [DynamicData(nameof(BadPoints))]
    public void Constructor_BadPoints_AreNamed(double[] fractions, double[] scores, string expected) =>
        Assert.ThrowsWith<ArgumentException>(() => Curve(fractions, scores), expected);

    [TestMethod]
    public void Constructor_NegativeTarget_IsRefused() => Assert.ThrowsExactly<ArgumentOutOfRangeException>(
        () => new PerturbationCurve([0, 1], [1, 0], -1, PerturbationOrder.MostRelevantFirst, PerturbationDirection.Removal));

    [TestMethod]
    public void Abpc_CurvesThatAreNoPair_AreRefused()
    {
        var shorter = Curve([0, 1], [21, 0], PerturbationOrder.LeastRelevantFirst);
        var otherClass = new PerturbationCurve(Lerf.Fractions, Lerf.Scores, 3, Lerf.Order, Lerf.Direction);
        var insertion = new PerturbationCurve(Lerf.Fractions, Lerf.Scores, 0, Lerf.Order, PerturbationDirection.Insertion);

        RequireRefused(Lerf, Morf, "Removal with MostRelevantFirst, but was Removal with LeastRelevantFirst");
        RequireRefused(Morf, Morf, "Removal with LeastRelevantFirst, but was Removal with MostRelevantFirst");
        RequireRefused(Morf, insertion, "but was Insertion with LeastRelevantFirst");
        RequireRefused(Morf, shorter, "class 0 with 7 points and class 0 with 2");
        RequireRefused(Morf, otherClass, "class 0 with 7 points and class 3 with 7");
    }

    private static void RequireRefused(PerturbationCurve morf, PerturbationCurve lerf, string expected)
    {
        Func<PerturbationCurve, PerturbationCurve, double>[] measures = [PerturbationCurve.Abpc, PerturbationCurve.RoadCombined];
        foreach (Func<PerturbationCurve, PerturbationCurve, double> measure in measures)
        {
            Assert.ThrowsWith<ArgumentException>(() => measure(morf, lerf), expected);
        }
    }

    private static PerturbationCurve Curve(
        double[] fractions, double[] scores, PerturbationOrder order = PerturbationOrder.MostRelevantFirst) =>
        new(fractions, scores, 0, order, PerturbationDirection.Removal);
}
