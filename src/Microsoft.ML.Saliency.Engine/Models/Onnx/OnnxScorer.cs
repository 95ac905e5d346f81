using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Saliency;

/// <summary>
/// Scores batches of image tensors with an ONNX classifier, on the CPU or a CUDA device. Names, shape, layout and number of
/// classes are read from the model. Thread-safe; dispose it to free the native sessions.
/// </summary>
public sealed class OnnxScorer : IMaskingScorer, IDisposable
{
    private readonly byte[]? _model;
    private readonly FileInfo? _file;
    private readonly InferenceSession[] _sessions;
    private readonly Lazy<InferenceSession> _maskSession;
    private readonly int? _device;
    private int _nextSession;
    private volatile bool _disposed;

    /// <summary>Loads a model file.</summary>
    /// <param name="modelPath">Path of the .onnx file; its weights may lie in files beside it (".onnx.data").</param>
    /// <param name="options">How to load and run it; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not an ONNX model, or not an image classifier.</exception>
    /// <exception cref="InvalidOperationException">The application has no native ONNX Runtime, or the GPU asked for cannot be used and falling back is not allowed.</exception>
    public OnnxScorer(string modelPath, OnnxScorerOptions? options = null)
        : this(null, ExistingFile(modelPath), modelPath, options ?? new OnnxScorerOptions())
    {
    }

    /// <summary>Loads a model from memory.</summary>
    /// <param name="model">The bytes of an .onnx file that holds all of its weights. Kept, not copied, for <see cref="ReadModel"/>.</param>
    /// <param name="options">How to load and run it; null for the defaults.</param>
    /// <exception cref="InvalidDataException">The bytes are not an ONNX model, or not an image classifier.</exception>
    /// <exception cref="InvalidOperationException">The application has no native ONNX Runtime, or the GPU asked for cannot be used and falling back is not allowed.</exception>
    public OnnxScorer(byte[] model, OnnxScorerOptions? options = null)
        : this(model ?? throw new ArgumentNullException(nameof(model)), null, "(in memory)", options ?? new OnnxScorerOptions())
    {
    }

    private OnnxScorer(byte[]? model, FileInfo? file, string modelName, OnnxScorerOptions options)
    {
        options.Validate();
        (_model, _file, Options) = (model, file, options);
        (_sessions, Provider, Warning) = new OnnxSessionFactory(model, modelName, options).Create();
        try
        {
            Signature = OnnxModelSignature.Read(_sessions[0], modelName, options);
            BatchSize = Signature.FixedBatchSize ?? options.BatchSize;
            OnnxProbe probe = OnnxProbe.Run(_sessions[0], Signature, BatchSize, modelName);
            OutputTail = probe.OutputTail;
            ClassCount = probe.ClassCount;
            Labels = OnnxModelLabels.Read(_sessions[0], ClassCount);
            Activation = options.Activation == ScoreActivation.Auto ? probe.SuggestedActivation : options.Activation;
        }
        catch
        {
            DisposeSessions();
            throw;
        }

        _device = Provider == OnnxSessionFactory.Cuda ? options.GpuDeviceId : null;
        _maskSession = new(() => OnnxSessionFactory.CreateForMasks(_device));
        PrefersMasks = options.MasksOnDevice ?? IsOnDevice;
        Warn(options);
    }

    /// <inheritdoc/>
    public TensorShape InputShape => Signature.InputShape;

    /// <inheritdoc/>
    public int ClassCount { get; }

    /// <summary>
    /// The names of the classes, read from the model's metadata: the entry "names" (as Ultralytics writes it), "class_names", "classes" or
    /// "labels", in one of the forms of <see cref="ClassLabels"/>. Null if there is none that names each of the model's classes.
    /// </summary>
    public ClassLabels? Labels { get; }

    /// <inheritdoc/>
    public int BatchSize { get; }

    /// <inheritdoc/>
    public int MaxBatchSize => Signature.FixedBatchSize ?? int.MaxValue;

    /// <summary>The number of sessions: so many batches are scored at the same time.</summary>
    public int Concurrency => _sessions.Length;

    /// <summary>How the model was loaded: what was asked for, not what it came to.</summary>
    public OnnxScorerOptions Options { get; }

    /// <summary>Path of the model file, as it was given; null for a model from memory.</summary>
    public string? ModelPath => _file?.ToString();

