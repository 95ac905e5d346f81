using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Saliency;

/// <summary>A batch of one session. Buffers are bound once; on the CPU scoring allocates nothing.</summary>
internal abstract class OnnxBatch : IScorerBatch
{
    private readonly InferenceSession _session;
    private readonly float[] _scores;
    private readonly Dictionary<int, OnnxBinding> _bindings = [];
    private bool _disposed;

    /// <param name="scorer">The scorer.</param>
    /// <param name="session">One of its sessions.</param>
    /// <param name="capacity">The most inputs the batch holds.</param>
    /// <param name="inputLength">Values of one input.</param>
    protected OnnxBatch(OnnxScorer scorer, InferenceSession session, int capacity, int inputLength)
    {
        Scorer = scorer;
        _session = session;
        Capacity = capacity;
        InputLength = inputLength;
        int images = scorer.Signature.FixedBatchSize ?? capacity;
        Buffer = GC.AllocateArray<float>(checked(images * inputLength), pinned: true);
        _scores = GC.AllocateArray<float>(checked(images * scorer.ClassCount), pinned: true);
    }

    public int Capacity { get; }

    public Span<float> Inputs => Buffer.AsSpan(0, Capacity * InputLength);

    /// <summary>The inputs; as many as the model's batch dimension says, if it is fixed.</summary>
    protected float[] Buffer { get; }

    protected int InputLength { get; }

    protected OnnxScorer Scorer { get; }

    protected RunOptions RunOptions { get; } = new();

    public ReadOnlySpan<float> Score(int count)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Scorer.ThrowIfDisposed();
        if (count < 1 || count > Capacity)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"The batch holds 1 to {Capacity} images.");
        }

        int images = Scorer.Signature.FixedBatchSize ?? count;
        if (!_bindings.TryGetValue(images, out OnnxBinding? binding))
        {
            binding = new OnnxBinding(_session, Scorer.IsOnDevice);
            _bindings.Add(images, binding);
            binding.Output(Scorer.OutputName, binding.Own(OnnxBinding.Value(_scores.AsMemory(0, images * Scorer.ClassCount), [images, .. Scorer.OutputTail])));
            BindInputs(binding, images);
        }

        WriteInputs(images);
        binding.Run(RunOptions);
        Span<float> scores = _scores.AsSpan(0, count * Scorer.ClassCount);
        Scorer.Activation.Apply(scores, Scorer.ClassCount);
        return scores;
    }

    public virtual void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            foreach (OnnxBinding binding in _bindings.Values)
            {
                binding.Dispose();
            }

            RunOptions.Dispose();
        }
    }

    /// <summary>Binds the model's input for so many images.</summary>
    protected abstract void BindInputs(OnnxBinding binding, int images);

    /// <summary>Turns the buffer into what is bound, if they are not the same.</summary>
    protected abstract void WriteInputs(int images);
}
