namespace Microsoft.ML.Saliency.Tests;

/// <summary>The estimators against expectations over all masks, which can be counted out for a grid of 2 x 3 cells.</summary>
[TestClass]
public class RiseEstimationTests
{
    private const int Seeds = 400;

    private static readonly TensorShape Gray = new(1, 6, 8);
    private static readonly float[] Ones = [.. Enumerable.Repeat(1f, Gray.Length)];

    /// <summary>Unbiased, and as uncertain as it says: though the regression is linear and the score is not.</summary>
    [TestMethod, TestCategory("Slow")]
    [DataRow(RiseEstimation.VarianceReduced, RiseNormalization.MaskSum, 0.5, 40)]
    [DataRow(RiseEstimation.VarianceReduced, RiseNormalization.Debiased, 0.5, 150)]
    [DataRow(RiseEstimation.VarianceReduced, RiseNormalization.MaskSum, 0.3, 60)]
    [DataRow(RiseEstimation.VarianceReduced, RiseNormalization.ExpectedMask, 0.8, 300)]
    [DataRow(RiseEstimation.Reference, RiseNormalization.ExpectedMask, 0.5, 60)]
    [DataRow(RiseEstimation.Reference, RiseNormalization.Debiased, 0.3, 60)]
    [DataRow(RiseEstimation.Reference, RiseNormalization.MaskSum, 0.5, 300)]
    public void Explain_ManySeeds_AgreeWithTheExpectationOverAllMasksAndWithTheirStandardError(
        RiseEstimation estimation, RiseNormalization normalization, double keepProbability, int masks)
    {
        var options = new RiseOptions
        {
            Masks = masks,
            GridHeight = 2,
            GridWidth = 3,
            KeepProbability = keepProbability,
            Estimation = estimation,
            Normalization = normalization,
        };
        var all = new AllMasks(Gray, options);
        double mean = Enumerable.Range(0, all.Count).Sum(index => all.Probability(index) * Score(Mask(all, index)));
        double[] limit = Array.ConvertAll(all.Limit(Score), value => normalization == RiseNormalization.Debiased ? value - mean : value);
        var sums = new double[Gray.Length];
        var squares = new double[Gray.Length];
        double reported = 0;
        for (int seed = 0; seed < Seeds; seed++)
        {
            SaliencyMap map = Explain(options with { Seed = (ulong)seed });
            for (int i = 0; i < sums.Length; i++)
            {
                double error = map.Values[i] - limit[i];
                sums[i] += error;
                squares[i] += error * error;
                reported += Math.Pow(map.SamplingError!.StandardErrors[i], 2);
            }
        }

        double measured = 0;
        for (int i = 0; i < sums.Length; i++)
        {
            double variance = (squares[i] - (sums[i] * sums[i] / Seeds)) / (Seeds - 1);
            measured += variance * Seeds;
            Assert.AreEqual(0, sums[i] / Seeds, 4 * Math.Sqrt(variance / Seeds), $"Pixel {i}, in units of its standard deviation.");
        }

        Assert.AreEqual(1, Math.Sqrt(reported / measured), 0.2, "Reported against measured standard error.");
    }

    /// <summary>What is linear in the mask is known after few masks: nothing of it is left to chance.</summary>
    [TestMethod]
    [DataRow(0.5)]
    [DataRow(0.4)]
    public void Explain_LinearScorer_NeedsFewMasks(double keepProbability)
    {
        var options = new RiseOptions { Masks = 200, GridHeight = 2, GridWidth = 3, KeepProbability = keepProbability };
        options = options with { Normalization = RiseNormalization.Debiased };
        float[] weights = [.. Enumerable.Range(0, Gray.Length).Select(i => MathF.Sin(i * i))];
        double Linear(float[] mask) => mask.Select((value, i) => (double)value * weights[i]).Sum();
        var all = new AllMasks(Gray, options);
        double mean = weights.Sum(weight => weight * keepProbability);
        double[] limit = Array.ConvertAll(all.Limit(Linear), value => value - mean);
        double Error(RiseEstimation estimation)
        {
            var explainer = new RiseExplainer(FunctionScorer.Linear(Gray, weights), options with { Estimation = estimation });
            return limit.Zip(explainer.Explain(Ones)[0].Values.ToArray(), (expected, actual) => Math.Pow(expected - actual, 2)).Sum();
        }

        Assert.IsLessThan(0.01 * Error(RiseEstimation.Reference),
            Error(RiseEstimation.VarianceReduced), "Variance: 1 % would be a hundred times the masks.");
    }