    /// <summary>Name of the model's image input.</summary>
    public string InputName => Signature.InputName;

    /// <summary>Name of the model's output that is used.</summary>
    public string OutputName => Signature.OutputName;

    /// <summary>The activation in use; never <see cref="ScoreActivation.Auto"/>.</summary>
    public ScoreActivation Activation { get; }

    /// <summary>The ONNX Runtime execution provider that really runs: "CPUExecutionProvider" or "CUDAExecutionProvider".</summary>
    public string Provider { get; }

    /// <summary>Why the model does not run where it was asked to; null if it does.</summary>
    public string? Warning { get; }

    /// <inheritdoc/>
    bool IMaskingScorer.PrefersMasks => PrefersMasks;

    /// <summary>What the model file says of itself.</summary>
    internal OnnxModelSignature Signature { get; }

    /// <summary>Dimensions of the output behind the batch dimension.</summary>
    internal long[] OutputTail { get; }

    /// <summary>Whether the model runs elsewhere than on the CPU.</summary>
    internal bool IsOnDevice => _device is not null;

    private bool PrefersMasks { get; }

    /// <inheritdoc/>
    public IScorerBatch CreateBatch(int capacity) => new OnnxImageBatch(this, NextSession(capacity), capacity);

    /// <inheritdoc/>
    IScorer IMaskingScorer.CreateMaskScorer(RiseMasks masks, ReadOnlyMemory<float> image, float[] baseline)
    {
        ThrowIfDisposed();
        return new OnnxMaskScorer(this, _maskSession.Value, masks, image, baseline);
    }

    /// <summary>Whether a model can be loaded with nothing beside it, all of its weights being in these bytes.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    public static bool HasAllWeights(byte[] model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return OnnxSessionFactory.LoadsAlone(model);
    }

    /// <summary>The bytes of the model; a file is read anew.</summary>
    /// <exception cref="InvalidOperationException">The file is no longer the one that was loaded.</exception>
    public byte[] ReadModel()
    {
        if (_file is null)
        {
            return _model!;
        }

        var file = new FileInfo(_file.FullName);
        if (!file.Exists || (file.Length, file.LastWriteTimeUtc) != (_file.Length, _file.LastWriteTimeUtc))
        {
            throw new InvalidOperationException(
                $"Model file '{ModelPath}' is not the one that was loaded: expected were {_file.Length} bytes written at {_file.LastWriteTimeUtc:O}; " +
                (file.Exists ? $"there are {file.Length}, written at {file.LastWriteTimeUtc:O}." : "the file is gone."));
        }

        return File.ReadAllBytes(file.FullName);
    }

    /// <summary>Frees the native sessions. Batches made by this scorer can no longer be scored.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            DisposeSessions();
        }
    }

    internal IScorerBatch CreateMaskBatch(OnnxMaskScorer masks, int capacity)
    {
        InferenceSession session = NextSession(capacity);
        using OrtMemoryInfo? device = _device is int id ? new OrtMemoryInfo(OrtMemoryInfo.allocatorCUDA, OrtAllocatorType.DeviceAllocator, id, OrtMemType.Default) : null;
        return new OnnxMaskBatch(this, session, masks, device ?? OrtMemoryInfo.DefaultInstance, capacity);
    }

    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);

    private static FileInfo ExistingFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path, "modelPath");
        var file = new FileInfo(path);
        return file.Exists
            ? file
            : throw new FileNotFoundException($"Model file '{path}' was not found: expected was the path of an .onnx file.", path);
    }

    private InferenceSession NextSession(int capacity)
    {
        ThrowIfDisposed();
        if (capacity < 1 || capacity > MaxBatchSize)
        {
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, $"A batch of this model holds 1 to {MaxBatchSize} images.");
        }

        int index = (int)((uint)Interlocked.Increment(ref _nextSession) % (uint)_sessions.Length);
        return _sessions[index];
    }

    private void DisposeSessions()
    {
        if (_maskSession is { IsValueCreated: true })
        {
            _maskSession.Value.Dispose();
        }

        foreach (InferenceSession session in _sessions)
        {
            session.Dispose();
        }
    }

    private void Warn(OnnxScorerOptions options)
    {
        if (Warning is null)
        {
            return;
        }

        if (options.OnWarning is null)
        {
            Trace.TraceWarning(Warning);
        }
        else
        {
            options.OnWarning(Warning);
        }
    }
}
