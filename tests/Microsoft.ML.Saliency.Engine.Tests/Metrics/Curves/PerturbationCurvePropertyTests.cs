using FsCheck;
using FsCheck.Fluent;

namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class PerturbationCurvePropertyTests
{
    /// <summary>Small images, maps with ties, and all kinds of steps.</summary>
    private static Arbitrary<(TensorShape Shape, int[] Map, PerturbationSteps Steps)> Cases { get; } =
        (from height in Gen.Choose(1, 7)
         from width in Gen.Choose(1, 7)
         from channels in Gen.Choose(1, 3)
         from layout in Gen.Elements(TensorLayout.Nchw, TensorLayout.Nhwc)
         from map in Gen.Choose(-5, 5).ArrayOf(height * width)
         from count in Gen.Choose(1, height * width)
         from regionHeight in Gen.Choose(1, height)
         from regionWidth in Gen.Choose(1, width)
         from steps in Gen.Elements(
             PerturbationSteps.Pixels(count), PerturbationSteps.Equal(count), PerturbationSteps.Regions(regionHeight, regionWidth))
         select (new TensorShape(channels, height, width, layout), map, steps)).ToArbitrary();

    [TestMethod]
    public void Evaluate_MorfAndLerf_AgreeAtTheImageAndAtTheBaseline() =>
        Prop.ForAll(Cases, Baselines, (item, baseline) =>
        {
            PerturbationCurve morf = Evaluate(item, new() { Baseline = baseline });
            PerturbationCurve lerf = Evaluate(item, new() { Baseline = baseline, Order = PerturbationOrder.LeastRelevantFirst });
            return (morf.Fractions[0], morf.Fractions[^1], lerf.Fractions[0], lerf.Fractions[^1]) == (0, 1, 0, 1)
                && morf.Scores[0] == lerf.Scores[0] && morf.Scores[^1] == lerf.Scores[^1];
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Evaluate_Insertion_EndsWhereRemovalStarts() =>
        Prop.ForAll(Cases, Baselines, (item, baseline) =>
        {
            PerturbationCurve removal = Evaluate(item, new() { Baseline = baseline });
            PerturbationCurve insertion = Evaluate(item, new() { Baseline = baseline, Direction = PerturbationDirection.Insertion });
            return removal.Scores[0] == insertion.Scores[^1] && removal.Scores[^1] == insertion.Scores[0];
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Areas_AnyCurve_LieInTheRangeOfTheScores() =>
        Prop.ForAll(Cases, item =>
        {
            PerturbationCurve curve = Evaluate(item, new());
            (double low, double high) = (curve.Scores.Min() - 1e-12, curve.Scores.Max() + 1e-12);
            return curve.Auc >= low && curve.Auc <= high
                && curve.StepAuc >= low && curve.StepAuc <= high && curve.Aopc <= curve.Scores[0] - low;
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Evaluate_StrictlyMonotoneMap_GivesTheSameCurve() =>
        Prop.ForAll(Cases, item =>
        {
            // Regions are ranked by sums, which bend; pixels by values, which don't.
            (TensorShape Shape, int[] Map, PerturbationSteps Steps) bent =
                item with { Map = Array.ConvertAll(item.Map, value => (value * value * value) + 7) };
            PerturbationSteps steps = PerturbationSteps.Equal(10);
            return Evaluate(item with { Steps = steps }, new()).Scores.SequenceEqual(Evaluate(bent with { Steps = steps }, new()).Scores);
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Evaluate_AnyBatchSizeAndThreads_CurvesAreBitIdentical() =>
        Prop.ForAll(Cases, Baselines, Gen.Choose(1, 40).Two().ToArbitrary(), (item, baseline, pair) =>
        {
            var options = new PerturbationCurveOptions { Baseline = baseline, Repeats = 4, Order = PerturbationOrder.Random };
            PerturbationCurve one = Evaluate(item, options with { BatchSize = 1, Threads = 1 });
            PerturbationCurve other = Evaluate(item, options with { BatchSize = pair.Item1, Threads = (pair.Item2 % 3) + 1 });
            return one.Scores.SequenceEqual(other.Scores);
        }).QuickCheckThrowOnFailure();

    /// <summary>More images than one round of the runner holds.</summary>
    [TestMethod]
    public void Evaluate_ThousandsOfImages_CurvesAreBitIdentical()
    {
        var item = (new TensorShape(1, 6, 6), Enumerable.Range(0, 36).ToArray(), PerturbationSteps.Pixels(1));
        var options = new PerturbationCurveOptions { Baseline = Noise, Repeats = 120, BatchSize = 1, Threads = 1 };
        double[] reference = [.. Evaluate(item, options).Scores];

        foreach ((int batchSize, int threads) in new[] { (7, 2), (32, 3), (5000, 2) })
        {
            CollectionAssert.AreEqual(
                reference, Evaluate(item, options with { BatchSize = batchSize, Threads = threads }).Scores.ToArray());
        }
    }

    private static Baseline Noise { get; } = new TestBaseline(BaselineVariation.Random, (index, _, values) =>
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = MathF.Sin((i + 1f) * (index + 1));
        }
    });

    private static Arbitrary<Baseline> Baselines { get; } = Gen.Elements(
        KnownBaselines.ModelZero,
        Noise,
        new TestBaseline(BaselineVariation.Imputed, (index, removed, values) => values.Fill(removed.Count(true) + (index / 2f))))
            .ToArbitrary();

    private static PerturbationCurve Evaluate(
        (TensorShape Shape, int[] Map, PerturbationSteps Steps) item, PerturbationCurveOptions options)
    {
        TensorShape shape = item.Shape;
        var scorer = new FunctionScorer(shape, 1, (values, scores) =>
        {
            float sum = 1;
            foreach (float value in values)
            {
                sum = MathF.Tanh(sum + (value * (2 - sum)));
            }

            scores[0] = sum;
        });
        float[] input = [.. Enumerable.Range(0, shape.Length).Select(i => MathF.Cos(i * 2.3f))];
        var map = new SaliencyMap(shape.Height, shape.Width, Array.ConvertAll(item.Map, value => (float)value), 0, float.NaN);
        return new PerturbationCurveEvaluator(scorer, options with { Steps = item.Steps }).Evaluate(input, map);
    }
}
