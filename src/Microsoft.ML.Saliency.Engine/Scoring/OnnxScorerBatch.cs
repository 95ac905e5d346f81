using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Saliency;

/// <summary>Input and output buffers bound to one session once; scoring allocates nothing.</summary>
internal sealed class OnnxScorerBatch : IScorerBatch
{
    private readonly OnnxScorer _scorer;
    private readonly InferenceSession _session;
    private readonly OnnxModelSignature _signature;
    private readonly long[] _outputTail;
    private readonly float[] _inputs;
    private readonly float[] _scores;
    private readonly RunOptions _runOptions = new();
    private readonly Dictionary<int, Binding> _bindings = [];
    private bool _disposed;

    public OnnxScorerBatch(OnnxScorer scorer, InferenceSession session, OnnxModelSignature signature, long[] outputTail, int capacity)
    {
        _scorer = scorer;
        _session = session;
        _signature = signature;
        _outputTail = outputTail;
        Capacity = capacity;
        int images = signature.FixedBatchSize ?? capacity;
        _inputs = GC.AllocateArray<float>(checked(images * signature.InputShape.Length), pinned: true);
        _scores = GC.AllocateArray<float>(checked(images * scorer.ClassCount), pinned: true);
    }

    public int Capacity { get; }

    public Span<float> Inputs => _inputs.AsSpan(0, Capacity * _signature.InputShape.Length);

    public ReadOnlySpan<float> Score(int count)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _scorer.ThrowIfDisposed();
        if (count < 1 || count > Capacity)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"The batch holds 1 to {Capacity} images.");
        }

        _session.RunWithBinding(_runOptions, BindingFor(_signature.FixedBatchSize ?? count).Io);
        Span<float> scores = _scores.AsSpan(0, count * _scorer.ClassCount);
        _scorer.Activation.Apply(scores, _scorer.ClassCount);
        return scores;
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            foreach (Binding binding in _bindings.Values)
            {
                binding.Dispose();
            }

            _runOptions.Dispose();
        }
    }

    private Binding BindingFor(int images)
    {
        if (!_bindings.TryGetValue(images, out Binding? binding))
        {
            TensorShape shape = _signature.InputShape;
            OrtValue input = OrtValue.CreateTensorValueFromMemory(
                OrtMemoryInfo.DefaultInstance, _inputs.AsMemory(0, images * shape.Length), OnnxProbe.InputDimensions(shape, images));
            OrtValue output = OrtValue.CreateTensorValueFromMemory(
                OrtMemoryInfo.DefaultInstance, _scores.AsMemory(0, images * _scorer.ClassCount), [images, .. _outputTail]);
            OrtIoBinding io = _session.CreateIoBinding();
            io.BindInput(_signature.InputName, input);
            io.BindOutput(_signature.OutputName, output);
            binding = new Binding(io, input, output);
            _bindings.Add(images, binding);
        }

        return binding;
    }

    private sealed record Binding(OrtIoBinding Io, OrtValue Input, OrtValue Output) : IDisposable
    {
        public void Dispose()
        {
            Io.Dispose();
            Input.Dispose();
            Output.Dispose();
        }
    }
}
