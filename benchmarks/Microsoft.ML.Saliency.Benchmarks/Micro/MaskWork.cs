using BenchmarkDotNet.Attributes;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>What the engine does for one mask, step by step; copying an image into the scorer's buffer is the measure.</summary>
public class MaskWork
{
    private const int ClassCount = 100;

    private float[] _image = null!, _tensor = null!, _mask = null!, _scores = null!;
    private RiseMasks _masks = null!;
    private PerturbationWriter _write = null!;
    private RiseAccumulator _oneTarget = null!, _allTargets = null!;
    private long _index;

    /// <summary>Height and width of the image, which has three channels.</summary>
    [Params(128, 224)]
    public int Size { get; set; }

    /// <summary>Makes everything that a run makes once.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var shape = new TensorShape(3, Size, Size);
        var options = new RiseOptions();
        _image = BenchmarkModel.Image(shape);
        _tensor = new float[shape.Length];
        _mask = new float[Size * Size];
        _scores = BenchmarkModel.Image(new TensorShape(1, 1, ClassCount));
        _masks = new RiseMasks(shape, options);
        _write = _masks.CreateWriter(_image, options.Baseline);
        _oneTarget = new RiseAccumulator(_masks, [0]);
        _allTargets = new RiseAccumulator(_masks, [.. Enumerable.Range(0, ClassCount)]);
    }

    /// <summary>The least that a perturbation method must do.</summary>
    [Benchmark(Baseline = true, Description = "copy the image")]
    public void Copy() => _image.CopyTo(_tensor, 0);

    /// <summary>Grid, shift, upsampling.</summary>
    [Benchmark(Description = "draw a mask")]
    public void Draw() => _masks.Render(_index++, _mask);

    /// <summary>The whole way to the scorer's buffer.</summary>
    [Benchmark(Description = "draw a mask, blend image and baseline")]
    public void Write() => _write(_index++, _tensor);

    /// <summary>The map of one class.</summary>
    [Benchmark(Description = "accumulate for one class")]
    public void AddOne() => _oneTarget.Add(_index++, _scores);

    /// <summary>The maps of a hundred classes.</summary>
    [Benchmark(Description = "accumulate for 100 classes")]
    public void AddAll() => _allTargets.Add(_index++, _scores);
}
