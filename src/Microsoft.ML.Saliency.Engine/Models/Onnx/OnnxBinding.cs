namespace Microsoft.ML.Saliency;

/// <summary>Holds the inputs and outputs of one session's runs.</summary>
/// <param name="session">The session.</param>
/// <param name="isOnDevice">Whether it runs on a device.</param>
internal sealed class OnnxBinding(InferenceSession session, bool isOnDevice) : IDisposable
{
    private readonly OrtIoBinding _io = session.CreateIoBinding();
    private readonly List<(string Name, OrtValue Value)> _changing = [];
    private readonly List<OrtValue> _owned = [];

    /// <summary>Creates a value over an array, which it pins.</summary>
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
