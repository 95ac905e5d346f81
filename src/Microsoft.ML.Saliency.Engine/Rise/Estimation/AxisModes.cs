namespace Microsoft.ML.Saliency;

/// <summary>
/// The lowest cosine modes of one axis of the masks, V_k(y) ~ cos(pi k (y + 1/2) / H) with unit norm. Masks are smooth: nearly all that
/// sets one apart from another lies in its lowest modes.
/// </summary>
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
