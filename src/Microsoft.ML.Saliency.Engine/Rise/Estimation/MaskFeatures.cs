namespace Microsoft.ML.Saliency;

/// <summary>The features of a mask for the regression: its leading two-dimensional cosine modes, sum over pixels of V_j(y) V_k(x) (M - p).
/// What a linear function of them shares with the masks is known exactly, without drawing any.</summary>
internal sealed class MaskFeatures
{
    private const int MostModes = 100;

    // Relative to the largest: modes of a small grid that barely vary carry no information.
    private const double LeastVariance = 1e-6;

    private readonly AxisModes _rows;
    private readonly AxisModes _columns;
    private readonly (int Row, int Column)[] _modes;
    private readonly double _cellVariance;
    private readonly double? _constant;
    private readonly double[] _stretchedGrid;

    /// <param name="rows">Modes of the vertical axis.</param>
    /// <param name="columns">Modes of the horizontal axis.</param>
    /// <param name="masks">The masks.</param>
    public MaskFeatures(AxisModes rows, AxisModes columns, RiseMasks masks)
    {
        _rows = rows;
        _columns = columns;
        _cellVariance = masks.KeepProbability * (1 - masks.KeepProbability);
        _stretchedGrid = new double[rows.Count * masks.Columns.Cells];

        double largest = rows.Variances.Max() * columns.Variances.Max();
        _modes = [.. (from j in Enumerable.Range(0, rows.Count)
                      from k in Enumerable.Range(0, columns.Count)
                      let variance = rows.Variances[j] * columns.Variances[k]
                      where variance >= LeastVariance * largest
                      orderby variance descending
                      select (j, k)).Take(MostModes)];
        LargestVariance = _cellVariance * largest;

        // Half the difference of an antithetic pair has no constant part. Where there is one, it is so large that the ridge does not shrink
        // it.
        _constant = masks.IsPaired ? null : 1000 * Math.Sqrt(LargestVariance);
        Count = _modes.Length + (masks.IsPaired ? 0 : 1);
    }

    /// <summary>Number of features.</summary>
    public int Count { get; }

    /// <summary>The variance of the mode that varies most.</summary>
    public double LargestVariance { get; }

    /// <summary>The features of a mask.</summary>
    /// <param name="shift">Its shift.</param>
    /// <param name="grid">Its h x w grid, less p.</param>
    /// <param name="features">Takes the features.</param>
    public void Compute((int Row, int Column) shift, ReadOnlySpan<float> grid, Span<double> features)
    {
        int cells = _stretchedGrid.Length / _rows.Count;
        for (int j = 0; j < _rows.Count; j++)
        {
            Span<double> stretched = _stretchedGrid.AsSpan(j * cells, cells);
            stretched.Clear();
            ReadOnlySpan<double> weights = _rows.CellWeights(shift.Row, j);
            for (int row = 0; row < weights.Length; row++)
            {
                ReadOnlySpan<float> gridRow = grid.Slice(row * cells, cells);
                for (int column = 0; column < gridRow.Length; column++)
                {
                    stretched[column] += weights[row] * gridRow[column];
                }
            }
        }

        for (int mode = 0; mode < _modes.Length; mode++)
        {
            (int j, int k) = _modes[mode];
            features[mode] = TensorPrimitives.Dot<double>(_stretchedGrid.AsSpan(j * cells, cells), _columns.CellWeights(shift.Column, k));
        }

        if (_constant is { } constant)
        {
            features[^1] = constant;
        }
    }

    /// <summary>The covariance of a linear function of the features with the masks, H x W.</summary>
    /// <param name="coefficients">The function's coefficients.</param>
    public double[] Covariance(ReadOnlySpan<double> coefficients)
    {
        // First along the columns, for each row mode; then along the rows.
        var stretched = new double[_rows.Count * _columns.Size];
        for (int mode = 0; mode < _modes.Length; mode++)
        {
            (int j, int k) = _modes[mode];
            Span<double> target = stretched.AsSpan(j * _columns.Size, _columns.Size);
            ReadOnlySpan<double> covariance = _columns.Covariance.AsSpan(k * _columns.Size, _columns.Size);
            TensorPrimitives.MultiplyAdd(covariance, _cellVariance * coefficients[mode], target, target);
        }

        var map = new double[_rows.Size * _columns.Size];
        for (int y = 0; y < _rows.Size; y++)
        {
            Span<double> target = map.AsSpan(y * _columns.Size, _columns.Size);
            for (int j = 0; j < _rows.Count; j++)
            {
                ReadOnlySpan<double> row = stretched.AsSpan(j * _columns.Size, _columns.Size);
                TensorPrimitives.MultiplyAdd(row, _rows.Covariance[(j * _rows.Size) + y], target, target);
            }
        }

        return map;
    }
}

/// <summary>The lowest cosine modes of one axis of the masks, V_k(y) ~ cos(pi k (y + 1/2) / H) with unit norm. Masks are smooth: nearly all
/// that sets one apart from another lies in its lowest modes.</summary>
internal sealed class AxisModes
{
    private readonly int _cells;
    private readonly double[][] _cellWeights;

    public AxisModes(GridAxis axis)
    {
        _cells = axis.Cells;
        Size = axis.ImageSize;
        Count = Math.Min(2 * axis.Cells, Size);
        _cellWeights = [.. Enumerable.Range(0, axis.CellSize).Select(_ => new double[Count * _cells])];
        Covariance = new double[Count * Size];
        Variances = new double[Count];
        var mode = new double[Size];
        for (int k = 0; k < Count; k++)
        {
            double norm = Math.Sqrt((k == 0 ? 1.0 : 2.0) / Size);
            for (int y = 0; y < Size; y++)
            {
                mode[y] = norm * Math.Cos(Math.PI * k * (y + 0.5) / Size);
            }

            Span<double> covariance = Covariance.AsSpan(k * Size, Size);
            for (int shift = 0; shift < axis.CellSize; shift++)
            {
                Span<double> cells = _cellWeights[shift].AsSpan(k * _cells, _cells);
                for (int y = 0; y < Size; y++)
                {
                    (int low, int high) = axis[shift + y];
                    double weight = axis.Weights[shift + y];
                    cells[low] += (1 - weight) * mode[y];
                    cells[high] += weight * mode[y];
                }

                for (int y = 0; y < Size; y++)
                {
                    (int low, int high) = axis[shift + y];
                    double weight = axis.Weights[shift + y];
                    covariance[y] += (((1 - weight) * cells[low]) + (weight * cells[high])) / axis.CellSize;
                }
            }

            for (int y = 0; y < Size; y++)
            {
                Variances[k] += mode[y] * covariance[y];
            }
        }
    }

    /// <summary>Number of pixels along the axis.</summary>
    public int Size { get; }

    /// <summary>Number of modes.</summary>
    public int Count { get; }

    /// <summary>Covariance of each mode with each pixel, modes x pixels, for cells of variance 1, over all shifts.</summary>
    public double[] Covariance { get; }

    /// <summary>Variance of each mode, for cells of variance 1.</summary>
    public double[] Variances { get; }

    /// <summary>How much each cell of a grid with the given shift adds to mode <paramref name="k"/>.</summary>
    public ReadOnlySpan<double> CellWeights(int shift, int k) => _cellWeights[shift].AsSpan(k * _cells, _cells);
}
