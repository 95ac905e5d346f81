namespace Microsoft.ML.Saliency.Tests;

/// <summary>What is said to be known of all masks, against all masks counted out.</summary>
[TestClass]
public class MaskFeaturesTests
{
    private static readonly TensorShape Shape = new(1, 6, 8);

    [TestMethod]
    [DataRow(0.5)]
    [DataRow(0.3)]
    public void Covariance_LinearFunctionOfTheFeatures_IsThatOverAllMasks(double keepProbability)
    {
        (AllMasks masks, MaskFeatures features) = Create(keepProbability);
        double[] coefficients = [.. Enumerable.Range(0, features.Count).Select(i => Math.Cos(3 * i))];
        var expected = new double[48];
        var mask = new float[48];
        var grid = new float[6];
        var x = new double[features.Count];
        for (int index = 0; index < masks.Count; index++)
        {
            (int, int) shift = masks.Draw(index, grid);
            features.Compute(shift, [.. grid.Select(value => value - (float)keepProbability)], x);
            masks.Render(index, mask);
            double weight = masks.Probability(index) * x.Zip(coefficients, (a, b) => a * b).Sum();
            for (int i = 0; i < mask.Length; i++)
            {
                expected[i] += weight * (mask[i] - keepProbability);
            }
        }

        // The constant is large, and its product with the masks is zero only by rounding.
        Close.All<double, double>(expected, features.Covariance(coefficients), absolute: 1e-4);
        Assert.IsGreaterThan(0.05, expected.Max() - expected.Min());
    }

    /// <summary>A mode is the sum over pixels of its cosines and the mask less p: here the lowest, whose cosines are constant.</summary>
    [TestMethod]
    public void Compute_LowestMode_IsTheMasksMean()
    {
        (AllMasks masks, MaskFeatures features) = Create(0.5);
        var mask = new float[48];
        var grid = new float[6];
        var x = new double[features.Count];
        foreach (int index in new[] { 0, 21, 63, 64 + 9, masks.Count - 2 })
        {
            (int, int) shift = masks.Draw(index, grid);
            features.Compute(shift, [.. grid.Select(value => value - 0.5f)], x);
            masks.Render(index, mask);

            Assert.AreEqual(mask.Sum(value => value - 0.5) / Math.Sqrt(48), x[0], 1e-6);
        }
    }

    [TestMethod]
    public void Noise_Variances_AreThoseOfAllMasks()
    {
        (AllMasks masks, _) = Create(0.5);
        var noise = new MaskNoise(masks.Rows, masks.Columns);
        var variances = new double[48];
        var mask = new float[48];
        for (int index = 0; index < masks.Count; index++)
        {
            masks.Render(index, mask);
            for (int i = 0; i < mask.Length; i++)
            {
                variances[i] += masks.Probability(index) * Math.Pow(mask[i] - 0.5, 2);
            }
        }

        // A cell's own variance is 0.25.
        Close.All<double, double>(variances,
            [.. Enumerable.Range(0, 48).Select(i => 0.25 * noise.RowVariances[i / 8] * noise.ColumnVariances[i % 8])], absolute: 1e-6);
    }

    private static (AllMasks Masks, MaskFeatures Features) Create(double keepProbability)
    {
        var masks = new AllMasks(Shape, new RiseOptions { GridHeight = 2, GridWidth = 3, KeepProbability = keepProbability });
        return (masks, new MaskFeatures(new AxisModes(masks.Rows), new AxisModes(masks.Columns), masks));
    }
}
