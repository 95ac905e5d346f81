namespace Microsoft.ML.Saliency;

/// <summary>Where an estimator's scorer comes from, and who owns it.</summary>
internal abstract class ScorerSource
{
    /// <summary>Shape of one input tensor.</summary>
    public abstract TensorShape InputShape { get; }

    /// <summary>Number of classes.</summary>
    public abstract int ClassCount { get; }

    /// <summary>The names of the classes; null if the scorer does not know them.</summary>
    public abstract ClassLabels? Labels { get; }

    /// <summary>A scorer for one fitted transformer, and what the transformer disposes: null if the scorer is not its own.</summary>
    public abstract (IScorer Scorer, IDisposable? Owned) Open();
}
