namespace Microsoft.ML.Saliency;

/// <summary>Settings of <see cref="RiseSaliencyEstimator"/>.</summary>
public sealed record RiseSaliencyOptions : SaliencyEstimatorOptions
{
    /// <summary>Gets the settings of the method: number of masks, grid, probability, seed.</summary>
    /// <value>Default: the defaults of <see cref="RiseOptions"/>.</value>
    public RiseOptions Rise { get; init; } = new();
}
