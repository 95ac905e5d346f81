using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>The runs of the model that RISE with as many masks needs, and nothing else: one image, then batches of it.</summary>
/// <param name="sessionThreads">Number of threads of each session.</param>
/// <param name="scorer">A scorer of that model, for its names and shapes.</param>
/// <param name="masks">Images to score in batches, of which the last may be smaller.</param>
internal sealed class BareRuns(byte[] model, IEnumerable<int> sessionThreads, OnnxScorer scorer, int masks, int batch, float[] image)
    : IDisposable
{
    private readonly BareLane[] _lanes = [.. sessionThreads.Select(
        threads => new BareLane(model, threads, scorer, image, [1, Math.Min(batch, masks), masks % batch]))];

    public void Run()
    {
        _lanes[0].Run(1);
        int next = 0;
        void RunBatches(BareLane lane)
        {
            int start;
            while ((start = Interlocked.Add(ref next, batch) - batch) < masks)
            {
                lane.Run(Math.Min(batch, masks - start));
            }
        }

        Thread[] others = [.. _lanes.Skip(1).Select(lane => new Thread(() => RunBatches(lane)))];
        Array.ForEach(others, thread => thread.Start());
        RunBatches(_lanes[0]);
        Array.ForEach(others, thread => thread.Join());
    }

    public void Dispose() => Array.ForEach(_lanes, lane => lane.Dispose());
}

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
