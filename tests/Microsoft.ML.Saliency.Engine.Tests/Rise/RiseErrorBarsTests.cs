namespace Microsoft.ML.Saliency.Tests;

/// <summary>The reported standard errors against the spread of the maps of many seeds.</summary>
[TestClass]
public class RiseErrorBarsTests
{
    private const int Seeds = 200;

    private static readonly int[] Pixels = [.. Enumerable.Range(0, ClosedForm.Shape.Length)];

    [TestMethod, TestCategory("Slow")]
    [DataRow(RiseEstimation.VarianceReduced, RiseNormalization.ExpectedMask)]
    [DataRow(RiseEstimation.Reference, RiseNormalization.ExpectedMask)]
    [DataRow(RiseEstimation.Reference, RiseNormalization.MaskSum)]
    public void StandardErrors_ClosedForms_AreTheSpreadOverSeeds(RiseEstimation estimation, RiseNormalization normalization)
    {
        foreach (double keepProbability in new[] { 0.1, 0.3, 0.5, 0.8 })
        {
            RiseOptions options = ClosedForm.Options with
            {
                Estimation = estimation,
                Normalization = normalization,
                KeepProbability = keepProbability,
                Masks = 400,
            };
            var maps = new IReadOnlyList<SaliencyMap>[Seeds];
            Parallel.For(0, Seeds, seed => maps[seed] = new RiseExplainer(
                ClosedForm.CreateScorerOfAll(), options with { Seed = (ulong)seed, Threads = 1 })
                .Explain(ClosedForm.Image, SaliencyTargets.All));

            for (int k = 0; k < ClosedForm.All.Count; k++)
            {
                double[] mean = Array.ConvertAll(Pixels, i => maps.Average(map => (double)map[k].Values[i]));
                double[] measured = Array.ConvertAll(
                    Pixels, i => maps.Sum(map => Math.Pow(map[k].Values[i] - mean[i], 2)) / (Seeds - 1));
                double[] reported = Array.ConvertAll(
                    Pixels, i => maps.Average(map => Math.Pow(map[k].SamplingError!.StandardErrors[i], 2)));
                int peak = Pixels.MaxBy(i => mean[i]);
                string what = $"{ClosedForm.All[k].Name}, p = {keepProbability}";

                Assert.IsInRange(0.85, 1.15, Math.Sqrt(reported.Average() / measured.Average()), $"All pixels: {what}.");
                Assert.IsInRange(0.75, 1.25, Math.Sqrt(reported[peak] / measured[peak]), $"Peak: {what}.");
            }
        }
    }
}
