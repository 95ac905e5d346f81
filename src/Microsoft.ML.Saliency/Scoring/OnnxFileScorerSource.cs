namespace Microsoft.ML.Saliency;

/// <summary>An ONNX file, loaded anew for each transformer.</summary>
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

        // Loaded once now, for one image at a time and on the CPU, so that a wrong model fails early and the schema is known before Fit.
        using var scorer = new OnnxScorer(modelFile, ContextSettings.Complete(_options, context) with { GpuDeviceId = null, Sessions = 1, IntraOpThreads = 1 });
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
        _log.Inform($"Model '{_modelFile}' takes {scorer.InputShape}, has {scorer.ClassCount} classes, and runs on {scorer.Provider} in {scorer.Concurrency} session(s).");
        return (scorer, scorer);
    }
}
