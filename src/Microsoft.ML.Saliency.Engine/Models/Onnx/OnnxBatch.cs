using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.Saliency;

/// <summary>A batch of one session. Buffers are bound once, so that scoring on the CPU allocates nothing. On a device every run has the
/// same number of inputs, whatever the count, because convolutions are planned anew for each other shape.</summary>
internal abstract class OnnxBatch : IScorerBatch
{
    private readonly Dictionary<int, OnnxBinding> _bindings = [];
    private readonly Func<int, OnnxBinding> _bind;
    private readonly Action<int, int> _readScores;
    private bool _disposed;

    /// <param name="scorer">The scorer.</param>
    /// <param name="session">One of its sessions.</param>
    /// <param name="capacity">The most inputs the batch holds.</param>
    /// <param name="inputLength">Values of one input.</param>
    protected OnnxBatch(OnnxScorer scorer, InferenceSession session, int capacity, int inputLength)
    {
        Scorer = scorer;
        Session = session;
        Capacity = capacity;
        InputLength = inputLength;
        (_bind, _readScores) = (Bind, ReadScores);
        MostImages = Math.Max(capacity, scorer.ImagesOfRun(capacity));
        Buffer = GC.AllocateArray<float>(checked(MostImages * inputLength), pinned: true);
    }

    public int Capacity { get; }

    public Span<float> Inputs => Buffer.AsSpan(0, Capacity * InputLength);

    /// <summary>The inputs, those that fill up the last run included.</summary>
    protected float[] Buffer { get; }

    /// <summary>The most images of a run.</summary>
    protected int MostImages { get; }

    protected int InputLength { get; }

    protected OnnxScorer Scorer { get; }

    protected InferenceSession Session { get; }

    protected RunOptions RunOptions { get; } = new();

    public abstract ReadOnlySpan<float> Score(int count);

    public virtual void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            Unbind(_bindings);
            RunOptions.Dispose();
        }
    }

    /// <summary>Runs the session over the first inputs, in one run or several.</summary>
    protected void Run(int count) => Run(count, _bindings, _bind, _readScores);

    /// <summary>Runs the session over the first inputs, in one run or several.</summary>
    /// <param name="count">Number of inputs.</param>
    /// <param name="bindings">The bindings so far, by the number of images of a run.</param>
    /// <param name="bind">Binds the inputs and outputs of a run of so many images.</param>
    /// <param name="read">Takes the outputs of a run: number of the first input, and of inputs.</param>
    protected void Run(int count, Dictionary<int, OnnxBinding> bindings, Func<int, OnnxBinding> bind, Action<int, int> read)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (count < 1 || count > Capacity)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"The count must be 1 to {Capacity}, the capacity of the batch.");
        }

        Scorer.Enter();
        try
        {
            for (int first = 0; first < count;)
            {
                int images = Scorer.ImagesOfRun(count - first), used = Math.Min(images, count - first);
                if (first > 0)
                {
                    Buffer.AsSpan(first * InputLength, used * InputLength).CopyTo(Buffer);
                }

                if (!bindings.TryGetValue(images, out OnnxBinding? binding))
                {
                    if (Scorer.IsOnDevice)
                    {
                        // Runs have become smaller.
                        Unbind(bindings);
                    }

                    bindings.Add(images, binding = bind(images));
                }

                try
                {
                    WriteInputs(images);
                    binding.Run(RunOptions);
                }
                catch (OnnxRuntimeException exception) when (Scorer.TakesSmallerRuns(images, exception))
                {
                    continue;
                }

                read(first, used);
                first += used;
            }
        }
        finally
        {
            Scorer.Exit();
        }
    }

    /// <summary>Binds the inputs and outputs of a run of so many images.</summary>
    protected abstract OnnxBinding Bind(int images);

    /// <summary>Turns the buffer into the bound values, if they are not the same.</summary>
    protected virtual void WriteInputs(int images)
    {
    }

    /// <summary>Takes the scores of a run's first inputs.</summary>
    protected abstract void ReadScores(int first, int count);

    /// <summary>Binds the values of the inputs beside the images.</summary>
    protected void BindFeeds(OnnxBinding binding, int images)
    {
        foreach (OnnxFeed feed in Scorer.Classifier.Feeds)
        {
            binding.Input(feed.Name, binding.Own(feed.CreateValue(images)));
        }
    }

    /// <summary>Disposes of bindings.</summary>
    protected static void Unbind(Dictionary<int, OnnxBinding> bindings)
    {
        foreach (OnnxBinding binding in bindings.Values)
        {
            binding.Dispose();
        }

        bindings.Clear();
    }
}

/// <summary>A batch of images.</summary>
internal sealed class OnnxImageBatch : OnnxBatch
{
    private readonly OnnxClassifier _model;
    private readonly OnnxBuffer? _typedInputs;
    private readonly float[] _raw;
    private readonly OnnxBuffer? _typedRaw;
    private readonly float[] _scores;

    public OnnxImageBatch(OnnxScorer scorer, InferenceSession session, int capacity)
        : base(scorer, session, capacity, scorer.InputShape.Length)
    {
        _model = scorer.Classifier;
        _typedInputs = _model.Input.Type == TensorElementType.Float ? null : new OnnxBuffer(_model.Input.Type, Buffer.Length);
        _raw = GC.AllocateArray<float>(checked(MostImages * _model.Output.Width), pinned: true);
        _typedRaw = _model.Output.Type == TensorElementType.Float ? null : new OnnxBuffer(_model.Output.Type, _raw.Length);
        _scores = new float[checked(capacity * _model.ClassCount)];
    }

    public override ReadOnlySpan<float> Score(int count)
    {
        Run(count);
        return _scores.AsSpan(0, count * _model.ClassCount);
    }

    protected override OnnxBinding Bind(int images)
    {
        var binding = new OnnxBinding(Session, Scorer.IsOnDevice);
        long[] inputs = _model.Input.Dimensions(images), outputs = _model.Output.Dimensions(images);
        binding.ChangingInput(_model.Input.Name, binding.Own(
            _typedInputs?.Value(inputs) ?? OnnxBinding.Value(Buffer.AsMemory(0, images * InputLength), inputs)));
        binding.Output(_model.Output.Name, binding.Own(
            _typedRaw?.Value(outputs) ?? OnnxBinding.Value(_raw.AsMemory(0, images * _model.Output.Width), outputs)));
        BindFeeds(binding, images);
        return binding;
    }

    protected override void WriteInputs(int images) => _typedInputs?.Write(Buffer.AsSpan(0, images * InputLength));

    protected override void ReadScores(int first, int count)
    {
        Span<float> raw = _raw.AsSpan(0, count * _model.Output.Width);
        _typedRaw?.Read(raw);
        _model.Score(raw, _scores.AsSpan(first * _model.ClassCount, count * _model.ClassCount));
    }
}
