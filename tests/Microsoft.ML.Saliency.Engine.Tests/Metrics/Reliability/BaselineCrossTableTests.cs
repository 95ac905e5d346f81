namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class BaselineCrossTableTests
{
    // Rows: the map's baseline; columns: the metric's. The first image's own maps win both times, the second's once and once by half.
    private static readonly double[,,] Scores = { { { 3, 1 }, { 2, 4 } }, { { 5, 2 }, { 1, 2 } } };

    [TestMethod]
    public void OwnWins_HandWorked_SharesTheWinOfEqualMaps()
    {
        var table = new BaselineCrossTable(Scores, higherIsBetter: true);

        // (1 + 1) / 2 and (1 + 1/2) / 2.
        Assert.AreEqual((1 + 0.75) / 2, table.OwnWins().Value, 1e-15);
        Assert.AreEqual(0.5, table.Chance);
    }

    [TestMethod]
    public void OwnWins_LowerIsBetter_TurnsTheOrderRound() =>
        Assert.AreEqual((0 + 0.25) / 2, new BaselineCrossTable(Scores, higherIsBetter: false).OwnWins().Value, 1e-15);

    [TestMethod]
    public void MeanAndWinner_HandWorked_AreOverImages()
    {
        var table = new BaselineCrossTable(Scores, higherIsBetter: true);

        Assert.AreEqual(4, table.Mean(0, 0).Mean);
        Assert.AreEqual(1.5, table.Mean(1, 0).Mean);
        Assert.AreEqual(0, table.Winner(0));
        Assert.AreEqual(1, table.Winner(1));
        Assert.AreEqual(1, new BaselineCrossTable(Scores, higherIsBetter: false).Winner(0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => table.Mean(0, 2));
    }

    [TestMethod]
    public void Constructor_WrongShapeOrScore_SaysWhatWasGiven()
    {
        Assert.ThrowsWith<ArgumentException>(() => new BaselineCrossTable(new double[2, 2, 3], true), "2 x 2 x 3");
        Assert.ThrowsWith<ArgumentException>(() => new BaselineCrossTable(new double[1, 1, 1], true), "1 x 1 x 1");
        double[,,] unfit = { { { 0, 1 }, { double.NaN, 2 } } };
        Assert.ThrowsWith<ArgumentException>(() => new BaselineCrossTable(unfit, true), "NaN");
    }
}
