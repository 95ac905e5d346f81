using Microsoft.ML.Data;

namespace Microsoft.ML.Standin.Tests;

[TestClass]
public class PredictionEngineTests
{
    [TestMethod]
    public void Predict_EveryTime_MovesTheOneLiveRowOn()
    {
        using var doubler = new Doubler();
        using var engine = Some.ML.Model.CreatePredictionEngine<NumberRow, DoubledRow>(doubler);

        var doubled = new[] { 3f, 4f, 3f }.Select(number => engine.Predict(new NumberRow { Number = number }).Doubled).ToArray();

        CollectionAssert.AreEqual(new[] { 6f, 8f, 6f }, doubled);
        CollectionAssert.AreEqual(doubler.Positions.Distinct().ToArray(), doubler.Positions);
        Assert.HasCount(3, doubler.Positions);
    }

    [TestMethod]
    public void Predict_ThroughAChain_MapsRowByRow()
    {
        using var doubler = new Doubler();
        var copy = Some.ML.Transforms.CopyColumns("Number", "Doubled");
        var chain = doubler.Append(copy.Fit(TwoColumns())).Append((ITransformer)doubler);
        using var engine = Some.ML.Model.CreatePredictionEngine<NumberRow, NumberRow>(chain);

        Assert.AreEqual(10f, engine.Predict(new NumberRow { Number = 5 }).Number);
    }

    [TestMethod]
    public void CreatePredictionEngine_NoRowToRowMapper_Throws()
    {
        using var doubler = new Doubler { IsRowToRowMapper = false };

        var thrown = Assert.Throws<ArgumentOutOfRangeException>(
            () => Some.ML.Model.CreatePredictionEngine<NumberRow, DoubledRow>(new TransformerChain<ITransformer>(doubler)));

        StringAssert.Contains(thrown.Message, "Must be a row to row mapper");
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Dispose_DisposesTheTransformerItOwns(bool owns)
    {
        using var doubler = new Doubler();
        var options = new PredictionEngineOptions { OwnsTransformer = owns };

        Some.ML.Model.CreatePredictionEngine<NumberRow, DoubledRow>(new TransformerChain<ITransformer>(doubler), options).Dispose();

        Assert.AreEqual(owns, doubler.IsDisposed);
    }

    private static IDataView TwoColumns() => Some.ML.Data.LoadFromEnumerable(new[] { new { Number = 0f, Doubled = 0f } });
}
