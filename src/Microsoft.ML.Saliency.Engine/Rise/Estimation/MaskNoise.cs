namespace Microsoft.ML.Saliency;

/// <summary>The random error of a map as RISE masks make it: a sum of many masks with random weights is a Gaussian field whose covariance
/// is that of upsampled, shifted cells, K(y, y') K(x, x') for cells of variance 1. Known without drawing masks, but for its size.</summary>
internal sealed class MaskNoise
{
    // Rank correlations are taken on a lattice of at most 32 x 32 pixels: several to a cell, and neighboring pixels tell little more.
    private const int LatticeSize = 32;
    private const int Draws = 12;

    // Noisy copies by which a simulated map is judged, of the draws.
    private const int Copies = 4;

    // In standard deviations. A stopping rule looks a dozen times and stops at the first that will do, so a bound that one case in ten lies
    // below would be passed too early too often; what this one keeps was measured (docs/estimation.md).
    private const double Caution = 2.5;

    private readonly int[] _rows;
    private readonly int[] _columns;
    private readonly double[][] _fields;
    private readonly double _spatialDeviation;

    public MaskNoise(GridAxis rows, GridAxis columns)
    {
        RowVariances = [.. Enumerable.Range(0, rows.ImageSize).Select(y => Covariance(rows, y, y))];
        ColumnVariances = [.. Enumerable.Range(0, columns.ImageSize).Select(x => Covariance(columns, x, x))];
        _rows = Lattice(rows.ImageSize);
        _columns = Lattice(columns.ImageSize);
        _fields = DrawFields(rows, columns);
        _spatialDeviation = Math.Sqrt(_fields.Average(SpatialVariance));
    }

    /// <summary>K(y, y) for each row y.</summary>
    public double[] RowVariances { get; }

    /// <summary>K(x, x) for each column x.</summary>
    public double[] ColumnVariances { get; }

    /// <summary>The standard error of each pixel, H x W.</summary>
    public float[] StandardErrors(RiseEstimate estimate)
    {
        int width = ColumnVariances.Length;
        var errors = new float[RowVariances.Length * width];
        for (int i = 0; i < errors.Length; i++)
        {
            double cells = RowVariances[i / width] * ColumnVariances[i % width];
            errors[i] = (float)Math.Sqrt((estimate.MaskVariance * cells) + estimate.CommonVariance);
        }

        return errors;
    }

    /// <summary>The expected rank correlation of a noisy map with its limit: that of a denoised copy with noisy copies of it.</summary>
    /// <param name="map">The noisy map, H x W.</param>
    /// <param name="variance">The noise's variance, in units of a cell's.</param>
    /// <param name="least">Least expectation for which the bound is computed; below it the expectation is returned twice.</param>
    /// <returns>The expectation, and a cautious bound: two and a half standard deviations of the estimate's own error below it.</returns>
    public (double Expected, double LowerBound) Fidelity(ReadOnlySpan<float> map, double variance, double least = 0)
    {
        if (variance == 0)
        {
            return (1, 1);
        }

        int width = ColumnVariances.Length;
        var values = new double[_rows.Length * _columns.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = map[(_rows[i / _columns.Length] * width) + _columns[i % _columns.Length]];
        }

        double deviation = Math.Sqrt(variance);
        double[] clean = Deconvolution.Sharpen(values, deviation * _spatialDeviation);
        double[] ranks = Ranks.Average(clean);
        double[][] copies = [.. Enumerable.Range(0, Draws).Select(draw => Add(clean, deviation, draw))];
        double[] fidelities = [.. copies.Select(copy => Correlate(ranks, Ranks.Average(copy)))];
        double expected = Math.Max(0, fidelities.Average());
        if (expected < least)
        {
            return (expected, expected);
        }

        // The map without noise is not known, but one like it has been made. For that one all is known: noisy copies of it have a true
        // fidelity, and one that is estimated from each copy alone. How far these differ is how far the estimate for the map itself may be
        // wrong.
        double[] errors = [.. copies.Select((copy, draw) =>
            FidelityOf(Deconvolution.Sharpen(copy, deviation * _spatialDeviation), deviation, draw + 1) - fidelities[draw])];
        double bias = errors.Average();
        double spread = Math.Sqrt(errors.Sum(error => (error - bias) * (error - bias)) / (Draws - 1));
        return (expected, Math.Max(0, expected - Math.Max(0, bias) - (Caution * spread)));
    }

    /// <summary>The mean rank correlation of a map with noisy copies of itself.</summary>
    private double FidelityOf(double[] clean, double deviation, int firstDraw)
    {
        double[] ranks = Ranks.Average(clean);
        return Enumerable.Range(firstDraw, Copies).Average(draw => Correlate(ranks, Ranks.Average(Add(clean, deviation, draw % Draws))));
    }

    private double[] Add(double[] clean, double deviation, int draw)
    {
        double[] field = _fields[draw], noisy = new double[clean.Length];
        for (int i = 0; i < noisy.Length; i++)
        {
            noisy[i] = clean[i] + (deviation * field[i]);
        }

        return noisy;
    }

    /// <summary>How much a field varies over the pixels: what is common to all of them changes no rank.</summary>
    private static double SpatialVariance(double[] field)
    {
        double mean = field.Average();
        return field.Average(value => (value - mean) * (value - mean));
    }

    /// <summary>Pearson's correlation of ranks; 0 for a map of one pixel, which has no order.</summary>
    private static double Correlate(double[] first, double[] second)
    {
        double correlation = Correlation.Pearson(first, second);
        return double.IsNaN(correlation) ? 0 : correlation;
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
