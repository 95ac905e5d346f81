namespace Microsoft.ML.Saliency.Tool;

/// <summary>Counts the passes of a scorer.</summary>
internal sealed class CountingScorer(IScorer scorer) : IScorer
{
    /// <summary>Receives the number of images of each scored batch, on the scoring threads; null for none.</summary>
    public Action<int>? Counted { get; set; }

    public TensorShape InputShape => scorer.InputShape;
    public int ClassCount => scorer.ClassCount;
    public int BatchSize => scorer.BatchSize;
    public int MaxBatchSize => scorer.MaxBatchSize;
    public int Concurrency => scorer.Concurrency;
    public ClassLabels? Labels => scorer.Labels;
    public bool TakesBytes => scorer.TakesBytes;
    public IScorerBatch CreateBatch(int capacity) => new Batch(this, scorer.CreateBatch(capacity));

    private sealed class Batch(CountingScorer owner, IScorerBatch batch) : IScorerBatch
    {
        public int Capacity => batch.Capacity;
        public Span<float> Inputs => batch.Inputs;

        public ReadOnlySpan<float> Score(int count)
        {
            ReadOnlySpan<float> scores = batch.Score(count);
            owner.Counted?.Invoke(count);
            return scores;
        }

        public void Dispose() => batch.Dispose();
    }
}
