namespace Microsoft.ML.Saliency;

/// <summary>The unknowns of a linear imputation on one of ever coarser grids; a coarse unknown stands for those of 2 x 2 cells of the finer
/// grid (aggregation multigrid: the coarse system is the sum of the fine one over these). One V-cycle solves the system roughly, and is
/// symmetric as conjugate gradients need it: unknowns are swept in order on the way down and in reverse order on the way up.</summary>
internal sealed class ImputationLevel
{
    private const int Neighbors = 8;

    // Corrections that are constant over a cell come out too small. Our choice, measured on a demo scene and RISE's masks.
    private const double Overcorrection = 1.7;

    private static readonly (int Row, int Column)[] Offsets = [(-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1)];

    private readonly int _height;
    private readonly int _width;
    private readonly ImputationLevel? _coarser;

    /// <summary>Number of each cell among the unknowns; -1 where there is none.</summary>
    private readonly int[] _unknowns;
    private readonly int[] _cells;
    private readonly int[] _parents;

    /// <summary>Eight entries for each unknown: a neighbor's number among the unknowns and its weight; the number after the last, and 0, if
    /// there is none.</summary>
    private readonly int[] _neighbors;
    private readonly double[] _weights;
    private readonly double[] _diagonal;
    private readonly double[] _given;

    // One longer than the unknowns: the last value stays 0, for neighbors that are none.
    private readonly double[] _solution;

    public ImputationLevel(int height, int width)
    {
        (_height, _width) = (height, width);
        _unknowns = new int[height * width];
        _cells = new int[height * width];
        _parents = new int[height * width];
        _neighbors = new int[height * width * Neighbors];
        _weights = new double[height * width * Neighbors];
        _diagonal = new double[height * width];
        _given = new double[height * width];
        _solution = new double[(height * width) + 1];
        _coarser = height * width > 1 ? new ImputationLevel((height + 1) / 2, (width + 1) / 2) : null;
    }

    /// <summary>Number of unknowns.</summary>
    public int Count { get; private set; }

    /// <summary>The cells that are unknown, in their order.</summary>
    public ReadOnlySpan<int> Cells => _cells.AsSpan(0, Count);

    /// <summary>Sets up all levels. A neighbor that is known counts in the diagonal only.</summary>
    /// <param name="removed">Which of the H x W pixels are unknown.</param>
    /// <param name="weights">Weights of the eight neighbors: above, below, left, right, then the corners.</param>
    public void Build(ReadOnlySpan<bool> removed, ReadOnlySpan<double> weights)
    {
        Number(removed);
        for (int i = 0; i < Count; i++)
        {
            _diagonal[i] = 0;
            for (int n = 0; n < Neighbors; n++)
            {
                int cell = Neighbor(_cells[i], n);
                _diagonal[i] += cell < 0 ? 0 : weights[n];
                Link(i, n, cell, cell < 0 ? 0 : weights[n]);
            }
        }

        _coarser?.Build(this);
    }

    /// <summary>The pixel of a neighbor; -1 beyond the border.</summary>
    public int Neighbor(int cell, int neighbor)
    {
        (int y, int x) = Math.DivRem(cell, _width);
        (int row, int column) = (y + Offsets[neighbor].Row, x + Offsets[neighbor].Column);
        return row >= 0 && row < _height && column >= 0 && column < _width ? (row * _width) + column : -1;
    }

    /// <summary>Whether a cell is among the unknowns.</summary>
    public bool IsUnknown(int cell) => _unknowns[cell] >= 0;

    /// <summary>A times x.</summary>
    /// <param name="x">One value for each unknown, and a 0.</param>
    /// <param name="product">One value for each unknown.</param>
    public void Multiply(ReadOnlySpan<double> x, Span<double> product)
    {
        for (int i = 0; i < product.Length; i++)
        {
            product[i] = (_diagonal[i] * x[i]) - Pull(i, x);
        }
    }

    /// <summary>Solves A x = b roughly, by one cycle.</summary>
    public void Precondition(ReadOnlySpan<double> given, Span<double> solution)
    {
        given.CopyTo(_given);
        Cycle();
        _solution.AsSpan(0, Count).CopyTo(solution);
    }

