namespace Microsoft.ML.Saliency;

/// <summary>A sum of weighted masks. Upsampling and cropping are linear, so masks of one shift can be summed as grids and upsampled once,
/// at the end: sum_i w_i M_i = sum over shifts of crop(upsample(sum of w_i grid_i with that shift)). A mask then costs h x w additions, not
/// H x W, and memory (about H x W doubles) does not grow with the number of masks.</summary>
internal sealed class GridSums(GridAxis rows, GridAxis columns)
{
    private readonly int _cellCount = rows.Cells * columns.Cells;
    private readonly double[] _sums = new double[rows.CellSize * columns.CellSize * rows.Cells * columns.Cells];
    private readonly bool[] _isFilled = new bool[rows.CellSize * columns.CellSize];

    /// <summary>Adds a mask.</summary>
    /// <param name="shift">Its shift.</param>
    /// <param name="grid">Its h x w grid.</param>
    /// <param name="weight">Its weight.</param>
    public void Add((int Row, int Column) shift, ReadOnlySpan<float> grid, double weight)
    {
        int number = (shift.Row * columns.CellSize) + shift.Column;
        Span<double> sum = _sums.AsSpan(number * _cellCount, _cellCount);
        for (int cell = 0; cell < sum.Length; cell++)
        {
            sum[cell] += weight * grid[cell];
        }

        _isFilled[number] = true;
    }

    /// <summary>Starts anew.</summary>
    public void Clear()
    {
        Array.Clear(_sums);
        Array.Clear(_isFilled);
    }

    /// <summary>The sum at the image's size, H x W: each shift's grid upsampled and cropped, along the columns, then the rows.</summary>
    public double[] Upsample()
    {
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
                if (_isFilled[shift])
                {
                    AddStretchedColumns(_sums.AsSpan(shift * _cellCount, _cellCount), shiftColumn, gridRows);
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
        int end = shift + columns.ImageSize;
        for (int start = shift, next; start < end; start = next)
        {
            next = columns.EndOfRun(start, end);
            (int low, int high) = columns[start];
            ReadOnlySpan<double> weights = columns.Weights[start..next];
            for (int row = 0; row < rows.Cells; row++)
            {
                double left = grid[(row * columns.Cells) + low], right = grid[(row * columns.Cells) + high];
                Span<double> run = gridRows.Slice((row * columns.ImageSize) + start - shift, weights.Length);
                TensorPrimitives.MultiplyAdd(weights, right - left, run, run);
                TensorPrimitives.Add(run, left, run);
            }
        }
    }
}
