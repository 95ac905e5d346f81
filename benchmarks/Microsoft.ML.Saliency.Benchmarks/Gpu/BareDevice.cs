using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Runs of the model and nothing else: one session with the product's own settings of the provider, the input already where the
/// model runs, the scores copied to the CPU.</summary>
internal sealed class BareDevice : IDisposable
{
    private readonly SessionOptions _options = new();
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly OrtIoBinding _binding;
    private readonly List<IDisposable> _owned = [];

    /// <param name="settings">The provider.</param>
    /// <param name="model">The .onnx file.</param>
    /// <param name="scorer">A scorer of it, for its names and shapes.</param>
    /// <param name="batch">Images of each run.</param>
    public BareDevice(GpuSettings settings, byte[] model, OnnxScorer scorer, int batch)
    {
        ExecutionProviders.Append(_options, settings.Provider, settings.Options, () => EngineFolder.Create(null, model, ""));
        _session = new InferenceSession(model, _options);
        _binding = _session.CreateIoBinding();
        long[] dimensions = [batch, .. _session.InputMetadata[scorer.InputName].Dimensions.Skip(1).Select((side, i) =>
            side > 0 ? side : (long)new[] { scorer.InputShape.Channels, scorer.InputShape.Height, scorer.InputShape.Width }[i])];
        TensorElementType type = _session.InputMetadata[scorer.InputName].ElementDataType;
        if (ExecutionProviders.HasCudaMemory(settings.Provider))
        {
            int device = settings.Options.GpuDeviceId ?? 0;
            using var memory = new OrtMemoryInfo(OrtMemoryInfo.allocatorCUDA, OrtAllocatorType.DeviceAllocator, device, OrtMemType.Default);
            OrtAllocator allocator = Own(new OrtAllocator(_session, memory));
            _binding.BindInput(scorer.InputName, Own(OrtValue.CreateAllocatedTensorValue(allocator, type, dimensions)));
        }
        else
        {
            _binding.BindInput(
                scorer.InputName, Own(OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, type, dimensions)));
        }

        _binding.BindOutputToDevice(scorer.OutputName, OrtMemoryInfo.DefaultInstance);
    }

    /// <summary>Runs the model once.</summary>
    public void Run() => _session.RunWithBinding(_runOptions, _binding);

    public void Dispose()
    {
        foreach (IDisposable resource in (IEnumerable<IDisposable>)[_binding, .. _owned, _runOptions, _session, _options])
        {
            resource.Dispose();
        }
    }

    private T Own<T>(T resource)
        where T : IDisposable
    {
        _owned.Add(resource);
        return resource;
    }
}
