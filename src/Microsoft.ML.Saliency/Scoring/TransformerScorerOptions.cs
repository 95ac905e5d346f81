namespace Microsoft.ML.Saliency;

/// <summary>Settings of <see cref="TransformerScorer"/>.</summary>
public sealed record TransformerScorerOptions
{
    /// <summary>Gets the shape of the input, required for vectors of unknown dimensions and images of any size.</summary>
    /// <value>Default: null, read from the input column.</value>
    public TensorShape? InputShape { get; init; }

    /// <summary>Gets the function that turns the score column's values into scores.</summary>
    /// <value>Default: <see cref="ScoreActivation.None"/>. <see cref="ScoreActivation.Auto"/> is not supported.</value>
    public ScoreActivation Activation { get; init; } = ScoreActivation.None;

    /// <summary>Gets the number of rows that are scored at the same time.</summary>
    /// <value>Default: 1, which fits a pipeline that itself uses all cores, such as an OnnxTransformer. At least 1.</value>
    public int Concurrency { get; init; } = 1;
}
