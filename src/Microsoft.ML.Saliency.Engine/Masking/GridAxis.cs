namespace Microsoft.ML.Saliency;

/// <summary>
/// One axis of the upsampling of a mask grid: s cells become (s + 1) * cell samples, of which a window of the image's size is cut out at a
/// shift of 0 .. cell - 1. Sample i reads the grid at (i + 0.5) * s / ((s + 1) * cell) - 0.5, linearly, mirrored about the outermost cells'
/// centers, as the RISE authors' code does (skimage.transform.resize, order 1, mode "reflect").
/// </summary>
internal sealed class GridAxis
{
    private readonly int[] _low;
    private readonly double[] _weights;
    private readonly float[] _singleWeights;

    public GridAxis(int imageSize, int cells)
    {
        ImageSize = imageSize;
        Cells = cells;
        CellSize = (imageSize + cells - 1) / cells;
        int samples = (cells + 1) * CellSize;
        _low = new int[samples];
        _weights = new double[samples];
        for (int i = 0; i < samples && cells > 1; i++)
        {
            double position = Math.Abs(((i + 0.5) * cells / samples) - 0.5);
            position = Math.Min(position, (2 * (cells - 1)) - position);
            _low[i] = Math.Min((int)position, cells - 2);
            _weights[i] = position - _low[i];
        }

        _singleWeights = Array.ConvertAll(_weights, weight => (float)weight);
    }

    /// <summary>Pixels of the image along this axis.</summary>
    public int ImageSize { get; }

    /// <summary>Cells of the grid along this axis.</summary>
    public int Cells { get; }

    /// <summary>Pixels a cell covers, ceil(image size / cells), which is also the number of shifts.</summary>
    public int CellSize { get; }

    /// <summary>For each sample: the weight of the second of the two cells that it lies between; the first has the rest.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>The same in single precision.</summary>
    public ReadOnlySpan<float> SingleWeights => _singleWeights;

    /// <summary>The two cells that a sample lies between.</summary>
    public (int Low, int High) this[int sample] => (_low[sample], Math.Min(_low[sample] + 1, Cells - 1));

    /// <summary>
    /// The end of the run of samples, from <paramref name="sample"/> on and before <paramref name="end"/>, that lie between the same two
    /// cells.
    /// </summary>
    public int EndOfRun(int sample, int end)
    {
        int low = _low[sample];
        while (sample < end && _low[sample] == low)
        {
            sample++;
        }

        return sample;
    }
}