    /// <summary>Past the units that the regression is fitted to, the rest is streamed: still unbiased, and closer.</summary>
    [TestMethod]
    [DataRow(0.5)]
    [DataRow(0.3)]
    public void Explain_MoreMasksThanAreFitted_ConvergesToTheExpectation(double keepProbability)
    {
        var options = new RiseOptions { Masks = 60_000, GridHeight = 2, GridWidth = 3, KeepProbability = keepProbability };
        double[] limit = new AllMasks(Gray, options).Limit(Score);

        SaliencyMap map = Explain(options);

        for (int i = 0; i < limit.Length; i++)
        {
            Assert.AreEqual(limit[i], map.Values[i], 4 * map.SamplingError!.StandardErrors[i]);
        }

        Assert.IsGreaterThan(0.999, map.SamplingError!.Fidelity);
        Assert.AreEqual(60_000, map.SamplingError.Passes);
        Assert.AreEqual(RiseStop.AllMasks, map.SamplingError.Stop);
    }

    [TestMethod]
    public void Explain_ReportedFidelity_IsNearTheTrueOne()
    {
        var options = new RiseOptions { Masks = 60, GridHeight = 2, GridWidth = 3, Estimation = RiseEstimation.Reference };
        options = options with { Normalization = RiseNormalization.MaskSum };
        double[] limit = new AllMasks(Gray, options).Limit(Score);
        double trueSum = 0, reportedSum = 0;
        int kept = 0;
        const int Maps = 100;
        for (int seed = 0; seed < Maps; seed++)
        {
            SaliencyMap map = Explain(options with { Seed = (ulong)seed });
            double fidelity = MapSimilarity.Spearman(Array.ConvertAll(map.Values.ToArray(), value => (double)value), limit);
            trueSum += fidelity;
            reportedSum += map.SamplingError!.Fidelity;
            kept += fidelity >= map.SamplingError.FidelityLowerBound ? 1 : 0;
        }

        Assert.IsInRange(0.7, 0.97, trueSum / Maps);

        // A map of a few cells has few values to tell noise from signal by: cautious then.
        Assert.IsInRange((trueSum / Maps) - 0.06, (trueSum / Maps) + 0.02, reportedSum / Maps);
        Assert.IsGreaterThanOrEqualTo(0.9 * Maps, kept);
    }

    [TestMethod]
    public void Explain_Until_StopsWhenReachedAndSaysSo()
    {
        var options = new RiseOptions { GridHeight = 2, GridWidth = 3 };

        SamplingError reached = Explain(options.Until(fidelity: 0.95, atMost: 20_000)).SamplingError!;
        SamplingError exhausted = Explain(options.Until(fidelity: 0.99999, atMost: 1000)).SamplingError!;

        Assert.AreEqual(RiseStop.FidelityReached, reached.Stop);
        Assert.IsGreaterThanOrEqualTo(0.95, reached.FidelityLowerBound);
        Assert.IsLessThan(20_000, reached.Passes);
        Assert.AreEqual(RiseStop.AllMasks, exhausted.Stop);
        Assert.AreEqual(1000, exhausted.Passes);
    }

    /// <summary>Looking earlier must not change what is drawn.</summary>
    [TestMethod]
    public void Explain_Until_GivesTheMapOfAsManyMasks()
    {
        var options = new RiseOptions { GridHeight = 2, GridWidth = 3 };
        SaliencyMap stopped = Explain(options.Until(fidelity: 0.98, atMost: 50_000));

        SaliencyMap plain = Explain(options with { Masks = stopped.SamplingError!.Passes });

        Assert.AreEqual(RiseStop.FidelityReached, stopped.SamplingError.Stop);
        CollectionAssert.AreEqual(plain.Values.ToArray(), stopped.Values.ToArray());
    }

    [TestMethod]
    public void Explain_OddNumberOfPairedMasks_IsRaisedByOne()
    {
        var options = new RiseOptions { Masks = 11, GridHeight = 2, GridWidth = 3 };

        Assert.AreEqual(12, Explain(options).SamplingError!.Passes);
        Assert.AreEqual(11, Explain(options with { KeepProbability = 0.3 }).SamplingError!.Passes);
        Assert.AreEqual(11, Explain(options with { Estimation = RiseEstimation.Reference }).SamplingError!.Passes);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(10)]
    public void Explain_HardlyAnyMasks_GivesAFiniteMap(int masks)
    {
        foreach (double keepProbability in new[] { 0.5, 0.3 })
        {
            SaliencyMap map = Explain(new RiseOptions { Masks = masks, GridHeight = 2, GridWidth = 3, KeepProbability = keepProbability });

            Assert.IsFalse(map.Values.ContainsAnyExceptInRange(float.MinValue, float.MaxValue));
            Assert.IsInRange(0.0, 1.0, map.SamplingError!.Fidelity);
            Assert.IsInRange(0.0, map.SamplingError.Fidelity, map.SamplingError.FidelityLowerBound);
            Assert.IsFalse(float.IsNaN(map.SamplingError.StandardErrors[0]));
        }
    }

