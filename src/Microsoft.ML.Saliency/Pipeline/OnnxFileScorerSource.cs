namespace Microsoft.ML.Saliency;

/// <summary>An ONNX file, loaded anew for each transformer.</summary>
internal sealed class OnnxFileScorerSource : ScorerSource
{
    private readonly string _modelFile;
    private readonly OnnxScorerOptions _options;

    public OnnxFileScorerSource(string modelFile, OnnxScorerOptions options, Action<string> warn)
    {
        _modelFile = modelFile;
        _options = options with { OnWarning = warn + options.OnWarning };

        // Loaded once now, for one image at a time and on the CPU, so that a wrong model fails early and the schema is known before Fit.
        using var scorer = new OnnxScorer(modelFile, options with { GpuDeviceId = null, Sessions = 1, IntraOpThreads = 1 });
        InputShape = scorer.InputShape;
        ClassCount = scorer.ClassCount;
        Labels = scorer.Labels;
    }

    public override TensorShape InputShape { get; }

    public override int ClassCount { get; }

    public override ClassLabels? Labels { get; }

    public override (IScorer Scorer, IDisposable? Owned) Open()
    {
        var scorer = new OnnxScorer(_modelFile, _options);
        return (scorer, scorer);
    }
}
