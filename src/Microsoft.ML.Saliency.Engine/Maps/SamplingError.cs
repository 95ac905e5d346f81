namespace Microsoft.ML.Saliency;

/// <summary>
/// How far a map that was estimated from random masks may be from the map of infinitely many, its limit. It says nothing of whether the
/// limit is a good explanation.
/// </summary>
public sealed class SamplingError
{
    private readonly MaskNoise _noise;
    private readonly RiseEstimate _estimate;
    private readonly Lazy<float[]> _standardErrors;
    private readonly Lazy<(double Expected, double LowerBound)> _fidelity;

    internal SamplingError(MaskNoise noise, RiseEstimate estimate, double keepProbability, int passes, RiseStop stop)
    {
        _noise = noise;
        _estimate = estimate;
        _standardErrors = new(ComputeStandardErrors);
        _fidelity = new(() => noise.Fidelity(estimate.Values, estimate.MaskVariance));
        KeepProbability = keepProbability;
        Passes = passes;
        Stop = stop;
    }

    /// <summary>
    /// The standard error of each pixel's value, H x W, in the map's unit. Errors of nearby pixels are alike: they are not independent.
    /// </summary>
    public ReadOnlySpan<float> StandardErrors => _standardErrors.Value;

    /// <summary>
    /// Estimate of the expected Spearman rank correlation of the map with its limit, 0 to 1 (our choice; docs/estimation.md says how it is
    /// found and how well it is calibrated). Computed when first read.
    /// </summary>
    public double Fidelity => _fidelity.Value.Expected;

    /// <summary>
    /// A cautious estimate of the same, which <see cref="RiseOptions.Fidelity"/> asks for: so that the correlation is as high as asked for in nine
    /// of ten maps, though one stops at the first look that will do.
    /// </summary>
    public double FidelityLowerBound => _fidelity.Value.LowerBound;

    /// <summary>The probability that a cell was kept: the chosen one, if the options say <see cref="KeepProbability.Auto"/>. Maps of different ones have different limits.</summary>
    public double KeepProbability { get; }

    /// <summary>Perturbed images that were scored, for all targets together.</summary>
    public int Passes { get; }

    /// <summary>Why no more were scored.</summary>
    public RiseStop Stop { get; }

    private float[] ComputeStandardErrors()
    {
        int width = _noise.ColumnVariances.Length;
        var errors = new float[_noise.RowVariances.Length * width];
        for (int i = 0; i < errors.Length; i++)
        {
            double cells = _noise.RowVariances[i / width] * _noise.ColumnVariances[i % width];
            errors[i] = (float)Math.Sqrt((_estimate.MaskVariance * cells) + _estimate.CommonVariance);
        }

        return errors;
    }
}
