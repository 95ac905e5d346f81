using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.Saliency;

/// <summary>Scores batches of image tensors with an ONNX classifier, on the CPU or a GPU. Names, shape, layout and class count are
/// read from the model. Thread-safe; dispose it to free the native sessions.</summary>
public sealed class OnnxScorer : IMaskingScorer, IDisposable
{
    private readonly OnnxModelSource _source;
    private readonly OnnxModel _model;
    private readonly List<string> _warnings = [];
    private readonly object _gate = new();
    private int _runSize;
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
        : this(new OnnxModelSource(modelPath), options ?? new OnnxScorerOptions())
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
        : this(new OnnxModelSource(model), options ?? new OnnxScorerOptions())
    {
    }

    private OnnxScorer(OnnxModelSource source, OnnxScorerOptions options)
    {
        options.Validate();
        (_source, Options) = (source, options);
        _model = Load(options);
        if (IsOnDevice && Check() is string found)
        {
            string? fault = found;
            if (Precision == ScorerPrecision.Half)
            {
                _model.Dispose();
                _model = Load(options with { Precision = ScorerPrecision.Single });
                _warnings.Add($"{fault} Single precision is used instead.");
                fault = IsOnDevice ? Check() : null;
            }

            if (fault is not null)
            {
                _warnings.Add(fault);
            }
        }

        foreach (string warning in Warnings)
        {
            Warn(warning);
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
    public int BatchSize => _model.BatchSize;

    /// <inheritdoc/>
    public int MaxBatchSize => IsOnDevice || Classifier.Input.FixedBatchSize is not null ? BatchSize : int.MaxValue;

    /// <inheritdoc/>
    public bool TakesBytes => Classifier.Input.Type == TensorElementType.UInt8;

    /// <summary>The number of sessions, and so of batches that are scored at the same time.</summary>
    public int Concurrency => _model.SessionCount;

    /// <summary>The options that were given, not what became of them.</summary>
    public OnnxScorerOptions Options { get; }

    /// <summary>Path of the model file as given; null for a model from memory.</summary>
    public string? ModelPath => _source.File?.ToString();

    /// <summary>Name of the model's image input.</summary>
    public string InputName => Classifier.Input.Name;

    /// <summary>Name of the model's output that holds the scores.</summary>
    public string OutputName => Classifier.Output.Name;

    /// <summary>The activation in use; never <see cref="ScoreActivation.Auto"/>.</summary>
    public ScoreActivation Activation => Classifier.Activation;

    /// <summary>What was read from the model or decided about it, a sentence each: its output, its activation, its classes.</summary>
    public IReadOnlyList<string> Decisions => [.. Classifier.Decisions, .. _model.Decisions];

    /// <summary>The execution provider in use, in ONNX Runtime's words, as in "CPUExecutionProvider" or "CUDAExecutionProvider".</summary>
    public string Provider => ExecutionProviders.NameOf(_model.Provider);

    /// <summary>What was guessed about the model or is wrong with it, and why it does not run on a provider that was asked for
    /// before the one in use, a line each.</summary>
    public IReadOnlyList<string> Warnings => [.. _model.Warnings, .. _warnings, .. Classifier.Warnings];

    /// <summary>The precision in use: <see cref="ScorerPrecision.Half"/> if the model was converted, otherwise that of the model as it
    /// is.</summary>
    public ScorerPrecision Precision => _model.Precision;

    /// <inheritdoc/>
    bool IMaskingScorer.PrefersMasks => _model.Fused is not null;

    /// <summary>The model as an image classifier.</summary>
    internal OnnxClassifier Classifier => _model.Classifier;

    /// <summary>Whether every run has the same number of images, as devices need it.</summary>
    internal bool IsOnDevice => _model.IsOnDevice;

    /// <summary>SHA-256 of the model, without weights in files beside it, in hexadecimal digits; computed when first asked for. Null if its
    /// file is no longer the one that was loaded.</summary>
    internal string? Sha256 => _source.Sha256;

    /// <inheritdoc/>
    public IScorerBatch CreateBatch(int capacity) =>
        WithSession(_model.Images, capacity, session => new OnnxImageBatch(this, session, capacity));

    /// <inheritdoc/>
    IScorer IMaskingScorer.CreateMaskScorer(MaskedImage image) => new OnnxMaskScorer(this, _model.Fused!, image);

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
                _model.Dispose();
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
                _model.Dispose();
            }
        }
    }

    /// <summary>Returns the content of the model file; a file is read again.</summary>
    /// <exception cref="InvalidOperationException">The file is no longer the one that was loaded.</exception>
    internal byte[] ReadModel() => _source.Read();

    /// <summary>Creates a batch with the next of some sessions.</summary>
    internal IScorerBatch WithSession(OnnxSessions sessions, int capacity, Func<InferenceSession, IScorerBatch> create)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed), this);
        if (capacity < 1 || capacity > MaxBatchSize)
        {
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, $"The capacity must be 1 to {MaxBatchSize} for this model.");
        }

        Enter();
        try
        {
            return create(sessions.Next());
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>The number of images of a run that has so many to score.</summary>
    internal int ImagesOfRun(int count) =>
        Classifier.Input.FixedBatchSize ?? (IsOnDevice ? Volatile.Read(ref _runSize) : count);

    /// <summary>Halves the images of a run, with a warning, if one of so many needed more memory than the device has.</summary>
    internal bool TakesSmallerRuns(int images, OnnxRuntimeException exception)
    {
        if (!IsOnDevice || images == 1 || Classifier.Input.FixedBatchSize is not null || !OutOfMemory.Is(exception))
        {
            return false;
        }

        int half = (images + 1) / 2;
        if (Interlocked.CompareExchange(ref _runSize, half, images) == images)
        {
            Warn($"The device has too little memory for {images} images at a time ({OutOfMemory.Explain(exception)}); {half} are scored "
                + $"at a time from now on. Set {nameof(OnnxScorerOptions)}.{nameof(OnnxScorerOptions.BatchSize)} to {half} or less.");
        }

        return true;
    }

    private OnnxModel Load(OnnxScorerOptions options)
    {
        var model = OnnxModel.Load(_source, options);
        _runSize = model.BatchSize;
        return model;
    }

    /// <summary>Returns what is wrong with the scores of the device, in a sentence; null if nothing is.</summary>
    private string? Check()
    {
        try
        {
            float change = DeviceCheck.Run(this, _model.Reference.Image, _model.Reference.Scores);
            return change <= HalfModel.Tolerance ? null : string.Create(
                CultureInfo.InvariantCulture,
                $"A photograph's scores on {Provider} differ by {change:0.000} from those on the CPU in single precision, more than "
                    + $"{HalfModel.Tolerance}.");
        }
        catch
        {
            _model.Dispose();
            throw;
        }
    }

    private void Warn(string warning) => (Options.OnWarning ?? (text => Trace.TraceWarning(text)))(warning);
}
