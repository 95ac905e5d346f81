using System.Numerics.Tensors;

namespace Microsoft.ML.Saliency;

/// <summary>
/// Ridge regressions of several targets on the same features. They share the Gram matrix; each takes the penalty with the least generalised
/// cross-validation error (Golub, Heath, Wahba, "Generalized Cross-Validation as a Method for Choosing a Good Ridge Parameter", 1979).
/// </summary>
/// <param name="featureCount">Number of features D.</param>
/// <param name="targetCount">Number of targets T.</param>
/// <param name="featureVariance">The largest variance of a feature, which the penalties are relative to.</param>
internal sealed class RidgeRegression(int featureCount, int targetCount, double featureVariance)
{
    // From next to none to one that leaves nothing of the regression: half a decade apart, times the number of samples.
    private static readonly double[] Penalties = [.. Enumerable.Range(-7, 12).Select(step => Math.Pow(10, step / 2.0))];

    private readonly double[] _gram = new double[featureCount * featureCount];
    private readonly double[][] _products = [.. Enumerable.Range(0, targetCount).Select(_ => new double[featureCount])];
    private readonly double[] _squares = new double[targetCount];
    private int _count;

    /// <summary>Adds a sample.</summary>
    /// <param name="features">Its D features.</param>
    /// <param name="values">Its value for each of the T targets.</param>
    public void Add(ReadOnlySpan<double> features, ReadOnlySpan<double> values)
    {
        for (int i = 0; i < features.Length; i++)
        {
            Span<double> row = _gram.AsSpan(i * featureCount, i + 1);
            TensorPrimitives.MultiplyAdd(features[..(i + 1)], features[i], row, row);
        }

        for (int t = 0; t < values.Length; t++)
        {
            TensorPrimitives.MultiplyAdd(features, values[t], _products[t], _products[t]);
            _squares[t] += values[t] * values[t];
        }

        _count++;
    }

    /// <summary>The regression of each target: its coefficients, and the matrix that it shares with those of the same penalty.</summary>
    public (RidgeFactor Factor, double[] Coefficients)[] Fit()
    {
        RidgeFactor[] factors = [.. Penalties.Select(penalty => new RidgeFactor(_gram, featureCount, penalty * _count * featureVariance))];
        return [.. _products.Select((products, t) => factors.Select(factor => (Factor: factor, Coefficients: factor.Solve(products))).MinBy(fit => CrossValidation(fit.Factor, fit.Coefficients, t)))];
    }

    private double CrossValidation(RidgeFactor factor, double[] coefficients, int t)
    {
        // |y - X b|^2 = y'y - b'X'y - penalty b'b, since (X'X + penalty) b = X'y.
        double residual = _squares[t] - TensorPrimitives.Dot<double>(coefficients, _products[t]) - (factor.Penalty * TensorPrimitives.SumOfSquares<double>(coefficients));
        double freedom = _count - factor.DegreesOfFreedom;
        return residual / (freedom * freedom);
    }
}
