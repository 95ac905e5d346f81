namespace Microsoft.ML.Saliency;

/// <summary>
/// How a RISE map is estimated from the scores of the masked images. Both estimate the same map; they differ in how many masks it takes.
/// </summary>
public enum RiseEstimation
{
    /// <summary>
    /// Antithetic pairs of masks, and a ridge regression of the scores on the masks as control variate (our choice; docs/estimation.md has
    /// the formulas and what was measured). Unbiased: what is predicted for a mask is fitted without that mask.
    /// </summary>
    VarianceReduced,

    /// <summary>
    /// The published formula over independent masks (Petsiuk et al., BMVC 2018, equation 6), normalized as
    /// <see cref="RiseOptions.Normalization"/> says.
    /// </summary>
    Reference,
}
