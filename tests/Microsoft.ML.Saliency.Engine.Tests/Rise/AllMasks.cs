namespace Microsoft.ML.Saliency.Tests;

/// <summary>Every mask of a grid and an image that are small enough to count them out: expectations without sampling.</summary>
internal sealed class AllMasks(TensorShape shape, RiseOptions options)
    : RiseMasks(shape, (options.GridHeight, options.GridWidth), options.Seed, options.KeepProbability.Value, isPaired: false)
{
    /// <summary>Number of masks: 2^(h w) grids at every shift.</summary>
    public int Count => (1 << CellCount) * Rows.CellSize * Columns.CellSize;

    public override (int Row, int Column) Draw(long index, Span<float> grid)
    {
        for (int cell = 0; cell < grid.Length; cell++)
        {
            grid[cell] = (index >> cell) & 1;
        }

        int shift = (int)(index >> CellCount);
        return (shift / Columns.CellSize, shift % Columns.CellSize);
    }

    /// <summary>The probability of a mask.</summary>
    public double Probability(long index)
    {
        int kept = System.Numerics.BitOperations.PopCount((ulong)index & ((1UL << CellCount) - 1));
        return Math.Pow(KeepProbability, kept) * Math.Pow(1 - KeepProbability, CellCount - kept) / (Rows.CellSize * Columns.CellSize);
    }

    /// <summary>The limit map E[f(M) M] / p of a function of the mask.</summary>
    public double[] Limit(Func<float[], double> score) => Limits(score)[0];

    /// <summary>The limit maps of several functions.</summary>
    public double[][] Limits(params Func<float[], double>[] scores)
    {
        var mask = new float[Rows.ImageSize * Columns.ImageSize];
        double[][] limits = [.. scores.Select(_ => new double[mask.Length])];
        for (int index = 0; index < Count; index++)
        {
            Render(index, mask);
            double probability = Probability(index) / KeepProbability;
            for (int f = 0; f < scores.Length; f++)
            {
                double weight = probability * scores[f](mask);
                for (int i = 0; i < mask.Length && weight != 0; i++)
                {
                    limits[f][i] += weight * mask[i];
                }
            }
        }

        return limits;
    }
}
