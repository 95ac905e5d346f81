namespace Microsoft.ML.Saliency;

/// <summary>A reliability with its bootstrap confidence interval over images.</summary>
/// <param name="Value">The reliability of all images together, at most 1; 1 is perfect, 0 what chance gives.</param>
/// <param name="Low">Lower end of the interval; NaN if <paramref name="Resamples"/> is 0.</param>
/// <param name="High">Upper end of the interval; NaN if <paramref name="Resamples"/> is 0.</param>
/// <param name="Resamples">
/// Number of resamples that the interval rests on: those asked for, less those for which the reliability is not defined (one image drawn all
/// over, or images that all have the same score). Many such mean too few images for an interval.
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
