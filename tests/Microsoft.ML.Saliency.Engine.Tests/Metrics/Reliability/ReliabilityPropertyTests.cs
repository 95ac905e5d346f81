using FsCheck;
using FsCheck.Fluent;

namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class ReliabilityPropertyTests
{
    private static Arbitrary<int[]> Ratings { get; } =
        Gen.Choose(-5, 5).ArrayOf().Where(ratings => ratings.Distinct().Count() > 1).ToArbitrary();

    /// <summary>Scores of 4 images for 5 methods, without ties within an image.</summary>
    private static Arbitrary<double[][]> Rankings { get; } =
        Gen.Shuffle(new double[] { 1, 2, 3, 4, 5 }).ArrayOf(4).ToArbitrary();

    [TestMethod]
    public void KrippendorffAlpha_PerfectAgreement_IsOne() =>
        Prop.ForAll(Ratings, ratings =>
        {
            double[,] table = Table([.. Enumerable.Repeat(Array.ConvertAll(ratings, rating => rating / 10.0), 3)]);
            return Enum.GetValues<MeasurementLevel>().All(level => MetricReliability.KrippendorffAlpha(table, level) == 1);
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void KrippendorffAlpha_OrderOfRatersAndUnits_DoesNotMatter() =>
        Prop.ForAll(Rankings, rankings =>
        {
            double[][] turned = [.. rankings.Reverse().Select(ranking => ranking.Reverse().ToArray())];
            return Enum.GetValues<MeasurementLevel>().All(level =>
                IsClose(MetricReliability.KrippendorffAlpha(Table(rankings), level),
                    MetricReliability.KrippendorffAlpha(Table(turned), level)));
        }).QuickCheckThrowOnFailure();

    /// <summary>For I full rankings of M methods, W = 12 S / (I^2 (M^3 - M)) gives alpha = 1 - (1 - W)(I M - 1) / ((I - 1) M).</summary>
    [TestMethod]
    public void InterRaterReliability_CompleteRankings_FollowsFromKendallsW() =>
        Prop.ForAll(Rankings, rankings =>
        {
            (double images, double methods) = (4, 5);
            double[] rankSums = [.. Enumerable.Range(0, 5).Select(method => rankings.Sum(ranking => ranking[method]))];
            double s = rankSums.Sum(sum => Math.Pow(sum - (images * (methods + 1) / 2), 2));
            double w = 12 * s / (images * images * ((methods * methods * methods) - methods));
            double expected = 1 - ((1 - w) * ((images * methods) - 1) / ((images - 1) * methods));
            return IsClose(
                expected, MetricReliability.InterRaterReliability(Table(rankings), new BootstrapOptions { Resamples = 1 }).Value);
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Reliability_StrictlyMonotoneScores_IsUnchanged() =>
        Prop.ForAll(Rankings, rankings =>
        {
            var options = new BootstrapOptions { Resamples = 10 };
            double[,] table = Table(rankings), bent = Table([.. rankings.Select(ranking => Array.ConvertAll(ranking, Math.Exp))]);
            return MetricReliability.InterRaterReliability(table, options) == MetricReliability.InterRaterReliability(bent, options)
                && MetricReliability.InternalConsistency(rankings[0], rankings[1], options)
                    == MetricReliability.InternalConsistency(rankings[0], Array.ConvertAll(rankings[1], Math.Exp), options);
        }).QuickCheckThrowOnFailure();

    private static double[,] Table(double[][] rows)
    {
        var table = new double[rows.Length, rows[0].Length];
        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = 0; column < rows[0].Length; column++)
            {
                table[row, column] = rows[row][column];
            }
        }

        return table;
    }

    private static bool IsClose(double expected, double actual) => Math.Abs(expected - actual) <= 1e-12;
}
