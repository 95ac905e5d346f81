namespace Microsoft.ML.Saliency;

/// <summary>Weighted sums of M - p and of (M - p)^2 at each pixel. A pixel's mask is a weighted sum of up to four cells, so its square
/// needs the products of neighboring cells, not the cells' own squares alone: under a weight, two cells are not independent.</summary>
/// <remarks>Products are summed for each shift, of at most 8 along an axis: a shift counts as the nearest of them. The sums change slowly
/// with the shift, and memory and time are then small beside those of <see cref="GridSums"/>.</remarks>
internal sealed class MaskMoments(GridAxis rows, GridAxis columns)
{
    private const int MostShifts = 8;

    // One grid each: the cells, their squares, and the products with the cell to the right, with the one below, and across.
    private const int Kinds = 5;

    private readonly int _cellCount = rows.Cells * columns.Cells;
    private readonly int _rowShifts = Math.Min(rows.CellSize, MostShifts);
    private readonly int _columnShifts = Math.Min(columns.CellSize, MostShifts);
    private readonly double[] _sums = new double[
        Math.Min(rows.CellSize, MostShifts) * Math.Min(columns.CellSize, MostShifts) * Kinds * rows.Cells * columns.Cells];

    /// <summary>Number of values that <see cref="Multiply"/> gives for so many cells.</summary>
    public static int ProductCount(int cellCount) => Kinds * cellCount;

    /// <summary>The products of a mask's cells, which all targets share.</summary>
    /// <param name="masks">The masks.</param>
    /// <param name="grid">A mask's h x w grid, less p.</param>
    /// <param name="products">Takes the products.</param>
    public static void Multiply(RiseMasks masks, ReadOnlySpan<float> grid, Span<double> products)
    {
        (int rowCount, int columnCount, int count) = (masks.Rows.Cells, masks.Columns.Cells, masks.CellCount);
        Span<double> squares = products[count..], right = squares[count..], below = right[count..], across = below[count..];
        for (int row = 0; row < rowCount; row++)
        {
            int next = row + 1 < rowCount ? columnCount : 0;
            for (int column = 0; column < columnCount; column++)
            {
                int i = (row * columnCount) + column, j = column + 1 < columnCount ? i + 1 : i;
                double value = grid[i];
                products[i] = value;
                squares[i] = value * value;
                right[i] = value * grid[j];
                below[i] = value * grid[i + next];
                across[i] = (value * grid[j + next]) + (grid[j] * grid[i + next]);
            }
        }
    }

    /// <summary>Adds a mask.</summary>
    /// <param name="shift">Its shift.</param>
    /// <param name="products">Its cells' products.</param>
    /// <param name="weight">The weight of M - p.</param>
    /// <param name="squareWeight">The weight of (M - p)^2.</param>
    public void Add((int Row, int Column) shift, ReadOnlySpan<double> products, double weight, double squareWeight)
    {
        int number = (shift.Row * _rowShifts / rows.CellSize * _columnShifts) + (shift.Column * _columnShifts / columns.CellSize);
        Span<double> sums = _sums.AsSpan(number * Kinds * _cellCount, Kinds * _cellCount), squares = sums[_cellCount..];
        sums = sums[.._cellCount];
        TensorPrimitives.MultiplyAdd(products[.._cellCount], weight, sums, sums);
        TensorPrimitives.MultiplyAdd(products[_cellCount..], squareWeight, squares, squares);
    }

    /// <summary>Starts anew.</summary>
    public void Clear() => Array.Clear(_sums);

    /// <summary>The sums at the image's size, H x W.</summary>
    public (double[] Masks, double[] Squares) Upsample()
    {
        int height = rows.ImageSize, width = columns.ImageSize;
        double[] masks = new double[height * width], squares = new double[height * width];
        double[] stretched = new double[rows.Cells * width];
        double[] ownRow = new double[stretched.Length], nextRow = new double[stretched.Length];
        for (int rowShift = 0; rowShift < _rowShifts; rowShift++)
        {
            Array.Clear(stretched);
            Array.Clear(ownRow);
            Array.Clear(nextRow);
            for (int columnShift = 0; columnShift < _columnShifts; columnShift++)
            {
                ReadOnlySpan<double> sums = _sums.AsSpan(
                    ((rowShift * _columnShifts) + columnShift) * Kinds * _cellCount, Kinds * _cellCount);
                AddColumns(sums, Middle(columnShift, _columnShifts, columns), stretched, ownRow, nextRow);
            }

            int first = Middle(rowShift, _rowShifts, rows);
            for (int y = 0; y < height; y++)
            {
                (int low, int high) = rows[first + y];
                double b = rows.Weights[first + y], a = 1 - b;
                AddRow(stretched, low, a, masks, y);
                AddRow(stretched, high, b, masks, y);
                AddRow(ownRow, low, a * a, squares, y);
                AddRow(nextRow, low, 2 * a * b, squares, y);
                AddRow(ownRow, high, b * b, squares, y);
            }
        }

        return (masks, squares);
    }

    /// <summary>Sums the cells, their squares and their products with the cells below along each row of the grid.</summary>
    private void AddColumns(ReadOnlySpan<double> sums, int first, double[] stretched, double[] ownRow, double[] nextRow)
    {
        ReadOnlySpan<double> squares = sums[_cellCount..], right = squares[_cellCount..], below = right[_cellCount..];
        ReadOnlySpan<double> across = below[_cellCount..];
        for (int row = 0; row < rows.Cells; row++)
        {
            for (int x = 0; x < columns.ImageSize; x++)
            {
                (int low, int high) = columns[first + x];
                double b = columns.Weights[first + x], a = 1 - b;
                int i = (row * columns.Cells) + low, j = (row * columns.Cells) + high, target = (row * columns.ImageSize) + x;
                stretched[target] += (a * sums[i]) + (b * sums[j]);
                ownRow[target] += (a * a * squares[i]) + (2 * a * b * right[i]) + (b * b * squares[j]);
                nextRow[target] += (a * a * below[i]) + (a * b * across[i]) + (b * b * below[j]);
            }
        }
    }

    private void AddRow(double[] source, int row, double weight, double[] map, int y)
    {
        int width = columns.ImageSize;
        Span<double> target = map.AsSpan(y * width, width);
        TensorPrimitives.MultiplyAdd(source.AsSpan(row * width, width), weight, target, target);
    }

    private static int Middle(int shift, int shifts, GridAxis axis) => ((2 * shift) + 1) * axis.CellSize / (2 * shifts);
}
