namespace Microsoft.ML.Saliency.Tests;

/// <summary>Scores one tensor: writes K scores.</summary>
internal delegate void ScoreFunction(ReadOnlySpan<float> input, Span<float> scores);

/// <summary>A scorer that is a plain function of each tensor on its own: deterministic to the last bit, and it counts.</summary>
internal sealed class FunctionScorer(TensorShape shape, int classCount, ScoreFunction function) : IScorer
{
    private long _scored;
    private long _liveBatches;

    /// <summary>How many tensors have been scored.</summary>
    public long Scored => Interlocked.Read(ref _scored);

    /// <summary>Batches that have been made and not been disposed.</summary>
    public long LiveBatches => Interlocked.Read(ref _liveBatches);

    public TensorShape InputShape => shape;

    public int ClassCount => classCount;

    public int BatchSize { get; init; } = 16;

    public int MaxBatchSize { get; init; } = int.MaxValue;

    public int Concurrency { get; init; } = 1;

    public IScorerBatch CreateBatch(int capacity) => capacity <= MaxBatchSize
        ? new Batch(this, capacity)
        : throw new ArgumentOutOfRangeException(nameof(capacity), capacity, $"At most {MaxBatchSize}.");

    /// <summary>Score of class k = sum of weights[k] x pixels.</summary>
    public static FunctionScorer Linear(TensorShape shape, params float[][] weights) => new(shape, weights.Length, (input, scores) =>
    {
        for (int k = 0; k < weights.Length; k++)
        {
            double sum = 0;
            for (int i = 0; i < input.Length; i++)
            {
                sum += weights[k][i] * input[i];
            }

            scores[k] = (float)sum;
        }
    });

    private sealed class Batch : IScorerBatch
    {
        private readonly FunctionScorer _scorer;
        private readonly float[] _inputs;
        private readonly float[] _scores;
        private bool _disposed;

        public Batch(FunctionScorer scorer, int capacity)
        {
            _scorer = scorer;
            Capacity = capacity;
            _inputs = new float[capacity * scorer.InputShape.Length];
            _scores = new float[capacity * scorer.ClassCount];
            Interlocked.Increment(ref scorer._liveBatches);
        }

        public int Capacity { get; }

        public Span<float> Inputs => _inputs;

        public ReadOnlySpan<float> Score(int count)
        {
            int length = _scorer.InputShape.Length, classes = _scorer.ClassCount;
            for (int i = 0; i < count; i++)
            {
                _scorer.Function(_inputs.AsSpan(i * length, length), _scores.AsSpan(i * classes, classes));
            }

            Interlocked.Add(ref _scorer._scored, count);
            return _scores.AsSpan(0, count * classes);
        }

        public void Dispose()
        {
            if (!_disposed)
            {
                _disposed = true;
                Interlocked.Decrement(ref _scorer._liveBatches);
            }
        }
    }

    private ScoreFunction Function => function;
}
