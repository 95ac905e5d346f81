namespace Microsoft.ML.Saliency;

/// <summary>ROAD's linear imputation (Rong et al., ICML 2022): each removed pixel is the weighted mean of its up to 8 neighbors, 1/6 for
/// those beside it, 1/12 for those at its corners, divided by their sum where the border cuts neighbors off; removed neighbors are unknowns
/// too. Multiplied by the sum of weights, the system is symmetric and positive definite as long as one pixel is kept; it is solved by
/// conjugate gradients with a multigrid preconditioner, in double precision. Used by one thread at a time.</summary>
internal sealed class LinearImputation(int height, int width)
{
    // Of the first residual: the values then differ from a direct solver's in the seventh digit. It takes a dozen iterations; the most are
    // never
    // needed.
    private const double Tolerance = 1e-7;
    private const int MostIterations = 100;

    private static readonly double[] Weights = [1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 12.0, 1 / 12.0, 1 / 12.0, 1 / 12.0];

    private readonly ImputationLevel _level = new(height, width);
    private readonly double[] _solution = new double[height * width];
    private readonly double[] _residual = new double[height * width];
    private readonly double[] _preconditioned = new double[height * width];
    private readonly double[] _product = new double[height * width];

    // One longer than the unknowns: the last value stays 0, for neighbors that are none.
    private readonly double[] _direction = new double[(height * width) + 1];

    /// <summary>Whether there is no pixel to impute from.</summary>
    public bool IsEverythingRemoved => _level.Count == _solution.Length;

    /// <summary>Sets up the system of the removed pixels; it is the same for all channels.</summary>
    public void Prepare(ReadOnlySpan<bool> removed) => _level.Build(removed, Weights);

    /// <summary>Replaces the removed pixels of one channel, H x W values, at least one of which is kept.</summary>
    public void Solve(Span<float> plane)
    {
        int count = _level.Count;
        Span<double> x = _solution.AsSpan(0, count), r = _residual.AsSpan(0, count), z = _preconditioned.AsSpan(0, count);
        Span<double> p = _direction.AsSpan(0, count), ap = _product.AsSpan(0, count);
        Start(plane, x, r);
        double enough = TensorPrimitives.Norm<double>(r) * Tolerance, energy = 0;
        _direction[count] = 0;
        for (int i = 0; TensorPrimitives.Norm<double>(r) > enough && i < MostIterations; i++)
        {
            _level.Precondition(r, z);
            double next = TensorPrimitives.Dot<double>(r, z);
            if (i == 0)
            {
                z.CopyTo(p);
            }
            else
            {
                TensorPrimitives.MultiplyAdd(p, next / energy, z, p);
            }

            energy = next;
            _level.Multiply(_direction, ap);
            double step = energy / TensorPrimitives.Dot<double>(p, ap);
            TensorPrimitives.MultiplyAdd(p, step, x, x);
            TensorPrimitives.MultiplyAdd(ap, -step, r, r);
        }

        for (int i = 0; i < count; i++)
        {
            plane[_level.Cells[i]] = (float)x[i];
        }
    }

    /// <summary>The mean of the kept pixels as a first guess x, and what it leaves of the equations: r = b - A x.</summary>
    private void Start(ReadOnlySpan<float> plane, Span<double> x, Span<double> r)
    {
        double sum = 0;
        for (int pixel = 0; pixel < plane.Length; pixel++)
        {
            sum += _level.IsUnknown(pixel) ? 0 : plane[pixel];
        }

        // With one value for all unknowns, only the kept neighbors' differences from it remain.
        double mean = sum / (plane.Length - x.Length);
        x.Fill(mean);
        for (int i = 0; i < x.Length; i++)
        {
            r[i] = 0;
            for (int n = 0; n < Weights.Length; n++)
            {
                int neighbor = _level.Neighbor(_level.Cells[i], n);
                r[i] += neighbor >= 0 && !_level.IsUnknown(neighbor) ? Weights[n] * (plane[neighbor] - mean) : 0;
            }
        }
    }
}
