using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.Saliency;

/// <summary>Scores batches of image tensors with an ONNX classifier, on the CPU or a GPU. Names, shape, layout and class count are
/// read from the model. Thread-safe; dispose it to free the native sessions.</summary>
public sealed class OnnxScorer : IMaskingScorer, IDisposable
{
    private readonly byte[]? _model;
    private readonly FileInfo? _file;
    private readonly InferenceSession[] _sessions;
    private readonly Lazy<InferenceSession> _maskSession;
    private readonly Lazy<string?> _sha256;
    private readonly int? _device;
    private int _nextSession;
    private readonly object _gate = new();
    private int _running;
    private bool _disposed;

    /// <summary>Loads a model file.</summary>
    /// <param name="modelPath">Path of the .onnx file; its weights may be in files beside it (".onnx.data").</param>
    /// <param name="options">How to load and run it; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is not an ONNX model, or not an image classifier.</exception>
    /// <exception cref="InvalidOperationException">
    /// The application has no native ONNX Runtime, or none of the providers asked for can be used: the message says why.
    /// </exception>
    public OnnxScorer(string modelPath, OnnxScorerOptions? options = null)
        : this(null, ExistingFile(modelPath), modelPath, options ?? new OnnxScorerOptions())
    {
    }

    /// <summary>Loads a model from memory.</summary>
    /// <param name="model">The content of an .onnx file with all of its weights, which is not copied.</param>
    /// <param name="options">How to load and run it; null for the defaults.</param>
    /// <exception cref="InvalidDataException">The bytes are not an ONNX model, or not an image classifier.</exception>
    /// <exception cref="InvalidOperationException">
    /// The application has no native ONNX Runtime, or none of the providers asked for can be used: the message says why.
    /// </exception>
    public OnnxScorer(byte[] model, OnnxScorerOptions? options = null)
        : this(model ?? throw new ArgumentNullException(nameof(model)), null, "(in memory)", options ?? new OnnxScorerOptions())
    {
    }

    private OnnxScorer(byte[]? model, FileInfo? file, string modelName, OnnxScorerOptions options)
    {
        options.Validate();
        (_model, _file, Options) = (model, file, options);
        _sha256 = new(Hash);
        HalfModel? half = null;
        (OnnxProvider provider, _sessions, IReadOnlyList<string> fallback) = new OnnxSessionFactory(model, modelName, options).Create();
        try
        {
            ClassLabels? keys = null;
            if (ZipMapGraph.HasSequence(_sessions[0]) && ZipMapGraph.Open(ReadModel()) is var (opened, labels))
            {
                DisposeSessions();
                _sessions = [];
                (model, _sessions, keys) = (opened, Open(opened), labels);
            }

            var name = new OnnxModelName(modelName);
            Classifier = OnnxClassifier.Read(_sessions[0], keys, name, options);
            if (FreedBatch.Try(() => model ?? ReadModel(), _sessions[0], Classifier, name, Open) is FreedBatch freed)
            {
                Classifier = freed.Classifier;
                if (freed.Model is not null)
                {
                    DisposeSessions();
                    (model, _sessions) = (freed.Model, freed.Sessions);
                }
            }

            if (options.Precision == ScorerPrecision.Half)
            {
                half = HalfModel.TryConvert(
                    model ?? ReadModel(), file?.DirectoryName, _sessions[0], Classifier,
                    changed => OpenWith(changed, options with { Sessions = 1 })[0]);
                if (half.Model is not null)
                {
                    DisposeSessions();
                    _sessions = [];
                    _sessions = Open(half.Model);
                }
            }
        }
        catch
        {
            DisposeSessions();
            throw;
        }

        Provider = ExecutionProviders.NameOf(provider);
        IsOnDevice = ExecutionProviders.IsDevice(provider);
        _device = ExecutionProviders.HasCudaMemory(provider) ? options.GpuDeviceId ?? 0 : null;
        _maskSession = new(() => OnnxSessionFactory.CreateForMasks(_device, Classifier.Input.Type));
        PrefersMasks = (options.MasksOnDevice ?? _device is not null) && Classifier.Input.HasFourDimensions;
        Precision = half?.Model is null ? ScorerPrecision.Single : ScorerPrecision.Half;
        Decisions = half is { IsWarning: false } ? [.. Classifier.Decisions, half.Sentence] : Classifier.Decisions;
        Warnings = [.. fallback, .. half is { IsWarning: true } ? [half.Sentence] : (string[])[], .. Classifier.Warnings];
        Action<string> warn = options.OnWarning ?? (text => Trace.TraceWarning(text));
        foreach (string warning in Warnings)
        {
            warn(warning);
        }

        InferenceSession[] Open(byte[] changed) => OpenWith(changed, options);

        InferenceSession[] OpenWith(byte[] changed, OnnxScorerOptions settings)
        {
            var factory = new OnnxSessionFactory(changed, modelName, settings) { WeightsFolder = file?.DirectoryName };
            (provider, InferenceSession[] sessions, fallback) = factory.Create();
            return sessions;
        }
    }

    /// <inheritdoc/>
    public TensorShape InputShape => Classifier.Input.Shape;

    /// <inheritdoc/>
    public int ClassCount => Classifier.ClassCount;

    /// <summary>The names of the classes: <see cref="OnnxScorerOptions.Labels"/>, or those that the model's ZipMap or its metadata has, in
    /// the entry "names" (as Ultralytics writes it), "class_names", "classes" or "labels", in one of the forms of
    /// <see cref="ClassLabels"/>; or ImageNet's for 1000 classes, or 1001 with a background. Null if nothing names each of the model's
    /// classes.</summary>
    public ClassLabels? Labels => Classifier.Labels;

    /// <inheritdoc/>
    public int BatchSize => Classifier.Input.FixedBatchSize ?? Options.BatchSize;

