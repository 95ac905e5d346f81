namespace Microsoft.ML.Saliency;

/// <summary>The origin and ownership of an estimator's scorer.</summary>
internal abstract class ScorerSource
{
    /// <summary>Gets the shape of one input tensor.</summary>
    public abstract TensorShape InputShape { get; }

    /// <summary>Gets the number of classes.</summary>
    public abstract int ClassCount { get; }

    /// <summary>Gets the names of the classes; null if unknown.</summary>
    public abstract ClassLabels? Labels { get; }

    /// <summary>Opens a scorer, and the object that its transformer disposes; null if the caller owns the scorer.</summary>
    public abstract (IScorer Scorer, IDisposable? Owned) Open();
}

/// <summary>A scorer of the caller's, shared by all transformers.</summary>
internal sealed class SharedScorerSource : ScorerSource
{
    private readonly IScorer _scorer;

    /// <param name="scorer">The scorer.</param>
    /// <exception cref="ArgumentException">The scorer breaks its contract.</exception>
    public SharedScorerSource(IScorer scorer)
    {
        ScorerContract.Require(scorer);
        _scorer = scorer;
    }

    public override TensorShape InputShape => _scorer.InputShape;
    public override int ClassCount => _scorer.ClassCount;
    public override ClassLabels? Labels => _scorer.Labels;
    public override (IScorer Scorer, IDisposable? Owned) Open() => (_scorer, null);
}
