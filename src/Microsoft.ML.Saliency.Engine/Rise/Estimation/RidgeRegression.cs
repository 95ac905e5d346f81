namespace Microsoft.ML.Saliency;

/// <summary>Ridge regressions of several targets on the same features. They share the Gram matrix; each takes the penalty with the least
/// generalized cross-validation error (Golub, Heath, Wahba, "Generalized Cross-Validation as a Method for Choosing a Good Ridge Parameter",
/// 1979).</summary>
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
        return [.. _products.Select((products, t) => factors
            .Select(factor => (Factor: factor, Coefficients: factor.Solve(products)))
            .MinBy(fit => CrossValidation(fit.Factor, fit.Coefficients, t)))];
    }

    private double CrossValidation(RidgeFactor factor, double[] coefficients, int t)
    {
        // |y - X b|^2 = y'y - b'X'y - penalty b'b, since (X'X + penalty) b = X'y.
        double residual = _squares[t] - TensorPrimitives.Dot<double>(coefficients, _products[t]) -
            (factor.Penalty * TensorPrimitives.SumOfSquares<double>(coefficients));
        double freedom = _count - factor.DegreesOfFreedom;
        return residual / (freedom * freedom);
    }
}

/// <summary>The inverse of A + penalty I, A being the features' Gram matrix, by its Cholesky factor L: (L L')^-1.</summary>
internal sealed class RidgeFactor
{
    private readonly int _size;
    private readonly double[] _inverseOfL;
    private readonly double[] _scratch;

    /// <param name="gram">The Gram matrix, D x D; its lower triangle is read.</param>
    /// <param name="size">Number of features D.</param>
    /// <param name="penalty">The penalty, greater than 0.</param>
    public RidgeFactor(ReadOnlySpan<double> gram, int size, double penalty)
    {
        _size = size;
        _scratch = new double[size];
        Penalty = penalty;
        double[] factor = Factorize(gram, size, penalty);
        _inverseOfL = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            Span<double> row = _inverseOfL.AsSpan(i * size, i + 1);
            for (int k = 0; k < i; k++)
            {
                Span<double> start = row[..(k + 1)];
                TensorPrimitives.MultiplyAdd(_inverseOfL.AsSpan(k * size, k + 1), -factor[(i * size) + k], start, start);
            }

            row[i] = 1;
            TensorPrimitives.Divide(row, factor[(i * size) + i], row);
        }

        double inverseTrace = TensorPrimitives.SumOfSquares<double>(_inverseOfL);
        DegreesOfFreedom = size - (penalty * inverseTrace);
    }

    /// <summary>The penalty.</summary>
    public double Penalty { get; }

    /// <summary>Effective number of fitted parameters, the trace of A (A + penalty I)^-1.</summary>
    public double DegreesOfFreedom { get; }

    /// <summary>x' (A + penalty I)^-1 x: the share of a sample in its own prediction. One caller at a time.</summary>
    public double Leverage(ReadOnlySpan<double> features)
    {
        MultiplyByInverseOfL(features);
        return TensorPrimitives.SumOfSquares<double>(_scratch);
    }

    /// <summary>(A + penalty I)^-1 times a vector. One caller at a time.</summary>
    public double[] Solve(ReadOnlySpan<double> vector)
    {
        MultiplyByInverseOfL(vector);
        var solution = new double[_size];
        for (int i = 0; i < _size; i++)
        {
            Span<double> start = solution.AsSpan(0, i + 1);
            TensorPrimitives.MultiplyAdd(_inverseOfL.AsSpan(i * _size, i + 1), _scratch[i], start, start);
        }

        return solution;
    }

    private void MultiplyByInverseOfL(ReadOnlySpan<double> vector)
    {
        for (int i = 0; i < _size; i++)
        {
            _scratch[i] = TensorPrimitives.Dot(_inverseOfL.AsSpan(i * _size, i + 1), vector[..(i + 1)]);
        }
    }

    /// <summary>Cholesky: L with L L' = A + penalty I.</summary>
    private static double[] Factorize(ReadOnlySpan<double> gram, int size, double penalty)
    {
        var factor = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            ReadOnlySpan<double> row = factor.AsSpan(i * size, i);
            for (int j = 0; j <= i; j++)
            {
                double rest = gram[(i * size) + j] - TensorPrimitives.Dot(row[..j], factor.AsSpan(j * size, j));
                factor[(i * size) + j] = i == j ? Math.Sqrt(rest + penalty) : rest / factor[(j * size) + j];
            }
        }

        return factor;
    }
}
