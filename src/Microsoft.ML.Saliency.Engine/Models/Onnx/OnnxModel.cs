using System.Globalization;

namespace Microsoft.ML.Saliency;

/// <summary>A loaded model: what it is, what runs it, and its sessions.</summary>
internal sealed class OnnxModel : IDisposable
{
    private const int BatchSizeOnCpu = 16;
    private const int BatchSizeOnDevice = 128;

    private readonly OnnxScorerOptions _options;
    private readonly OnnxSessionFactory _factory;
    private readonly List<string> _decisions = [];
    private readonly List<string> _warnings = [];
    private InferenceSession[] _reading = [];
    private byte[]? _changed;

    private OnnxModel(OnnxModelSource source, OnnxScorerOptions options)
    {
        _options = options;
        _factory = new OnnxSessionFactory(source, options);
        _factory.Check();
        bool isOnCpu = !options.IsDevice(ExecutionProviders.OrderOf(options)[0]);
        try
        {
            _reading = isOnCpu ? _factory.Create(OnnxProvider.Cpu, null) : _factory.CreateForReading(null);
            Classifier = Read(source, isOnCpu);
            if (options.Precision == ScorerPrecision.Half)
            {
                Halve(source, isOnCpu);
            }

            if (isOnCpu)
            {
                RunOnCpu(_reading, options.MasksOnDevice is true ? Fuse(source) : null);
            }
            else
            {
                RunOnDevice(source);
            }
        }
        catch
        {
            DisposeAll(_reading);
            Images?.Dispose();
            Fused?.Dispose();
            throw;
        }
    }

    /// <summary>The model as an image classifier.</summary>
    public OnnxClassifier Classifier { get; private set; }

    /// <summary>What runs it.</summary>
    public OnnxProvider Provider { get; private set; }

    /// <summary>Whether the model was converted to half precision.</summary>
    public ScorerPrecision Precision { get; private set; }

    /// <summary>Whether every run has the same number of images, as devices need it.</summary>
    public bool IsOnDevice => _options.IsDevice(Provider);

    /// <summary>Number of images of a batch; on a device, of each run.</summary>
    public int BatchSize =>
        Classifier.Input.FixedBatchSize ?? _options.BatchSize ?? (IsOnDevice ? BatchSizeOnDevice : BatchSizeOnCpu);

    /// <summary>Sessions of the model, for images.</summary>
    public OnnxSessions Images { get; private set; } = null!;

    /// <summary>Sessions of <see cref="FusedGraph"/>, for masks; null if images are perturbed on the CPU.</summary>
    public OnnxSessions? Fused { get; private set; }

    /// <summary>A photograph as the model's input, and its scores on the CPU in single precision, if a device runs the model.</summary>
    public (float[] Image, float[] Scores) Reference { get; private set; }

    /// <summary>Number of the sessions of either.</summary>
    public int SessionCount { get; private set; }

    /// <summary>How the model is run, a sentence each.</summary>
    public IReadOnlyList<string> Decisions => _decisions;

    /// <summary>Why the model is not run as it was asked for, a sentence each.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Loads a model.</summary>
    public static OnnxModel Load(OnnxModelSource source, OnnxScorerOptions options) => new(source, options);

    public void Dispose()
    {
        Images.Dispose();
        Fused?.Dispose();
    }

    /// <summary>Reads the model, and changes it where that makes it a classifier of batches.</summary>
    private OnnxClassifier Read(OnnxModelSource source, bool isOnCpu)
    {
        ClassLabels? keys = null;
        if (ZipMapGraph.HasSequence(_reading[0]) && ZipMapGraph.Open(source.Read()) is var (opened, labels))
        {
            DisposeAll(_reading);
            _reading = [];
            _reading = Open(opened);
            (_changed, keys) = (opened, labels);
        }

        OnnxClassifier classifier = OnnxClassifier.Read(_reading[0], keys, source.Name, _options);
        if (FreedBatch.Try(() => _changed ?? source.Read(), _reading[0], classifier, source.Name, Open) is not FreedBatch freed)
        {
            return classifier;
        }

        if (freed.Model is not null)
        {
            DisposeAll(_reading);
            (_changed, _reading) = (freed.Model, freed.Sessions);
        }

        return freed.Classifier;

        InferenceSession[] Open(byte[] changed) =>
            isOnCpu ? _factory.Create(OnnxProvider.Cpu, changed) : _factory.CreateForReading(changed);
    }

