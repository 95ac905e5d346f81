namespace Microsoft.ML.Saliency;

/// <summary>The random error of a map as RISE masks make it: a sum of many masks with random weights is a Gaussian field whose correlation
/// is that of upsampled, shifted cells, with covariance K(y, y') K(x, x') for cells of variance 1. Known without drawing masks, but for its
/// size at each pixel.</summary>
internal sealed class MaskNoise
{
    // Rank correlations are taken on a lattice of at most 32 x 32 pixels: several to a cell, and neighboring pixels tell little more.
    private const int LatticeSize = 32;
    private const int Draws = 12;

    private readonly int[] _rows;
    private readonly int[] _columns;
    private readonly double[][] _fields;

    public MaskNoise(GridAxis rows, GridAxis columns)
    {
        RowVariances = [.. Enumerable.Range(0, rows.ImageSize).Select(y => Covariance(rows, y, y))];
        ColumnVariances = [.. Enumerable.Range(0, columns.ImageSize).Select(x => Covariance(columns, x, x))];
        _rows = Lattice(rows.ImageSize);
        _columns = Lattice(columns.ImageSize);
        _fields = DrawFields(rows, columns);
    }

    /// <summary>K(y, y) for each row y.</summary>
    public double[] RowVariances { get; }

    /// <summary>K(x, x) for each column x.</summary>
    public double[] ColumnVariances { get; }

    /// <summary>The expected rank correlation of a noisy map with its limit: that of a denoised copy with noisy copies of it.</summary>
    /// <param name="estimate">The noisy map, and the size of its noise.</param>
    /// <param name="least">Least expectation for which the bound is computed; below it the expectation is returned twice.</param>
    /// <returns>The expectation, and a cautious bound: two and a half standard deviations of the estimate's own error below it. Both are 0
    /// if the map has no order, or if nothing tells its noise.</returns>
    public (double Expected, double LowerBound) Fidelity(RiseEstimate estimate, double least = 0)
    {
        if (!estimate.HasOrder || estimate.RankErrors.AsSpan().IndexOfAnyExcept(0) < 0)
        {
            return (0, 0);
        }

        int width = ColumnVariances.Length;
        var values = new double[_rows.Length * _columns.Length];
        var deviations = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int y = _rows[i / _columns.Length], x = _columns[i % _columns.Length];
            values[i] = estimate.Values[(y * width) + x];
            deviations[i] = estimate.RankErrors[(y * width) + x] / Math.Sqrt(RowVariances[y] * ColumnVariances[x]);
        }

        double expected = new NoisyMap(values, Noise(1)).Fidelity();
        if (expected < least)
        {
            return (expected, expected);
        }

        // The noise is known from the sample only: for the bound it is taken to be larger.
        double doubtful = Math.Sqrt(1 + (NoisyMap.Caution * estimate.Doubt));
        return (expected, Math.Min(expected, new NoisyMap(values, Noise(doubtful)).LowerBound()));

        double[][] Noise(double factor) => [.. _fields.Select(field =>
            field.Zip(deviations, (value, deviation) => factor * deviation * value).ToArray())];
    }

    private static int[] Lattice(int size)
    {
        int count = Math.Min(size, LatticeSize);
        return [.. Enumerable.Range(0, count).Select(i => ((2 * i) + 1) * size / (2 * count))];
    }

    /// <summary>K along one axis: the mean over the shifts of what two pixels share of the cells.</summary>
    private static double Covariance(GridAxis axis, int first, int second)
    {
        double sum = 0;
        for (int shift = 0; shift < axis.CellSize; shift++)
        {
            (int low, int high) = axis[first + shift];
            double weight = axis.Weights[first + shift];
            sum += ((1 - weight) * Weight(axis, second + shift, low)) + (weight * Weight(axis, second + shift, high));
        }

        return sum / axis.CellSize;
    }

    private static double Weight(GridAxis axis, int sample, int cell)
    {
        (int low, int high) = axis[sample];
        double weight = axis.Weights[sample];
        return (cell == low ? 1 - weight : 0) + (cell == high ? weight : 0);
    }

    /// <summary>Gaussian fields of that covariance: B Z C', B B' and C C' being the axes' covariances and Z standard normal.</summary>
    private double[][] DrawFields(GridAxis rows, GridAxis columns)
    {
        double[][] rowRoots = Roots(rows, _rows), columnRoots = Roots(columns, _columns);
        var random = new CounterRandom(0, RandomStream.MaskNoise, 0);
        var fields = new double[Draws][];
        for (int draw = 0; draw < Draws; draw++)
        {
            double[][] stretched = [.. rowRoots.Select(_ => columnRoots.Select(_ => random.NextGaussian()).ToArray())];
            stretched = [.. stretched.Select(line => columnRoots.Select(root => Dot(root, line)).ToArray())];
            fields[draw] = [.. from root in rowRoots
                               from column in Enumerable.Range(0, columnRoots.Length)
                               select root.Zip(stretched, (weight, line) => weight * line[column]).Sum()];
        }

        return fields;
    }

    /// <summary>The rows of L, L L' = K on the lattice: Cholesky, with a trace on the diagonal, since K is nearly singular.</summary>
    private static double[][] Roots(GridAxis axis, int[] lattice)
    {
        var roots = new double[lattice.Length][];
        for (int i = 0; i < lattice.Length; i++)
        {
            roots[i] = new double[i + 1];
            for (int j = 0; j <= i; j++)
            {
                double rest = Covariance(axis, lattice[i], lattice[j]) - Dot(roots[i].AsSpan(0, j), roots[j]);
                roots[i][j] = i == j ? Math.Sqrt(Math.Max(rest, 0) + 1e-9) : rest / roots[j][j];
            }
        }

        return roots;
    }

    private static double Dot(ReadOnlySpan<double> shorter, ReadOnlySpan<double> longer)
    {
        double sum = 0;
        for (int i = 0; i < shorter.Length; i++)
        {
            sum += shorter[i] * longer[i];
        }

        return sum;
    }
}
