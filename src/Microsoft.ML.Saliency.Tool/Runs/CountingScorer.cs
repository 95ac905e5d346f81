namespace Microsoft.ML.Saliency.Tool;

/// <summary>Counts the passes of a scorer.</summary>
internal sealed class CountingScorer(IScorer scorer) : IMaskingScorer
{
    /// <summary>Receives the number of images of each scored batch, on the scoring threads; null for none.</summary>
    public Action<int>? Counted { get; set; }

    /// <summary>The number of items to compute at the same time: two on a device, so that it has work while the host completes
    /// one.</summary>
    public int ItemsAtATime => scorer is OnnxScorer { IsOnDevice: true } ? 2 : 1;

    public TensorShape InputShape => scorer.InputShape;
    public int ClassCount => scorer.ClassCount;
    public int BatchSize => scorer.BatchSize;
    public int MaxBatchSize => scorer.MaxBatchSize;
    public int Concurrency => scorer.Concurrency;
    public ClassLabels? Labels => scorer.Labels;
    public bool TakesBytes => scorer.TakesBytes;
    public bool PrefersMasks => scorer is IMaskingScorer { PrefersMasks: true };
    public IScorer CreateMaskScorer(MaskedImage image) =>
        new CountingScorer(((IMaskingScorer)scorer).CreateMaskScorer(image)) { Counted = count => Counted?.Invoke(count) };

    public IScorerBatch CreateBatch(int capacity)
    {
        IScorerBatch batch = scorer.CreateBatch(capacity);
        return batch is ITargetBatch targets ? new TargetBatch(this, targets) : new Batch(this, batch);
    }

    private class Batch(CountingScorer owner, IScorerBatch batch) : IScorerBatch
    {
        public int Capacity => batch.Capacity;
        public Span<float> Inputs => batch.Inputs;

        public ReadOnlySpan<float> Score(int count)
        {
            ReadOnlySpan<float> scores = batch.Score(count);
            Count(count);
            return scores;
        }

        public void Dispose() => batch.Dispose();

        protected void Count(int count) => owner.Counted?.Invoke(count);
    }

    private sealed class TargetBatch(CountingScorer owner, ITargetBatch batch) : Batch(owner, batch), ITargetBatch
    {
        public ReadOnlySpan<float> Score(int count, int[] classes)
        {
            ReadOnlySpan<float> scores = batch.Score(count, classes);
            Count(count);
            return scores;
        }
    }
}
