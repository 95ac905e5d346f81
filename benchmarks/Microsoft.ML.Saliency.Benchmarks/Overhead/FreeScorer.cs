namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>A scorer that costs nothing, of another's shape: what is left is the explainer's own work.</summary>
internal sealed class FreeScorer(IScorer like) : IScorer
{
    public TensorShape InputShape => like.InputShape;
    public int ClassCount => like.ClassCount;
    public int BatchSize => like.BatchSize;
    public int MaxBatchSize => like.MaxBatchSize;
    public int Concurrency => like.Concurrency;
    public IScorerBatch CreateBatch(int capacity) => new Batch(capacity, InputShape.Length, ClassCount);

    private sealed class Batch(int capacity, int length, int classCount) : IScorerBatch
    {
        private readonly float[] _inputs = new float[capacity * length];
        private readonly float[] _scores = new float[capacity * classCount];

        public int Capacity => capacity;
        public Span<float> Inputs => _inputs;
        public ReadOnlySpan<float> Score(int count) => _scores.AsSpan(0, count * classCount);

        public void Dispose()
        {
        }
    }
}
