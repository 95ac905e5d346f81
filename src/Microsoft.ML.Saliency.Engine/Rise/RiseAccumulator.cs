using System.Numerics.Tensors;

namespace Microsoft.ML.Saliency;

/// <summary>
/// Sums masks weighted by scores. Upsampling and cropping are linear, so masks of one shift can be summed as grids and upsampled
/// once, at the end: sum_i f_i M_i = sum over shifts of crop(upsample(sum of f_i grid_i with that shift)). A mask then costs
/// h x w additions, not H x W, and memory (about H x W doubles for each target) does not grow with the number of masks.
/// </summary>
internal sealed class RiseAccumulator
{
    private readonly RiseMasks _masks;
    private readonly int[] _targets;
    private readonly double[][] _weightedGrids;
    private readonly double[] _grids;
    private readonly double[] _scoreSums;
    private readonly float[] _grid;
    private readonly int[] _masksOfShift;
    private double[]? _maskSum;
    private long _count;

    /// <param name="masks">Where the masks come from.</param>
    /// <param name="targets">The classes whose scores weight the masks.</param>
    public RiseAccumulator(RiseMasks masks, int[] targets)
    {
        _masks = masks;
        _targets = targets;
        int length = masks.Rows.CellSize * masks.Columns.CellSize * masks.CellCount;
        _weightedGrids = [.. targets.Select(_ => new double[length])];
        _grids = new double[length];
        _scoreSums = new double[targets.Length];
        _grid = new float[masks.CellCount];
        _masksOfShift = new int[masks.Rows.CellSize * masks.Columns.CellSize];
    }

    /// <summary>Adds mask <paramref name="index"/> with the scores of the image that it left.</summary>
    /// <param name="index">Number of the mask.</param>
    /// <param name="scores">The scores of all K classes.</param>
    public void Add(long index, ReadOnlySpan<float> scores)
    {
        (int row, int column) = _masks.Draw(index, _grid);
        int shift = (row * _masks.Columns.CellSize) + column;
        int offset = shift * _grid.Length;
        AddGrid(_grids.AsSpan(offset, _grid.Length), 1);
        for (int t = 0; t < _targets.Length; t++)
        {
            double score = scores[_targets[t]];
            _scoreSums[t] += score;
            AddGrid(_weightedGrids[t].AsSpan(offset, _grid.Length), score);
        }

        _masksOfShift[shift]++;
        _maskSum = null;
        _count++;
    }

    /// <summary>The saliency map of target number <paramref name="t"/>, H x W.</summary>
    public float[] Map(int t, RiseNormalization normalization, double keepProbability)
    {
        double[] sum = Upsample(_weightedGrids[t]);
        double expected = _count * keepProbability;
        switch (normalization)
        {
            case RiseNormalization.ExpectedMask:
                TensorPrimitives.Divide(sum, expected, sum);
                break;
            case RiseNormalization.Debiased:
                TensorPrimitives.Subtract(sum, _scoreSums[t] * keepProbability, sum);
                TensorPrimitives.Divide(sum, expected, sum);
                break;
            case RiseNormalization.MaskSum:
                _maskSum ??= Upsample(_grids);
                for (int i = 0; i < sum.Length; i++)
                {
                    // A pixel that no mask kept, possible with few masks only, has shown no effect.
                    sum[i] = _maskSum[i] > 0 ? sum[i] / _maskSum[i] : 0;
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(normalization), normalization, null);
        }

        return Array.ConvertAll(sum, value => (float)value);
    }

    private void AddGrid(Span<double> sum, double score)
    {
        for (int cell = 0; cell < sum.Length; cell++)
        {
            sum[cell] += score * _grid[cell];
        }
    }

    /// <summary>Upsamples and crops the summed grids of every shift, and sums the results: first along the columns, then along the rows.</summary>
    private double[] Upsample(double[] grids)
    {
        GridAxis rows = _masks.Rows, columns = _masks.Columns;
        int height = rows.ImageSize, width = columns.ImageSize;
        var map = new double[height * width];
        var gridRows = new double[rows.Cells * width];
        for (int shiftRow = 0; shiftRow < rows.CellSize; shiftRow++)
        {
            Array.Clear(gridRows);
            bool isEmpty = true;
            for (int shiftColumn = 0; shiftColumn < columns.CellSize; shiftColumn++)
            {
                int shift = (shiftRow * columns.CellSize) + shiftColumn;
                if (_masksOfShift[shift] > 0)
                {
                    AddStretchedColumns(grids.AsSpan(shift * _masks.CellCount, _masks.CellCount), shiftColumn, gridRows);
                    isEmpty = false;
                }
            }

            for (int y = 0; y < height && !isEmpty; y++)
            {
                (int low, int high) = rows[shiftRow + y];
                double weight = rows.Weights[shiftRow + y];
                Span<double> target = map.AsSpan(y * width, width);
                TensorPrimitives.MultiplyAdd(gridRows.AsSpan(low * width, width), 1 - weight, target, target);
                TensorPrimitives.MultiplyAdd(gridRows.AsSpan(high * width, width), weight, target, target);
            }
        }

        return map;
    }

    private void AddStretchedColumns(ReadOnlySpan<double> grid, int shift, Span<double> gridRows)
    {
        GridAxis columns = _masks.Columns;
        int end = shift + columns.ImageSize;
        for (int start = shift, next; start < end; start = next)
        {
            next = columns.EndOfRun(start, end);
            (int low, int high) = columns[start];
            ReadOnlySpan<double> weights = columns.Weights[start..next];
            for (int row = 0; row < _masks.Rows.Cells; row++)
            {
                double left = grid[(row * columns.Cells) + low], right = grid[(row * columns.Cells) + high];
                Span<double> run = gridRows.Slice((row * columns.ImageSize) + start - shift, weights.Length);
                TensorPrimitives.MultiplyAdd(weights, right - left, run, run);
                TensorPrimitives.Add(run, left, run);
            }
        }
    }
}
