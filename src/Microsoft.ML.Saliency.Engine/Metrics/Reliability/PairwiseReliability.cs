namespace Microsoft.ML.Saliency.Statistics;

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

/// <summary>A reliability with its bootstrap confidence interval over images.</summary>
/// <param name="Value">The reliability of all images together, at most 1; 1 is perfect, 0 what chance gives.</param>
/// <param name="Low">Lower end of the interval; NaN if <paramref name="Resamples"/> is 0.</param>
/// <param name="High">Upper end of the interval; NaN if <paramref name="Resamples"/> is 0.</param>
/// <param name="Resamples">
/// Number of resamples that the interval rests on: those asked for, less those for which the reliability is not defined (one image drawn
/// all over, or images that all have the same score). Many such mean too few images for an interval.
/// </param>
public sealed record ReliabilityEstimate(double Value, double Low, double High, int Resamples)
{
    /// <summary>An estimate with the interval that the values of the resamples span.</summary>
    internal static ReliabilityEstimate Of(double value, IEnumerable<double> resampled, double confidence)
    {
        (double low, double high, int count) = Bootstrap.Interval(resampled, confidence);
        return new(value, low, high, count);
    }

    /// <summary>The value and its interval to three digits, as in "0.815 [0.702, 0.901]".</summary>
    public override string ToString() => $"{Value:F3} [{Low:F3}, {High:F3}]";
}
