namespace Microsoft.ML.Saliency.Tests;

/// <summary>The grids and shifts with which the RISE authors' code made the reference values.</summary>
internal sealed class GoldenMasks(string name, TensorShape shape, RiseOptions options)
    : RiseMasks(shape, (options.GridHeight, options.GridWidth), options.Seed, options.KeepProbability.Value, isPaired: false)
{
    private readonly Npy<byte> _grids = Npy<byte>.Read($"rise/{name}_grids.npy");
    private readonly Npy<int> _shifts = Npy<int>.Read($"rise/{name}_shifts.npy");

    public override (int Row, int Column) Draw(long index, Span<float> grid)
    {
        int first = (int)index * CellCount;
        for (int cell = 0; cell < CellCount; cell++)
        {
            grid[cell] = _grids.Values[first + cell];
        }

        return (_shifts.Values[2 * index], _shifts.Values[(2 * index) + 1]);
    }
}
