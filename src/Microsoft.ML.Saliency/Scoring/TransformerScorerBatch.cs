namespace Microsoft.ML.Saliency;

/// <summary>Scores tensors one by one through a row of a pipeline.</summary>
internal sealed class TransformerScorerBatch : IScorerBatch
{
    private readonly TransformerScorer _scorer;
    private readonly DataViewRow _row;
    private readonly TensorRow _input;
    private readonly ValueGetter<VBuffer<float>> _getScores;
    private readonly float[] _inputs;
    private readonly float[] _scores;
    private VBuffer<float> _rowScores;

    public TransformerScorerBatch(
        TransformerScorer scorer, Func<(DataViewRow Row, TensorRow Input, ValueGetter<VBuffer<float>> GetScores)> openRow, int capacity)
    {
        _scorer = scorer;
        Capacity = capacity;
        (_row, _input, _getScores) = openRow();
        _inputs = new float[checked(capacity * scorer.InputShape.Length)];
        _scores = new float[checked(capacity * scorer.ClassCount)];
    }

    public int Capacity { get; }
    public Span<float> Inputs => _inputs;

    public ReadOnlySpan<float> Score(int count)
    {
        if (count < 1 || count > Capacity)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"The count must be in 1 to {Capacity}, the batch's capacity.");
        }

        int length = _scorer.InputShape.Length, classes = _scorer.ClassCount;
        for (int i = 0; i < count; i++)
        {
            _input.Show(_inputs.AsMemory(i * length, length));
            _getScores(ref _rowScores);
            if (_rowScores.Length != classes)
            {
                throw new InvalidOperationException($"The pipeline must give {classes} scores per image, but gave {_rowScores.Length}.");
            }

            _rowScores.CopyTo(_scores.AsSpan(i * classes, classes));
        }

        Span<float> scores = _scores.AsSpan(0, count * classes);
        _scorer.Activation.Apply(scores, classes);
        return scores;
    }

    public void Dispose() => _row.Dispose();
}
