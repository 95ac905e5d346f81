namespace Microsoft.ML.Saliency;

/// <summary>Settings of <see cref="OcclusionSaliencyEstimator"/>.</summary>
public sealed record OcclusionSaliencyOptions : SaliencyEstimatorOptions
{
    /// <summary>Gets the settings of the method: patch, stride, overlap.</summary>
    /// <value>Default: the defaults of <see cref="OcclusionOptions"/>.</value>
    public OcclusionOptions Occlusion { get; init; } = new();
}
