namespace Microsoft.ML.Saliency;

/// <summary>Scores tensors in three steps: what is before the features and what is behind them row by row, the features in
/// batches.</summary>
internal sealed class FeatureBatch : IScorerBatch
{
    private readonly FeatureChain _chain;
    private readonly IScorerBatch _features;
    private readonly PipelineRow? _front;
    private readonly PipelineRow? _head;
    private readonly float[]? _inputs;
    private readonly float[] _feature;
    private readonly float[] _scores;

    public FeatureBatch(FeatureChain chain, int capacity, int classes)
    {
        _chain = chain;
        Capacity = capacity;
        _features = chain.Features.CreateBatch(capacity);
        _front = chain.Front?.Open();
        _head = chain.Head?.Open();
        _inputs = _front is null ? null : new float[checked(capacity * chain.InputLength)];
        _feature = new float[chain.Features.ClassCount];
        _scores = new float[checked(capacity * classes)];
    }

    public int Capacity { get; }

    public Span<float> Inputs => _inputs ?? _features.Inputs;

    public ReadOnlySpan<float> Score(int count)
    {
        TransformerScorerBatch.RequireCount(count, Capacity);
        int length = _chain.Features.InputShape.Length;
        for (int i = 0; _front is not null && i < count; i++)
        {
            _front.Compute(_inputs.AsMemory(i * _chain.InputLength, _chain.InputLength), _features.Inputs.Slice(i * length, length));
        }

        ReadOnlySpan<float> features = _features.Score(count);
        Span<float> scores = _scores.AsSpan(0, count * (_scores.Length / Capacity));
        if (_head is null)
        {
            features.CopyTo(scores);
            return scores;
        }

        int classes = scores.Length / count;
        for (int i = 0; i < count; i++)
        {
            features.Slice(i * _feature.Length, _feature.Length).CopyTo(_feature);
            _head.Compute(_feature, scores.Slice(i * classes, classes));
        }

        return scores;
    }

    public void Dispose()
    {
        _front?.Dispose();
        _head?.Dispose();
        _features.Dispose();
    }
}
