using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>One session, with inputs and outputs bound beforehand for each size of batch.</summary>
internal sealed class BareLane : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly Dictionary<int, OrtIoBinding> _bindings = [];
    private readonly List<OrtValue> _values = [];

    public BareLane(byte[] model, int threads, OnnxScorer scorer, float[] image, IEnumerable<int> batchSizes)
    {
        using var options = new SessionOptions { IntraOpNumThreads = threads };
        _session = new InferenceSession(model, options);
        foreach (int size in batchSizes.Where(size => size > 0).Distinct())
        {
            float[] inputs = [.. Enumerable.Repeat(image, size).SelectMany(values => values)];
            OrtIoBinding binding = _session.CreateIoBinding();
            binding.BindInput(scorer.InputName, Tensor(inputs, [size, .. Dimensions(scorer.InputShape)]));
            binding.BindOutput(scorer.OutputName, Tensor(new float[size * scorer.ClassCount], [size, scorer.ClassCount]));
            _bindings.Add(size, binding);
        }
    }

    public void Run(int size) => _session.RunWithBinding(_runOptions, _bindings[size]);

    public void Dispose()
    {
        foreach (IDisposable resource in (IEnumerable<IDisposable>)[.. _bindings.Values, .. _values, _runOptions, _session])
        {
            resource.Dispose();
        }
    }

    private static long[] Dimensions(TensorShape shape) => [shape.Channels, shape.Height, shape.Width];

    private OrtValue Tensor(float[] values, long[] dimensions)
    {
        OrtValue tensor = OrtValue.CreateTensorValueFromMemory(values, dimensions);
        _values.Add(tensor);
        return tensor;
    }
}