    /// <summary>Converts the model to half precision, if its scores stay.</summary>
    private void Halve(OnnxModelSource source, bool isOnCpu)
    {
        var half = HalfModel.TryConvert(
            _changed ?? source.Read(), source.File?.DirectoryName, _reading[0], Classifier,
            changed => _factory.CreateForReading(changed)[0]);
        (half.IsWarning ? _warnings : _decisions).Add(half.Sentence);
        if (half.Model is not null)
        {
            (_changed, Precision) = (half.Model, ScorerPrecision.Half);
            Reference = ReadReference();
            DisposeAll(_reading);
            _reading = [];
            _reading = isOnCpu ? _factory.Create(OnnxProvider.Cpu, half.Model) : _factory.CreateForReading(half.Model);
        }
    }

    private (float[] Image, float[] Scores) ReadReference()
    {
        float[] raw = OnnxProbe.RowsOf(_reading[0], Classifier)[ProbeImages.Photograph];
        var scores = new float[Classifier.ClassCount];
        Classifier.Score(raw, scores);
        return (ProbeImages.Create(Classifier.Input.Shape)[ProbeImages.Photograph], scores);
    }

    private void RunOnCpu(InferenceSession[] sessions, byte[]? fused)
    {
        (Provider, Images, SessionCount) = (OnnxProvider.Cpu, new OnnxSessions(sessions), sessions.Length);
        Fused = fused is null ? null : new OnnxSessions(_factory.Create(OnnxProvider.Cpu, fused));
        _changed = null;
    }

    /// <summary>Runs the model on the first device that can be used, or on the CPU if that is named among them.</summary>
    private void RunOnDevice(OnnxModelSource source)
    {
        byte[]? fused = _options.MasksOnDevice is false ? null : Fuse(source);
        var choice = ProviderChoice<(InferenceSession[] Sessions, bool AreFused)>.First(
            _options, provider => _options.IsDevice(provider) ? OpenOnDevice(provider, fused) : ([], false));
        _warnings.AddRange(choice.Warnings);
        (InferenceSession[] sessions, bool areFused) = choice.Opened;
        if (sessions.Length == 0)
        {
            RunOnCpu(_factory.Create(OnnxProvider.Cpu, _changed), _options.MasksOnDevice is true ? fused : null);
        }
        else
        {
            (Provider, SessionCount) = (choice.Provider, sessions.Length);
            Reference = Precision == ScorerPrecision.Half ? Reference : ReadReference();
            Fused = areFused ? new OnnxSessions(sessions) : null;
            Images = areFused ? new OnnxSessions(() => _factory.Create(Provider, _changed)) : new OnnxSessions(sessions);
            _decisions.Add(Describe());
        }

        DisposeAll(_reading);
        _reading = [];
    }

    private (InferenceSession[] Sessions, bool AreFused) OpenOnDevice(OnnxProvider provider, byte[]? fused)
    {
        if (fused is not null)
        {
            try
            {
                return (_factory.Create(provider, fused), true);
            }
            catch (Exception exception) when (ProviderFailure.IsOne(exception) || exception is InvalidDataException)
            {
                // Whether the graph is at fault or the provider shows with the model alone.
                InferenceSession[] sessions = _factory.Create(provider, _changed);
                SayUnfused(exception.Message);
                return (sessions, false);
            }
        }

        return (_factory.Create(provider, _changed), false);
    }

    private byte[]? Fuse(OnnxModelSource source)
    {
        (byte[]? fused, string? reason) = FusedGraph.Build(_changed ?? source.Read(), Classifier);
        if (reason is not null)
        {
            SayUnfused(reason);
        }

        return fused;
    }

    private void SayUnfused(string reason) => _decisions.Add(
        $"Images are perturbed on the CPU, because the model cannot be one graph with their perturbation: {reason.TrimEnd('.')}.");

    private string Describe()
    {
        string cuda = !ExecutionProviders.HasCudaMemory(Provider) ? ""
            : _options.AllowTf32 ? " (channels last, products in TF32)" : " (channels last)";
        string graph = Fused is null ? "" : "; perturbation, model and activation are one graph";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Runs on {ExecutionProviders.NameOf(Provider)}{cuda} have {BatchSize} images each, {SessionCount} at a time{graph}.");
    }

    private static void DisposeAll(InferenceSession[] sessions)
    {
        foreach (InferenceSession session in sessions)
        {
            session.Dispose();
        }
    }
}
