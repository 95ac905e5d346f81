using System.Text.Json;

namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class KrippendorffAlphaTests
{
    private const double None = double.NaN;

    [TestMethod]
    [DataRow("textbook_4x12")]
    [DataRow("wikipedia_3x15")]
    [DataRow("gaps_5x9")]
    public void KrippendorffAlpha_ReferenceMatrix_EqualsFastKrippendorff(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(TestFile.Path("alpha/alpha.json")));
        JsonElement example = document.RootElement.GetProperty(name);
        double[][] rows = [.. example.GetProperty("raters_by_units").EnumerateArray().Select(Row)];
        var ratings = new double[rows.Length, rows[0].Length];
        for (int i = 0; i < ratings.Length; i++)
        {
            ratings[i / rows[0].Length, i % rows[0].Length] = rows[i / rows[0].Length][i % rows[0].Length];
        }

        Assert.AreEqual(
            example.GetProperty("nominal").GetDouble(), MetricReliability.KrippendorffAlpha(ratings, MeasurementLevel.Nominal), 1e-12);
        Assert.AreEqual(
            example.GetProperty("ordinal").GetDouble(), MetricReliability.KrippendorffAlpha(ratings, MeasurementLevel.Ordinal), 1e-12);
        Assert.AreEqual(
            example.GetProperty("interval").GetDouble(), MetricReliability.KrippendorffAlpha(ratings, MeasurementLevel.Interval), 1e-12);
    }

    /// <summary>Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011, example C: four observers, missing data.</summary>
    [TestMethod]
    [DataRow(MeasurementLevel.Nominal, 0.743)]
    [DataRow(MeasurementLevel.Ordinal, 0.815)]
    [DataRow(MeasurementLevel.Interval, 0.849)]
    public void KrippendorffAlpha_FourObservers_IsAsPublished(MeasurementLevel level, double expected)
    {
        double[,] ratings =
        {
            { 1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None },
            { 1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3 },
            { None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None },
            { 1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None },
        };

        Assert.AreEqual(expected, MetricReliability.KrippendorffAlpha(ratings, level), 0.0005);
    }

    /// <summary>The same paper, example A: two observers, two values.</summary>
    [TestMethod]
    public void KrippendorffAlpha_TwoObserversTwoValues_IsAsPublished()
    {
        double[,] ratings = { { 0, 1, 0, 0, 0, 0, 0, 0, 1, 0 }, { 1, 1, 1, 0, 0, 1, 0, 0, 0, 0 } };

        Assert.AreEqual(0.095, MetricReliability.KrippendorffAlpha(ratings, MeasurementLevel.Nominal), 0.0005);
    }

    /// <summary>The same paper, example B: two observers, five categories a..e.</summary>
    [TestMethod]
    public void KrippendorffAlpha_TwoObserversFiveCategories_IsAsPublished()
    {
        double[,] ratings = { { 1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1 }, { 2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4 } };

        Assert.AreEqual(0.692, MetricReliability.KrippendorffAlpha(ratings, MeasurementLevel.Nominal), 0.0005);
    }

    [TestMethod]
    public void KrippendorffAlpha_OppositeRankings_AreAsWorkedByHand()
    {
        double[,] ratings = { { 1, 2, 3 }, { 3, 2, 1 } };

        // Interval: observed 2 x 4 + 0 + 2 x 4 = 16; expected 2 x (4 x 1 + 4 x 1 + 4 x 4) / 5 = 9.6. Ordinal: the same, all steps being 2.
        Assert.AreEqual(1 - (16 / 9.6), MetricReliability.KrippendorffAlpha(ratings, MeasurementLevel.Interval), 1e-14);
        Assert.AreEqual(1 - (16 / 9.6), MetricReliability.KrippendorffAlpha(ratings, MeasurementLevel.Ordinal), 1e-14);
        // Nominal: observed 2 + 0 + 2 = 4; expected 6 x 4 / 5 = 4.8.
        Assert.AreEqual(1 - (4 / 4.8), MetricReliability.KrippendorffAlpha(ratings, MeasurementLevel.Nominal), 1e-14);
    }

    [TestMethod]
    public void KrippendorffAlpha_FewerThanTwoRaters_SaysExpectedAndGiven() =>
        Assert.ThrowsWith<ArgumentException>(
            () => MetricReliability.KrippendorffAlpha(new double[1, 7], MeasurementLevel.Nominal),
            "at least 2 raters (rows), but had 1 for 7 units");

    [TestMethod]
    public void KrippendorffAlpha_NothingToPair_SaysExpectedAndGiven()
    {
        double[,] ratings = { { 1, None, None }, { None, 2, None } };

        Assert.ThrowsWith<ArgumentException>(
            () => MetricReliability.KrippendorffAlpha(ratings, MeasurementLevel.Ordinal),
            "one unit with ratings by 2 raters, but none of 3 units rated by 2 raters");
    }

    [TestMethod]
    public void KrippendorffAlpha_NoVariationAmongPairs_IsRefused()
    {
        // The 9 stands alone and cannot be paired.
        double[,] ratings = { { 0.1, 0.1, 9 }, { 0.1, 0.1, None } };

        foreach (MeasurementLevel level in Enum.GetValues<MeasurementLevel>())
        {
            Assert.ThrowsWith<ArgumentException>(
                () => MetricReliability.KrippendorffAlpha(ratings, level), "all ratings that can be paired are equal");
        }
    }

    [TestMethod]
    public void KrippendorffAlpha_InfiniteRatingOrUnknownLevel_IsNamed()
    {
        double[,] infinite = { { 1, 2 }, { 1, double.PositiveInfinity } };

        var rating = Assert.ThrowsExactly<ArgumentException>(
            () => MetricReliability.KrippendorffAlpha(infinite, MeasurementLevel.Interval));
        var level = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => MetricReliability.KrippendorffAlpha(new double[2, 2], (MeasurementLevel)7));

        Assert.Contains("unit 1 by rater 1 was", rating.Message);
        Assert.Contains("Unknown level", level.Message);
    }

    private static double[] Row(JsonElement row) =>
        [.. row.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? None : value.GetDouble())];
}
