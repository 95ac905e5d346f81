using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.Saliency;

/// <summary>A batch of one session. Buffers are bound once, so that scoring on the CPU allocates nothing.</summary>
internal abstract class OnnxBatch : IScorerBatch
{
    private readonly InferenceSession _session;
    private readonly OnnxClassifier _model;
    private readonly float[] _raw;
    private readonly float[] _scores;
    private readonly OnnxBuffer? _typedScores;
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
        _model = scorer.Classifier;
        int images = _model.Input.FixedBatchSize ?? capacity;
        Buffer = GC.AllocateArray<float>(checked(images * inputLength), pinned: true);
        _raw = GC.AllocateArray<float>(checked(images * _model.Output.Width), pinned: true);
        _scores = _model.IsBinary ? new float[images * _model.ClassCount] : _raw;
        _typedScores = _model.Output.Type == TensorElementType.Float ? null : new OnnxBuffer(_model.Output.Type, _raw.Length);
    }

    public int Capacity { get; }

    public Span<float> Inputs => Buffer.AsSpan(0, Capacity * InputLength);

    /// <summary>The inputs; their number is the model's batch dimension if that is fixed.</summary>
    protected float[] Buffer { get; }

    protected int InputLength { get; }

    protected OnnxScorer Scorer { get; }

    protected RunOptions RunOptions { get; } = new();

    public ReadOnlySpan<float> Score(int count)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (count < 1 || count > Capacity)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"The count must be 1 to {Capacity}, the capacity of the batch.");
        }

        Scorer.Enter();
        try
        {
            Run(_model.Input.FixedBatchSize ?? count);
        }
        finally
        {
            Scorer.Exit();
        }

        Span<float> raw = _raw.AsSpan(0, count * _model.Output.Width), scores = _scores.AsSpan(0, count * _model.ClassCount);
        _typedScores?.Read(raw);
        _model.Score(raw, scores);
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

    private void Run(int images)
    {
        if (!_bindings.TryGetValue(images, out OnnxBinding? binding))
        {
            binding = new OnnxBinding(_session, Scorer.IsOnDevice);
            _bindings.Add(images, binding);
            long[] dimensions = _model.Output.Dimensions(images);
            binding.Output(Scorer.OutputName, binding.Own(
                _typedScores?.Value(dimensions) ?? OnnxBinding.Value(_raw.AsMemory(0, images * _model.Output.Width), dimensions)));
            foreach (OnnxFeed feed in _model.Feeds)
            {
                binding.Input(feed.Name, binding.Own(feed.CreateValue(images)));
            }

            BindInputs(binding, images);
        }

        WriteInputs(images);
        binding.Run(RunOptions);
    }

    /// <summary>Binds the model's input for a number of images.</summary>
    protected abstract void BindInputs(OnnxBinding binding, int images);

    /// <summary>Turns the buffer into the bound values, if they are not the same.</summary>
    protected abstract void WriteInputs(int images);
}

/// <summary>A batch of images.</summary>
internal sealed class OnnxImageBatch : OnnxBatch
{
    private readonly OnnxBuffer? _typedInputs;

    public OnnxImageBatch(OnnxScorer scorer, InferenceSession session, int capacity)
        : base(scorer, session, capacity, scorer.InputShape.Length)
    {
        TensorElementType type = scorer.Classifier.Input.Type;
        _typedInputs = type == TensorElementType.Float ? null : new OnnxBuffer(type, Buffer.Length);
    }

    protected override void BindInputs(OnnxBinding binding, int images)
    {
        long[] dimensions = Scorer.Classifier.Input.Dimensions(images);
        OrtValue bound = _typedInputs?.Value(dimensions) ?? OnnxBinding.Value(Buffer.AsMemory(0, images * InputLength), dimensions);
        binding.ChangingInput(Scorer.InputName, binding.Own(bound));
    }

    protected override void WriteInputs(int images) => _typedInputs?.Write(Buffer.AsSpan(0, images * InputLength));
}

/// <summary>Holds the inputs and outputs of one session's runs.</summary>
/// <param name="session">The session.</param>
/// <param name="isOnDevice">Whether it runs on a GPU.</param>
internal sealed class OnnxBinding(InferenceSession session, bool isOnDevice) : IDisposable
{
    private readonly OrtIoBinding _io = session.CreateIoBinding();
    private readonly List<(string Name, OrtValue Value)> _changing = [];
    private readonly List<OrtValue> _owned = [];

    /// <summary>Creates a value over an array, which must be pinned.</summary>
    public static OrtValue Value<T>(Memory<T> array, long[] dimensions)
        where T : unmanaged => OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, array, dimensions);

    /// <summary>Disposes of the value with the binding.</summary>
    public OrtValue Own(OrtValue value)
    {
        _owned.Add(value);
        return value;
    }

    /// <summary>Binds an input that is the same in every run; it is copied to the device now.</summary>
    public void Input(string name, OrtValue value) => _io.BindInput(name, value);

    /// <summary>Binds an input in the CPU's memory whose contents change between the runs.</summary>
    public void ChangingInput(string name, OrtValue value)
    {
        _io.BindInput(name, value);
        _changing.Add((name, value));
    }

    public void Output(string name, OrtValue value) => _io.BindOutput(name, value);

    public void Run(RunOptions options)
    {
        if (isOnDevice)
        {
            // A value is copied to the device when it is bound, not when the session runs (github.com/microsoft/onnxruntime/issues/5857).
            foreach ((string name, OrtValue value) in _changing)
            {
                _io.BindInput(name, value);
            }

            _io.SynchronizeBoundInputs();
        }

        session.RunWithBinding(options, _io);
    }

    public void Dispose()
    {
        _io.Dispose();
        _owned.ForEach(value => value.Dispose());
    }
}