    /// <inheritdoc/>
    public int MaxBatchSize => Classifier.Input.FixedBatchSize ?? int.MaxValue;

    /// <inheritdoc/>
    public bool TakesBytes => Classifier.Input.Type == TensorElementType.UInt8;

    /// <summary>The number of sessions, and so of batches that are scored at the same time.</summary>
    public int Concurrency => _sessions.Length;

    /// <summary>The options that were given, not what became of them.</summary>
    public OnnxScorerOptions Options { get; }

    /// <summary>Path of the model file as given; null for a model from memory.</summary>
    public string? ModelPath => _file?.ToString();

    /// <summary>Name of the model's image input.</summary>
    public string InputName => Classifier.Input.Name;

    /// <summary>Name of the model's output that holds the scores.</summary>
    public string OutputName => Classifier.Output.Name;

    /// <summary>The activation in use; never <see cref="ScoreActivation.Auto"/>.</summary>
    public ScoreActivation Activation => Classifier.Activation;

    /// <summary>What was read from the model or decided about it, a sentence each: its output, its activation, its classes.</summary>
    public IReadOnlyList<string> Decisions { get; }

    /// <summary>The precision in use: <see cref="ScorerPrecision.Half"/> if the model was converted, otherwise that of the model as it
    /// is.</summary>
    public ScorerPrecision Precision { get; }

    /// <summary>The execution provider in use, in ONNX Runtime's words, as in "CPUExecutionProvider" or "CUDAExecutionProvider".</summary>
    public string Provider { get; }

    /// <summary>What was guessed about the model or is wrong with it, and why it does not run on a provider that was asked for
    /// before the one in use, a line each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <inheritdoc/>
    bool IMaskingScorer.PrefersMasks => PrefersMasks;

    /// <summary>The model as an image classifier.</summary>
    internal OnnxClassifier Classifier { get; }

    /// <summary>Whether the model runs on another device than the CPU.</summary>
    internal bool IsOnDevice { get; }

    /// <summary>SHA-256 of the model, without weights in files beside it, in hexadecimal digits; computed when first asked for. Null if its
    /// file is no longer the one that was loaded.</summary>
    internal string? Sha256 => _sha256.Value;

    private bool PrefersMasks { get; }

    /// <inheritdoc/>
    public IScorerBatch CreateBatch(int capacity) => new OnnxImageBatch(this, NextSession(capacity), capacity);

    /// <inheritdoc/>
    IScorer IMaskingScorer.CreateMaskScorer(RiseMasks masks, ReadOnlyMemory<float> image, float[] baseline)
    {
        Enter();
        try
        {
            return new OnnxMaskScorer(this, _maskSession.Value, masks, image, baseline);
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>Frees the native sessions; those that score a batch right now are freed when it is scored. Batches made by this scorer can
    /// no longer be scored.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            bool isFirst = !_disposed;
            _disposed = true;
            if (isFirst && _running == 0)
            {
                DisposeSessions();
            }
        }
    }

    /// <summary>Keeps the sessions until <see cref="Exit"/>.</summary>
    /// <exception cref="ObjectDisposedException">They have been freed.</exception>
    internal void Enter()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _running++;
        }
    }

    /// <summary>Ends the use of the sessions; the last user of a disposed scorer frees them.</summary>
    internal void Exit()
    {
        lock (_gate)
        {
            if (--_running == 0 && _disposed)
            {
                DisposeSessions();
            }
        }
    }

    /// <summary>Returns the content of the model file; a file is read again.</summary>
    /// <exception cref="InvalidOperationException">The file is no longer the one that was loaded.</exception>
    internal byte[] ReadModel()
    {
        if (_file is null)
        {
            return _model!;
        }

        var file = new FileInfo(_file.FullName);
        if (!IsUnchanged(file))
        {
            throw new InvalidOperationException(
                $"Model file '{ModelPath}' must still have the {_file.Length} bytes written at {_file.LastWriteTimeUtc:O}, but "
                + (file.Exists ? $"has {file.Length}, written at {file.LastWriteTimeUtc:O}." : "is gone.") + " Load it again.");
        }

        return File.ReadAllBytes(file.FullName);
    }

    internal IScorerBatch CreateMaskBatch(OnnxMaskScorer masks, int capacity)
    {
        InferenceSession session = NextSession(capacity);
        using OrtMemoryInfo? device = _device is int id
            ? new OrtMemoryInfo(OrtMemoryInfo.allocatorCUDA, OrtAllocatorType.DeviceAllocator, id, OrtMemType.Default)
            : null;
        Enter();
        try
        {
            return new OnnxMaskBatch(this, session, masks, device ?? OrtMemoryInfo.DefaultInstance, capacity);
        }
        finally
        {
            Exit();
        }
    }

    private static FileInfo ExistingFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path, "modelPath");
        var file = new FileInfo(path);
        return file.Exists
            ? file
            : throw new FileNotFoundException($"Model file '{path}' was not found. Pass the path of an .onnx file.", path);
    }

    private bool IsUnchanged(FileInfo file) =>
        file.Exists && (file.Length, file.LastWriteTimeUtc) == (_file!.Length, _file.LastWriteTimeUtc);

    private string? Hash()
    {
        if (_file is null)
        {
            return Convert.ToHexString(SHA256.HashData(_model!));
        }

        if (!IsUnchanged(new FileInfo(_file.FullName)))
        {
            return null;
        }

        using FileStream stream = _file.OpenRead();
        return Convert.ToHexString(SHA256.HashData(stream));
    }

    private InferenceSession NextSession(int capacity)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed), this);
        if (capacity < 1 || capacity > MaxBatchSize)
        {
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, $"The capacity must be 1 to {MaxBatchSize} for this model.");
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
}
