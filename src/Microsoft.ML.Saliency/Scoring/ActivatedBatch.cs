namespace Microsoft.ML.Saliency;

/// <summary>Turns a batch's values into scores.</summary>
/// <param name="batch">The batch; disposed with this one.</param>
/// <param name="activation">The function.</param>
/// <param name="classes">Number of scores of an image.</param>
internal sealed class ActivatedBatch(IScorerBatch batch, ScoreActivation activation, int classes) : IScorerBatch
{
    private readonly float[] _scores = new float[batch.Capacity * classes];

    public int Capacity => batch.Capacity;

    public Span<float> Inputs => batch.Inputs;

    public ReadOnlySpan<float> Score(int count)
    {
        Span<float> scores = _scores.AsSpan(0, Math.Max(0, Math.Min(count, Capacity)) * classes);
        batch.Score(count).CopyTo(scores);
        activation.Apply(scores, classes);
        return scores;
    }

    public void Dispose() => batch.Dispose();
}
