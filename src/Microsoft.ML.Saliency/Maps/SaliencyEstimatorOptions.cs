using System.Text.Json.Serialization;

namespace Microsoft.ML.Saliency;

/// <summary>Settings that all estimators of saliency maps share.</summary>
public abstract record SaliencyEstimatorOptions : ModelEstimatorOptions
{
    private protected SaliencyEstimatorOptions()
    {
    }

    /// <summary>For which classes maps are made.</summary>
    /// <value>
    /// Default: <see cref="SaliencyTargets.Predicted"/>, one map: the map column is Vector&lt;Single, H, W&gt;, target and score are scalars.
    /// Any other: T maps, the map column is Vector&lt;Single, T, H, W&gt;, targets and scores are vectors of length T.
    /// </value>
    public SaliencyTargets Targets { get; init; } = SaliencyTargets.Predicted;

    /// <summary>A baseline to be learnt from the data by Fit, in the place of the method's own.</summary>
    /// <value>Default: null, the baseline is the method's option.</value>
    [JsonIgnore]
    public BaselineFit? FitBaseline { get; init; }
}
