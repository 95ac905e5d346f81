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

/// <summary>The settings of one run, of which one at a time is varied; the maps of all classes are made.</summary>
/// <param name="Size">Height and width of the image, which has three channels.</param>
/// <param name="Threads">Single-threaded sessions, scoring at the same time.</param>
internal sealed record ScalingSetting(int Masks = 1000, int Size = 64, int Classes = 10, int Batch = 16, int Threads = 1);

/// <summary>What is varied.</summary>
internal sealed record ScalingFactor(
    string Name, int[] Values, Func<ScalingSetting, int> Get, Func<ScalingSetting, int, ScalingSetting> With)
{
    public static IReadOnlyList<ScalingFactor> All { get; } =
    [
        new("masks", [250, 500, 1000, 2000, 4000], setting => setting.Masks, (setting, value) => setting with { Masks = value }),
        new("image size", [32, 64, 128, 224], setting => setting.Size, (setting, value) => setting with { Size = value }),
        new("classes", [2, 10, 100, 1000], setting => setting.Classes, (setting, value) => setting with { Classes = value }),
        new("batch", [1, 4, 16, 64], setting => setting.Batch, (setting, value) => setting with { Batch = value }),
        new("threads", Machine.PowersOfTwo(), setting => setting.Threads, (setting, value) => setting with { Threads = value }),
    ];
}
