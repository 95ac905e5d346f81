namespace Microsoft.ML.Saliency;

/// <summary>An ONNX file that is loaded for each transformer.</summary>
internal sealed class OnnxFileScorerSource : ScorerSource
{
    private readonly string _modelFile;
    private readonly OnnxScorerOptions _options;
    private readonly MLContext _context;
    private readonly ContextLog _log;

    public OnnxFileScorerSource(string modelFile, OnnxScorerOptions options, MLContext context, ContextLog log)
    {
        _modelFile = modelFile;
        _options = options with { OnWarning = log.Warn + options.OnWarning };
        _context = context;
        _log = log;

        // Load it once now, in one small session on the CPU: a wrong model fails early, and the schema is known before Fit.
        // Its warnings come when it is opened.
        OnnxScorerOptions probe = ContextSettings.Complete(_options, context) with
        {
            GpuDeviceId = null,
            Providers = null,
            Precision = ScorerPrecision.Single,
            Sessions = 1,
            IntraOpThreads = 1,
            OnWarning = _ => { },
        };
        using var scorer = new OnnxScorer(modelFile, probe);
        InputShape = scorer.InputShape;
        ClassCount = scorer.ClassCount;
        Labels = scorer.Labels;
    }

    public override TensorShape InputShape { get; }
    public override int ClassCount { get; }
    public override ClassLabels? Labels { get; }

    public override (IScorer Scorer, IDisposable? Owned) Open()
    {
        var scorer = new OnnxScorer(_modelFile, ContextSettings.Complete(_options, _context));
        _log.Inform(
            $"Model '{_modelFile}' takes {scorer.InputShape}, has {scorer.ClassCount} classes, " +
            $"and runs on {scorer.Provider} in {scorer.Concurrency} session(s). {string.Join(' ', scorer.Decisions)}".TrimEnd());
        return (scorer, scorer);
    }
}
