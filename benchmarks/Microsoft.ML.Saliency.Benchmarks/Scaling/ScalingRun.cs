using OnnxModels;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>RISE with one setting, on a small model of two convolutions.</summary>
internal sealed class ScalingRun : IDisposable
{
    private readonly ScalingSetting _setting;
    private readonly OnnxScorer _scorer;
    private readonly float[] _image;
    private readonly RiseExplainer _explainer;
    private readonly RiseExplainer _withoutModel;

    public ScalingRun(ScalingSetting setting)
    {
        _setting = setting;
        byte[] model = TestModels.RandomConvNet(seed: 1, new TensorShape(3, setting.Size, setting.Size), setting.Classes);
        _scorer = new OnnxScorer(model, new OnnxScorerOptions { Sessions = setting.Threads, IntraOpThreads = 1 });
        _image = BenchmarkModel.Image(_scorer.InputShape);
        var options = new RiseOptions { Masks = setting.Masks, BatchSize = setting.Batch };
        _explainer = new RiseExplainer(_scorer, options);
        _withoutModel = new RiseExplainer(new FreeScorer(_scorer), options);
    }

    /// <summary>Milliseconds for each mask, all in, and with a scorer that costs nothing.</summary>
    public (Cost All, Cost Own) Measure() =>
        (Cost.Of(() => _explainer.Explain(_image, SaliencyTargets.All)) / _setting.Masks,
        Cost.Of(() => _withoutModel.Explain(_image, SaliencyTargets.All)) / _setting.Masks);

    public void Dispose() => _scorer.Dispose();
}
