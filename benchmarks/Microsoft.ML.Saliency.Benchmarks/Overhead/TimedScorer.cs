namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>A scorer that adds up the time spent in its passes, over all lanes.</summary>
internal sealed class TimedScorer(IScorer scorer) : IScorer
{
    private long _ticks;

    /// <summary>Time in passes since the last call, in milliseconds, summed over the lanes.</summary>
    public double TakeMilliseconds() => Interlocked.Exchange(ref _ticks, 0) * 1000.0 / Stopwatch.Frequency;

    public TensorShape InputShape => scorer.InputShape;
    public int ClassCount => scorer.ClassCount;
    public int BatchSize => scorer.BatchSize;
    public int MaxBatchSize => scorer.MaxBatchSize;
    public int Concurrency => scorer.Concurrency;
    public IScorerBatch CreateBatch(int capacity) => new TimedBatch(this, scorer.CreateBatch(capacity));

    private sealed class TimedBatch(TimedScorer owner, IScorerBatch batch) : IScorerBatch
    {
        public int Capacity => batch.Capacity;
        public Span<float> Inputs => batch.Inputs;

        public ReadOnlySpan<float> Score(int count)
        {
            long start = Stopwatch.GetTimestamp();
            ReadOnlySpan<float> scores = batch.Score(count);
            Interlocked.Add(ref owner._ticks, Stopwatch.GetTimestamp() - start);
            return scores;
        }

        public void Dispose() => batch.Dispose();
    }
}
