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

    /// <summary>The names of the classes, one for each class of the model.</summary>
    /// <value>
    /// Default: null, the names that the classifier itself knows (<see cref="IScorer.Labels"/>), if any. With names there is a fourth column
    /// of text, named as the map column with "TargetLabel" behind it. Where the targets are the same for all images
    /// (<see cref="SaliencyTargets.Classes"/>, <see cref="SaliencyTargets.All"/>), the names are also the slot names of the target and score
    /// columns.
    /// </value>
    public ClassLabels? Labels { get; init; }

    /// <summary>A baseline to be learnt from the data by Fit, in the place of the method's own.</summary>
    /// <value>Default: null, the baseline is the method's option.</value>
    [JsonIgnore]
    public BaselineFit? FitBaseline { get; init; }
}