    /// <summary>Sets up this level and those below it from the finer one.</summary>
    private void Build(ImputationLevel finer)
    {
        Span<bool> isUnknown = new bool[_unknowns.Length];
        for (int i = 0; i < finer.Count; i++)
        {
            isUnknown[ParentCell(finer, i)] = true;
        }

        Number(isUnknown);
        Array.Clear(_diagonal, 0, Count);
        Array.Clear(_weights, 0, Count * Neighbors);
        for (int i = 0; i < Count; i++)
        {
            for (int n = 0; n < Neighbors; n++)
            {
                Link(i, n, Neighbor(_cells[i], n), 0);
            }
        }

        for (int i = 0; i < finer.Count; i++)
        {
            finer._parents[i] = _unknowns[ParentCell(finer, i)];
        }

        for (int i = 0; i < finer.Count; i++)
        {
            Add(finer, i);
        }

        _coarser?.Build(this);
    }

    /// <summary>Adds one of the finer level's equations to that of its parent.</summary>
    private void Add(ImputationLevel finer, int i)
    {
        int parent = finer._parents[i];
        _diagonal[parent] += finer._diagonal[i];
        for (int n = i * Neighbors; n < (i + 1) * Neighbors; n++)
        {
            if (finer._neighbors[n] == finer.Count)
            {
                continue;
            }

            int other = finer._parents[finer._neighbors[n]];
            if (other == parent)
            {
                _diagonal[parent] -= finer._weights[n];
            }
            else
            {
                _weights[_neighbors.AsSpan(parent * Neighbors, Neighbors).IndexOf(other) + (parent * Neighbors)] += finer._weights[n];
            }
        }
    }

    /// <summary>One V-cycle, from what is given to a rough solution.</summary>
    private void Cycle()
    {
        if (_coarser is null || Count == 1)
        {
            _solution[0] = _given[0] / _diagonal[0];
            return;
        }

        Array.Clear(_solution, 0, Count + 1);
        Sweep(0, Count, 1);
        Restrict();
        _coarser.Cycle();
        for (int i = 0; i < Count; i++)
        {
            _solution[i] += Overcorrection * _coarser._solution[_parents[i]];
        }

        Sweep(Count - 1, -1, -1);
    }

    /// <summary>One pass of Gauss and Seidel: each unknown in turn satisfies its own equation.</summary>
    private void Sweep(int from, int to, int step)
    {
        for (int i = from; i != to; i += step)
        {
            _solution[i] = (_given[i] + Pull(i, _solution)) / _diagonal[i];
        }
    }

    /// <summary>Hands what is left of the equations to the coarser level.</summary>
    private void Restrict()
    {
        Array.Clear(_coarser!._given, 0, _coarser.Count);
        for (int i = 0; i < Count; i++)
        {
            _coarser._given[_parents[i]] += _given[i] + Pull(i, _solution) - (_diagonal[i] * _solution[i]);
        }
    }

    /// <summary>The weighted sum of the neighbors that are unknown.</summary>
    private double Pull(int i, ReadOnlySpan<double> x)
    {
        ReadOnlySpan<int> near = _neighbors.AsSpan(i * Neighbors, Neighbors);
        ReadOnlySpan<double> weights = _weights.AsSpan(i * Neighbors, Neighbors);
        return (weights[0] * x[near[0]]) + (weights[1] * x[near[1]]) + (weights[2] * x[near[2]]) + (weights[3] * x[near[3]])
            + (weights[4] * x[near[4]]) + (weights[5] * x[near[5]]) + (weights[6] * x[near[6]]) + (weights[7] * x[near[7]]);
    }

    /// <summary>Numbers the unknowns, row by row.</summary>
    private void Number(ReadOnlySpan<bool> isUnknown)
    {
        Count = 0;
        for (int cell = 0; cell < isUnknown.Length; cell++)
        {
            _unknowns[cell] = isUnknown[cell] ? Count : -1;
            if (isUnknown[cell])
            {
                _cells[Count++] = cell;
            }
        }
    }

    private void Link(int i, int neighbor, int cell, double weight)
    {
        bool isUnknown = cell >= 0 && _unknowns[cell] >= 0;
        _neighbors[(i * Neighbors) + neighbor] = isUnknown ? _unknowns[cell] : Count;
        _weights[(i * Neighbors) + neighbor] = isUnknown ? weight : 0;
    }

    private int ParentCell(ImputationLevel finer, int i)
    {
        (int y, int x) = Math.DivRem(finer._cells[i], finer._width);
        return (y / 2 * _width) + (x / 2);
    }
}
