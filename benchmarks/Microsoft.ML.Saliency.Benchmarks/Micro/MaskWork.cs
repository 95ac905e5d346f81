using BenchmarkDotNet.Attributes;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>What the engine does for one mask, step by step; copying an image into the scorer's buffer is the measure.</summary>
public class MaskWork
{
    internal const int MasksOfMap = 2000;
    private const int ClassCount = 10;

    private static readonly int[] OneClass = [0], AllClasses = [.. Enumerable.Range(0, ClassCount)];
    private float[] _image = null!, _tensor = null!, _mask = null!, _scores = null!;
    private RiseMasks _masks = null!;
    private MaskFeatures _features = null!;
    private PerturbationWriter _write = null!;
    private long _index;

    /// <summary>Height and width of the image, which has three channels.</summary>
    [Params(128, 224)]
    public int Size { get; set; }

    /// <summary>Makes everything that an explainer or a run makes once.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var shape = new TensorShape(3, Size, Size);
        var options = new RiseOptions();
        _image = BenchmarkModel.Image(shape);
        _tensor = new float[shape.Length];
        _mask = new float[Size * Size];
        _scores = BenchmarkModel.Image(new TensorShape(1, MasksOfMap, ClassCount));
        _masks = new RiseMasks(shape, (options.GridHeight, options.GridWidth), options.Seed, options.KeepProbability.Value, isPaired: true);
        _features = new MaskFeatures(new AxisModes(_masks.Rows), new AxisModes(_masks.Columns), _masks);
        _write = _masks.CreateWriter(_image, options.Baseline);
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

    /// <summary>The published formula.</summary>
    [Benchmark(Description = "accumulate, Reference, one class", OperationsPerInvoke = MasksOfMap)]
    public object AccumulateReference() => MapOf(new ReferenceEstimator(_masks, RiseNormalization.MaskSum, ClassCount, OneClass));

    /// <summary>The default.</summary>
    [Benchmark(Description = "accumulate, VarianceReduced, one class", OperationsPerInvoke = MasksOfMap)]
    public object AccumulateVarianceReduced() =>
        MapOf(new RegressionEstimator(_masks, _features, RiseNormalization.MaskSum, ClassCount, OneClass));

    /// <summary>The default, for several classes from the same masks.</summary>
    [Benchmark(Description = "accumulate, VarianceReduced, 10 classes", OperationsPerInvoke = MasksOfMap)]
    public object AccumulateClasses() =>
        MapOf(new RegressionEstimator(_masks, _features, RiseNormalization.MaskSum, ClassCount, AllClasses));

    private RiseEstimate MapOf(IRiseEstimator estimator)
    {
        estimator.Add(0, _scores);
        return estimator.Estimate(0);
    }
}
