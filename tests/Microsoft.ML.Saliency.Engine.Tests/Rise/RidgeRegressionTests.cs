namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class RidgeRegressionTests
{
    /// <summary>Gram matrix [[3, 1], [1, 2]] with penalty 1 gives [[4, 1], [1, 3]], whose inverse is [[3, -1], [-1, 4]] / 11.</summary>
    [TestMethod]
    public void Factor_HandWorkedMatrix_GivesItsInverse()
    {
        var factor = new RidgeFactor([3, 0, 1, 2], size: 2, penalty: 1);

        Close.All<double, double>([1.0 / 11, 7.0 / 11], factor.Solve([1, 2]), absolute: 1e-12);
        Assert.AreEqual(15.0 / 11, factor.Leverage([1, 2]), 1e-12);
        Assert.AreEqual(2 - (7.0 / 11), factor.DegreesOfFreedom, 1e-12);
    }

    /// <summary>Without noise the penalty is the smallest; values unrelated to the features leave almost no regression.</summary>
    [TestMethod]
    public void Fit_SignalAndNoise_EachTargetGetsItsOwnPenalty()
    {
        var regression = new RidgeRegression(featureCount: 20, targetCount: 2, featureVariance: 1);
        var random = new CounterRandom(1, RandomStream.Bootstrap, 0);
        for (int sample = 0; sample < 100; sample++)
        {
            var features = new double[20];
            for (int i = 0; i < features.Length; i++)
            {
                features[i] = random.NextGaussian();
            }

            regression.Add(features, [(2 * features[3]) - features[7], random.NextGaussian()]);
        }

        (RidgeFactor Factor, double[] Coefficients)[] fits = regression.Fit();

        Assert.AreEqual(2, fits[0].Coefficients[3], 0.01);
        Assert.AreEqual(-1, fits[0].Coefficients[7], 0.01);
        Assert.AreEqual(0, fits[0].Coefficients[0], 0.01);
        Assert.IsGreaterThan(19.9, fits[0].Factor.DegreesOfFreedom);
        Assert.IsLessThan(10.0, fits[1].Factor.DegreesOfFreedom);
    }

    /// <summary>What leaving out a sample by leverage gives is what a regression without it gives.</summary>
    [TestMethod]
    public void Leverage_LeavesOutASample()
    {
        const double Penalty = 0.7;
        double[][] features = [.. Enumerable.Range(0, 9).Select(i => new[] { Math.Sin(i), Math.Cos(2 * i), Math.Sin((3 * i) + 1) })];
        double[] values = [.. Enumerable.Range(0, 9).Select(i => Math.Cos(i * i))];
        (RidgeFactor all, double[] coefficients) = Fit(Enumerable.Range(0, 9));
        for (int left = 0; left < features.Length; left++)
        {
            double residual = (values[left] - Dot(features[left], coefficients)) / (1 - all.Leverage(features[left]));

            (_, double[] without) = Fit(Enumerable.Range(0, 9).Where(i => i != left));

            Assert.AreEqual(values[left] - Dot(features[left], without), residual, 1e-12);
            double[] step = all.Solve([.. features[left].Select(value => value * residual)]);
            Close.All<double, double>(
                without, coefficients.Zip(step, (coefficient, change) => coefficient - change).ToArray(), absolute: 1e-12);
        }

        (RidgeFactor, double[]) Fit(IEnumerable<int> samples)
        {
            var gram = new double[9];
            var products = new double[3];
            foreach (int i in samples)
            {
                for (int j = 0; j < 3; j++)
                {
                    products[j] += features[i][j] * values[i];
                    for (int k = 0; k < 3; k++)
                    {
                        gram[(j * 3) + k] += features[i][j] * features[i][k];
                    }
                }
            }

            var factor = new RidgeFactor(gram, 3, Penalty);
            return (factor, factor.Solve(products));
        }
    }

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();
}
