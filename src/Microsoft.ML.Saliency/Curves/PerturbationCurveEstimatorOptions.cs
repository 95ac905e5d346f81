namespace Microsoft.ML.Saliency;

/// <summary>Settings of <see cref="PerturbationCurveEstimator"/>.</summary>
public sealed record PerturbationCurveEstimatorOptions : ModelEstimatorOptions
{
    /// <summary>Gets the curve: order, direction, steps, baseline.</summary>
    /// <value>Default: the defaults of <see cref="PerturbationCurveOptions"/>.</value>
    public PerturbationCurveOptions Curve { get; init; } = new();

    /// <summary>Gets the name of the column with the maps' class indices.</summary>
    /// <value>Default: null, the map column's name with the suffix "Target", as the saliency estimators write it.</value>
    public string? TargetColumnName { get; init; }

    /// <summary>Gets the name of the column with the maps' scores. A row whose image gets another score from the classifier is
    /// refused.</summary>
    /// <value>Default: null, the map column's name with the suffix "Score", where the data has that column.</value>
    public string? ScoreColumnName { get; init; }
}
