namespace Microsoft.ML.Saliency;

/// <summary>
/// The scale of a RISE map and, with <see cref="RiseEstimation.Reference"/>, what the sum of masks weighted by scores, sum_i f(x . M_i)
/// M_i, is divided by. Implementations in the field differ.
/// </summary>
public enum RiseNormalization
{
    /// <summary>
    /// Each pixel's own sum of masks: sum_i f_i M_i / sum_i M_i, the mean score over the masks that keep the pixel (Xplique's choice). Less
    /// noisy than <see cref="ExpectedMask"/> and equal to it in the limit of many masks.
    /// </summary>
    MaskSum,

    /// <summary>
    /// The expected mask: sum_i f_i M_i / (N p), the published formula (Petsiuk et al., BMVC 2018, equation 6) and its authors' code. With
    /// <see cref="RiseEstimation.VarianceReduced"/> the same as <see cref="MaskSum"/>: an estimate of their common limit.
    /// </summary>
    ExpectedMask,

    /// <summary>
    /// The masks are first freed of their mean: sum_i f_i (M_i - p) / (N p), which is <see cref="ExpectedMask"/> less the mean score (after
    /// Hatakeyama et al., ACCV 2020; the scale is our choice). Zero means that the pixel does not matter.
    /// </summary>
    Debiased,
}
