using FsCheck;
using FsCheck.Fluent;

namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class SimilarityPropertyTests
{
    /// <summary>Up to some dozens of pairs of small whole numbers, so with many ties; both vectors vary.</summary>
    private static Arbitrary<(double[] X, double[] Y)> Vectors { get; } =
        (from pairs in Gen.Choose(0, 6).Two().Select(pair => (X: (double)pair.Item1, Y: (double)pair.Item2)).ArrayOf()
         where pairs.DistinctBy(pair => pair.X).Count() > 1 && pairs.DistinctBy(pair => pair.Y).Count() > 1
         select (pairs.Select(pair => pair.X).ToArray(), pairs.Select(pair => pair.Y).ToArray())).ToArbitrary();

    [TestMethod]
    public void KendallTauB_AnyVectors_EqualsItsDefinition() =>
        Prop.ForAll(Vectors, vectors =>
        {
            (double[] x, double[] y) = vectors;
            double sum = 0, untiedX = 0, untiedY = 0;
            for (int i = 0; i < x.Length; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    (int signX, int signY) = (Math.Sign(x[i] - x[j]), Math.Sign(y[i] - y[j]));
                    sum += signX * signY;
                    untiedX += signX * signX;
                    untiedY += signY * signY;
                }
            }

            return IsClose(sum / Math.Sqrt(untiedX * untiedY), MapSimilarity.KendallTauB(x, y));
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void RankCorrelations_StrictlyMonotoneMap_AreUnchanged() =>
        Prop.ForAll(Vectors, vectors =>
        {
            (double[] x, double[] y) = vectors;
            double[] bent = Array.ConvertAll(x, value => Math.Exp(value) - 100);
            double[] falling = Array.ConvertAll(y, value => -value * value * value);
            return MapSimilarity.Spearman(x, y) == MapSimilarity.Spearman(bent, y)
                && MapSimilarity.KendallTauB(x, y) == MapSimilarity.KendallTauB(bent, y)
                && IsClose(MapSimilarity.Spearman(x, y), -MapSimilarity.Spearman(x, falling))
                && IsClose(MapSimilarity.KendallTauB(x, y), -MapSimilarity.KendallTauB(x, falling));
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Pearson_RisingLine_IsUnchanged() =>
        Prop.ForAll(Vectors, vectors =>
            IsClose(
                MapSimilarity.Pearson(vectors.X, vectors.Y),
                MapSimilarity.Pearson(Array.ConvertAll(vectors.X, value => (0.3 * value) - 7), vectors.Y)))
            .QuickCheckThrowOnFailure();

    [TestMethod]
    public void Compare_AnyMeasure_IsSymmetricBoundedAndPerfectWithItself() =>
        Prop.ForAll(Vectors, vectors =>
        {
            SaliencyMap x = Map(vectors.X), y = Map(vectors.Y);
            return Enum.GetValues<SimilarityMeasure>().Where(measure => measure != SimilarityMeasure.Ssim).All(measure =>
            {
                double value = MapSimilarity.Compare(x, y, measure);
                double self = measure == SimilarityMeasure.MeanAbsoluteDifference ? 0 : 1;
                return value == MapSimilarity.Compare(y, x, measure) && Math.Abs(value) <= 1
                    && IsClose(self, MapSimilarity.Compare(x, x, measure));
            });
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Ssim_AnyMaps_IsSymmetricBoundedAndPerfectWithItself() =>
        Prop.ForAll(Gen.Choose(-9, 9).ArrayOf(12 * 13).Two().ToArbitrary(), pair =>
        {
            SaliencyMap x = Map(pair.Item1, 12), y = Map(pair.Item2, 12);
            double value = MapSimilarity.Ssim(x, y);
            return IsClose(value, MapSimilarity.Ssim(y, x)) && Math.Abs(value) <= 1 && IsClose(1, MapSimilarity.Ssim(x, x));
        }).QuickCheckThrowOnFailure();

    private static bool IsClose(double expected, double actual) => Math.Abs(expected - actual) <= 1e-12;

    private static SaliencyMap Map(double[] values) => new(1, values.Length, Array.ConvertAll(values, value => (float)value), 0, 0);

    private static SaliencyMap Map(int[] values, int height) =>
        new(height, values.Length / height, Array.ConvertAll(values, value => (float)value), 0, 0);
}
