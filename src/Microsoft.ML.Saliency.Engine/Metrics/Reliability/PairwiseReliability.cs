namespace Microsoft.ML.Saliency;

/// <summary>The rank correlations of the columns of a table of scores, each column with each other.</summary>
public sealed class PairwiseReliability
{
    private readonly ReliabilityEstimate[,] _pairs;

    internal PairwiseReliability(ReliabilityEstimate mean, ReliabilityEstimate[,] pairs) => (Mean, _pairs) = (mean, pairs);

    /// <summary>The mean over all pairs of two different columns, -1 to 1.</summary>
    public ReliabilityEstimate Mean { get; }

    /// <summary>Number of columns C.</summary>
    public int Count => _pairs.GetLength(0);

    /// <summary>The correlation of two columns, -1 to 1; of a column with itself 1.</summary>
    /// <param name="first">0 to C - 1.</param>
    /// <param name="second">0 to C - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public ReliabilityEstimate this[int first, int second]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)first, (uint)Count, nameof(first));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)second, (uint)Count, nameof(second));
            return _pairs[first, second];
        }
    }

    /// <summary>All correlations, C x C: symmetric, on the diagonal 1.</summary>
    public double[,] ToMatrix()
    {
        var matrix = new double[Count, Count];
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j < Count; j++)
            {
                matrix[i, j] = _pairs[i, j].Value;
            }
        }

        return matrix;
    }
}
