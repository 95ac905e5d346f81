namespace Microsoft.ML.Saliency.Tests;

/// <summary>Maps of classes that the model does not see are told apart from good maps.</summary>
[TestClass]
public class SaliencyMetricsChanceTests
{
    [TestMethod]
    [DataRow(10, 2)]
    [DataRow(4, 3)]
    [DataRow(1, 3)]
    [DataRow(1000, 0)]
    public void BelowChance_ScoresOfTheWholeImage_AreComparedWithOneOverK(int classCount, int expected)
    {
        var metrics = new SaliencyMetrics([Of(0.9), Of(0.09), Of(0.2), Of(0.01)], classCount);

        Assert.AreEqual(expected, metrics.BelowChance);
        Assert.AreEqual(expected == 0, metrics.Warning is null);
    }

    [TestMethod]
    public void Warning_MapsBelowChance_HasTheFigures() => Assert.StartsWith(
        "1 of 2 maps explain a score below chance (0.1), and the means include them",
        new SaliencyMetrics([Of(0.9), Of(0.09)], 10).Warning!);

    [TestMethod]
    public void BelowChance_UnknownClassesOrLogits_IsNotKnown()
    {
        Assert.IsNull(new SaliencyMetrics([Of(0.01)]).BelowChance);
        Assert.IsNull(new SaliencyMetrics([Of(0.01), Of(7)], 10).BelowChance);
        Assert.IsNull(new SaliencyMetrics([Of(0.01), Of(-1)], 10).Warning);
    }

    private static ImageMetrics Of(double score)
    {
        PerturbationCurve Curve(PerturbationOrder order) => new([0, 1], [score, 0], target: 0, order, PerturbationDirection.Removal);
        var insertion = new PerturbationCurve(
            [0, 1], [0, score], target: 0, PerturbationOrder.MostRelevantFirst, PerturbationDirection.Insertion);
        PerturbationCurve morf = Curve(PerturbationOrder.MostRelevantFirst);
        return new ImageMetrics(0, morf, Curve(PerturbationOrder.LeastRelevantFirst), morf, insertion, Localization: null);
    }
}