    /// <summary>One unit of the sample, a mask or a pair, does not tell how far it is from the mean of many.</summary>
    [TestMethod]
    [DataRow(RiseEstimation.VarianceReduced, 0.5, 2)]
    [DataRow(RiseEstimation.VarianceReduced, 0.8, 1)]
    [DataRow(RiseEstimation.Reference, 0.5, 1)]
    public void Explain_OneUnit_HasNoFidelityAndInfiniteStandardErrors(RiseEstimation estimation, double keepProbability, int masks)
    {
        foreach (RiseNormalization normalization in Enum.GetValues<RiseNormalization>())
        {
            var options = new RiseOptions { GridHeight = 2, GridWidth = 3, Estimation = estimation, Normalization = normalization };

            SamplingError error = Explain((options with { KeepProbability = keepProbability }).Until(0.01, masks)).SamplingError!;

            RequireNoFidelity(error);
            Assert.AreEqual(float.PositiveInfinity, error.StandardErrors[7]);
        }
    }

    /// <summary>Nothing can be ranked: neither where the map is flat, nor where it is the masks' own noise or rounding.</summary>
    [TestMethod]
    [DataRow(0.7f, 0f)]
    [DataRow(0f, 0f)]
    [DataRow(-3f, 0f)]
    [DataRow(0.9999999f, 5e-8f)]
    public void Explain_ConstantScore_HasNoFidelityAndIsNeverReached(float score, float rounding)
    {
        var scorer = new FunctionScorer(Gray, 1, (input, scores) => scores[0] = score + (input[5] > 0.5 ? rounding : 0));
        foreach (RiseEstimation estimation in Enum.GetValues<RiseEstimation>())
        {
            foreach (RiseNormalization normalization in Enum.GetValues<RiseNormalization>())
            {
                foreach (KeepProbability keep in new KeepProbability[] { 0.1, 0.5, 0.8, KeepProbability.Auto })
                {
                    var options = new RiseOptions { GridHeight = 2, GridWidth = 3, Estimation = estimation, Normalization = normalization };

                    SaliencyMap map = new RiseExplainer(
                        scorer, (options with { KeepProbability = keep }).Until(0.01, atMost: 1000)).Explain(Ones)[0];

                    RequireNoFidelity(map.SamplingError!);
                }
            }
        }
    }

    /// <summary>One cell covers the image: every map is flat, whatever the score does.</summary>
    [TestMethod]
    [DataRow(RiseEstimation.VarianceReduced, 0.5)]
    [DataRow(RiseEstimation.VarianceReduced, 0.8)]
    [DataRow(RiseEstimation.Reference, 0.5)]
    [DataRow(RiseEstimation.Reference, 0.8)]
    public void Explain_FlatMap_HasNoFidelity(RiseEstimation estimation, double keepProbability) =>
        RequireNoFidelity(Explain(new RiseOptions
        {
            GridHeight = 1,
            GridWidth = 1,
            KeepProbability = keepProbability,
            Estimation = estimation,
        }.Until(0.01, atMost: 1000)).SamplingError!);

    private static void RequireNoFidelity(SamplingError error)
    {
        Assert.AreEqual(0, error.Fidelity);
        Assert.AreEqual(0, error.FidelityLowerBound);
        Assert.AreEqual(RiseStop.AllMasks, error.Stop);
    }

    /// <summary>A score that changes only between 70 % and 90 % of the image kept varies most there.</summary>
    [TestMethod]
    public void Explain_AutoKeepProbability_IsWhereTheScoreVariesMost()
    {
        var scorer = new FunctionScorer(Gray, 1, (input, scores) =>
        {
            float mean = 0;
            foreach (float value in input)
            {
                mean += value / input.Length;
            }

            scores[0] = Math.Clamp((mean - 0.7f) * 5, 0, 1);
        });
        RiseOptions options = new() { Masks = 100, GridHeight = 3, GridWidth = 4, KeepProbability = KeepProbability.Auto };

        SaliencyMap map = new RiseExplainer(scorer, options).Explain(Ones)[0];

        Assert.AreEqual(100 + (9 * 32), map.SamplingError!.Passes);
        Assert.AreEqual(0.8, map.SamplingError.KeepProbability);
        CollectionAssert.AreEqual(
            new RiseExplainer(scorer, options with { KeepProbability = 0.8 }).Explain(Ones)[0].Values.ToArray(), map.Values.ToArray());
    }

    /// <summary>Smooth, far from linear, and different for every cell.</summary>
    private static double Score(float[] mask)
    {
        double first = (0.9 * mask[9]) + (0.4 * mask[14]) - (0.3 * mask[37]), second = mask[3] * mask[28];
        return 1 / (1 + Math.Exp(-(6 * (first + (0.5 * second) - 0.6))));
    }

    private static float[] Mask(AllMasks masks, int index)
    {
        var mask = new float[Gray.Length];
        masks.Render(index, mask);
        return mask;
    }

    /// <summary>The image is 1 and the baseline 0: what the scorer sees is the mask.</summary>
    private static SaliencyMap Explain(RiseOptions options) =>
        new RiseExplainer(
            new FunctionScorer(Gray, 1, (input, scores) => scores[0] = (float)Score(input.ToArray())), options).Explain(Ones)[0];
}
