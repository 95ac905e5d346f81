namespace Microsoft.ML.Saliency;

/// <summary>A scorer of the user's, shared by all transformers.</summary>
internal sealed class SharedScorerSource(IScorer scorer) : ScorerSource
{
    public override TensorShape InputShape => scorer.InputShape;

    public override int ClassCount => scorer.ClassCount;

    public override ClassLabels? Labels => scorer.Labels;

    public override (IScorer Scorer, IDisposable? Owned) Open() => (scorer, null);
}
