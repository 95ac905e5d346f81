namespace Microsoft.ML.Saliency;

/// <summary>
/// One axis of the upsampling of a mask grid: s cells become (s + 1) * cell samples, of which a window of the image's size is
/// cut out at a shift of 0 .. cell - 1. Sample i reads the grid at (i + 0.5) * s / ((s + 1) * cell) - 0.5, linearly,
/// mirrored about the outermost cells' centres, as the RISE authors' code does (skimage.transform.resize, order 1, mode "reflect").
/// </summary>
internal sealed class GridAxis
{
    private readonly int[] _low;
    private readonly int[] _high;
    private readonly double[] _weight;

    public GridAxis(int imageSize, int cells)
    {
        ImageSize = imageSize;
        Cells = cells;
        CellSize = (imageSize + cells - 1) / cells;
        int samples = (cells + 1) * CellSize;
        _low = new int[samples];
        _high = new int[samples];
        _weight = new double[samples];
        for (int i = 0; i < samples && cells > 1; i++)
        {
            double position = Math.Abs(((i + 0.5) * cells / samples) - 0.5);
            position = Math.Min(position, (2 * (cells - 1)) - position);
            _low[i] = (int)position;
            _high[i] = Math.Min(_low[i] + 1, cells - 1);
            _weight[i] = position - _low[i];
        }
    }

    /// <summary>Pixels of the image along this axis.</summary>
    public int ImageSize { get; }

    /// <summary>Cells of the grid along this axis.</summary>
    public int Cells { get; }

    /// <summary>Pixels a cell covers, ceil(image size / cells), which is also the number of shifts.</summary>
    public int CellSize { get; }

    /// <summary>The two cells that a sample lies between, and the second one's weight.</summary>
    public (int Low, int High, double Weight) this[int sample] => (_low[sample], _high[sample], _weight[sample]);
}
