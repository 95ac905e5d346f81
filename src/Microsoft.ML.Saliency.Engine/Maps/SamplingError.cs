namespace Microsoft.ML.Saliency;

/// <summary>How far a map that was estimated from random masks may be from the map of infinitely many masks, its limit. It does not say
/// whether the limit is a good explanation.</summary>
public sealed class SamplingError
{
    private readonly float[] _standardErrors;
    private readonly Lazy<(double Expected, double LowerBound)> _fidelity;

    /// <param name="standardErrors">The standard errors, H x W.</param>
    /// <param name="fidelity">Computes the fidelity and its lower bound.</param>
    internal SamplingError(float[] standardErrors, Func<(double Expected, double LowerBound)> fidelity)
    {
        _standardErrors = standardErrors;
        _fidelity = new(fidelity);
    }

    /// <summary>The standard error of each pixel's value, H x W, in the map's unit. Errors of nearby pixels are correlated. Infinite after
    /// a single mask, or a single antithetic pair, which does not tell the spread.</summary>
    public ReadOnlySpan<float> StandardErrors => _standardErrors;

    /// <summary>Estimate of the expected Spearman rank correlation of the map with its limit, 0 to 1 (our choice; docs/estimation.md
    /// describes how it is computed and how well it is calibrated). It says how much the luck of the masks matters, not that the model is
    /// right. 0 where there is no order: all masks scored alike, the map is flat, or there was a single mask or pair. Computed when first
    /// read.</summary>
    public double Fidelity => _fidelity.Value.Expected;

    /// <summary>A cautious estimate of the fidelity, by which a RISE explainer stops: the true correlation is at least as high in nine of
    /// ten maps, even though drawing stops at the first look that suffices.</summary>
    public double FidelityLowerBound => _fidelity.Value.LowerBound;

    /// <summary>The probability that a cell was kept, given or chosen. Maps of different probabilities have different limits.</summary>
    public required double KeepProbability { get; init; }

    /// <summary>Number of perturbed images that were scored, for all targets together.</summary>
    public required int Passes { get; init; }

    /// <summary>Why no more were scored.</summary>
    public required RiseStop Stop { get; init; }
}

/// <summary>Why no more masks were drawn.</summary>
public enum RiseStop
{
    /// <summary>All masks that the options allow were scored.</summary>
    AllMasks,

    /// <summary>Every map had reached the fidelity that the options ask for.</summary>
    FidelityReached,
}
