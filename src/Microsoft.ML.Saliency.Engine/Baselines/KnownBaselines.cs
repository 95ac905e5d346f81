namespace Microsoft.ML.Saliency;

/// <summary>The baselines that can be chosen from. Each says in which space it is defined.</summary>
public static class KnownBaselines
{
    /// <summary>
    /// Zero in the model's space: the mean colour for models whose input is normalised, black for models of 0..1. What RISE's authors,
    /// Captum and Xplique do by default, and often call "black".
    /// </summary>
    public static Baseline ModelZero { get; } = new ModelConstantBaseline("model zero", 0);

    /// <summary>One value for all channels and pixels, in the model's space.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public static Baseline ModelConstant(float value) => new ModelConstantBaseline($"model constant ({value})", value);
}
