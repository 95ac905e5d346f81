namespace Microsoft.ML.Saliency;

/// <summary>Settings of <see cref="TransformerScorer"/>.</summary>
public sealed record TransformerScorerOptions
{
    /// <summary>Shape of the input, where the column's type does not tell: vectors of unknown dimensions, images of any size.</summary>
    /// <value>Default: null, read from the input column.</value>
    public TensorShape? InputShape { get; init; }

    /// <summary>What turns the score column's values into scores.</summary>
    /// <value>Default: <see cref="ScoreActivation.None"/>. <see cref="ScoreActivation.Auto"/> is not supported.</value>
    public ScoreActivation Activation { get; init; } = ScoreActivation.None;

    /// <summary>How many rows are scored at the same time.</summary>
    /// <value>Default: 1, right where the pipeline itself uses all cores, as an OnnxTransformer does. At least 1.</value>
    public int Concurrency { get; init; } = 1;
}
