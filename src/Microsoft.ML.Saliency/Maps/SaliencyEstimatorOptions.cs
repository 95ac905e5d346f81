namespace Microsoft.ML.Saliency;

/// <summary>Settings that all estimators of saliency maps share.</summary>
public abstract record SaliencyEstimatorOptions : ModelEstimatorOptions
{
    private protected SaliencyEstimatorOptions()
    {
    }

    /// <summary>Gets the classes to explain.</summary>
    /// <value>
    /// Default: <see cref="SaliencyTargets.Predicted"/>. The map column is then Vector&lt;Single, H, W&gt;, target and score are scalars.
    /// For others it is Vector&lt;Single, T, H, W&gt;, and targets and scores are vectors of length T.
    /// </value>
    public SaliencyTargets Targets { get; init; } = SaliencyTargets.Predicted;

    /// <summary>Gets the names of the classes, one for each class of the model.</summary>
    /// <value>
    /// Default: null, the names from the classifier (<see cref="IScorer.Labels"/>), if any. With names there is a text column with the
    /// suffix "TargetLabel". Where the targets are the same for all images (<see cref="SaliencyTargets.Classes"/>,
    /// <see cref="SaliencyTargets.All"/>), the names are also the slot names of the target and score columns.
    /// </value>
    public ClassLabels? Labels { get; init; }

    /// <summary>Gets the baseline that Fit learns from the data, instead of the method's baseline.</summary>
    /// <value>Default: null, the baseline of the method's options.</value>
    [JsonIgnore]
    public BaselineFit? FitBaseline { get; init; }
}
