namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>The runs of the model that RISE with as many masks needs, and nothing else: one image, then batches of it.</summary>
internal sealed class BareRuns : IDisposable
{
    private readonly List<BareLane> _lanes = [];
    private readonly int _masks;
    private readonly int _batch;

    /// <param name="model">The bytes of the .onnx file.</param>
    /// <param name="sessionThreads">Number of threads of each session.</param>
    /// <param name="scorer">A scorer of that model, for its names and shapes.</param>
    /// <param name="masks">Images to score in batches.</param>
    /// <param name="batch">Images per batch; the last batch may be smaller.</param>
    /// <param name="image">What to score.</param>
    public BareRuns(byte[] model, IEnumerable<int> sessionThreads, OnnxScorer scorer, int masks, int batch, float[] image)
    {
        _masks = masks;
        _batch = Math.Min(batch, masks);
        foreach (int threads in sessionThreads)
        {
            _lanes.Add(new BareLane(model, threads, scorer, image, [1, _batch, masks % _batch]));
        }
    }

    public void Run()
    {
        _lanes[0].Run(1);
        int next = 0;
        void RunBatches(BareLane lane)
        {
            int start;
            while ((start = Interlocked.Add(ref next, _batch) - _batch) < _masks)
            {
                lane.Run(Math.Min(_batch, _masks - start));
            }
        }

        Thread[] others = [.. _lanes.Skip(1).Select(lane => new Thread(() => RunBatches(lane)))];
        Array.ForEach(others, thread => thread.Start());
        RunBatches(_lanes[0]);
        Array.ForEach(others, thread => thread.Join());
    }

    public void Dispose() => _lanes.ForEach(lane => lane.Dispose());
}
