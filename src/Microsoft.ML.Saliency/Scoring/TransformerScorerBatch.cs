namespace Microsoft.ML.Saliency;

/// <summary>Scores tensors one by one through a row of a pipeline.</summary>
/// <param name="row">The row; disposed with the batch.</param>
/// <param name="capacity">The most tensors the batch holds.</param>
/// <param name="length">Values of a tensor.</param>
/// <param name="classes">Scores of a tensor.</param>
internal sealed class TransformerScorerBatch(PipelineRow row, int capacity, int length, int classes) : IScorerBatch
{
    private readonly float[] _inputs = new float[checked(capacity * length)];
    private readonly float[] _scores = new float[checked(capacity * classes)];

    public int Capacity => capacity;

    public Span<float> Inputs => _inputs;

    public ReadOnlySpan<float> Score(int count)
    {
        RequireCount(count, capacity);
        for (int i = 0; i < count; i++)
        {
            row.Compute(_inputs.AsMemory(i * length, length), _scores.AsSpan(i * classes, classes));
        }

        return _scores.AsSpan(0, count * classes);
    }

    public void Dispose() => row.Dispose();

    /// <summary>Checks a number of tensors.</summary>
    public static void RequireCount(int count, int capacity)
    {
        if (count < 1 || count > capacity)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"The count must be in 1 to {capacity}, the batch's capacity.");
        }
    }
}
