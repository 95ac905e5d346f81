namespace Microsoft.ML.Saliency;

/// <summary>Occlusion (Zeiler, Fergus, "Visualizing and Understanding Convolutional Networks", ECCV 2014, section 4.2): a patch slides over
/// the image, and the pixels under it matter as much as the score drops, f(x) - f(x covered), in the unit of the scorer's scores:
/// probabilities or logits, as the scorer's activation has it. A pixel that several windows cover gets the mean of their drops, or their
/// sum. A negative value means that covering the pixel raises the score.</summary>
/// <remarks>The defaults <see cref="OcclusionOverlap.Mean"/> and <see cref="KnownBaselines.ModelZero"/>, and windows that are cut off at
/// the border, are Captum's. Memory does not grow with the number of windows; the same scores give the same map, bit for bit, for any batch
/// size and number of threads.</remarks>
public sealed class OcclusionExplainer : IExplainer
{
    private readonly OcclusionOptions _options;
    private readonly OcclusionWindows _windows;
    private readonly PerturbationRunner _runner;

    /// <summary>Creates an explainer.</summary>
    /// <param name="scorer">The black box; the caller disposes it.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public OcclusionExplainer(IScorer scorer, OcclusionOptions? options = null)
    {
        ScorerContract.Require(scorer);
        _options = options ?? new OcclusionOptions();
        _options.Validate(scorer.InputShape);
        _options = _options.Resolve(scorer.InputShape);
        Scorer = scorer;
        _windows = new OcclusionWindows(scorer.InputShape, _options);
        _runner = new PerturbationRunner(scorer, _options.BatchSize, _options.Threads);
    }

    /// <inheritdoc/>
    public IScorer Scorer { get; }

    /// <inheritdoc/>
    public long Passes => 1 + _windows.Count;

    /// <inheritdoc/>
    public IReadOnlyList<SaliencyMap> Explain(
        ClassifierInput input,
        SaliencyTargets? targets = null,
        IProgress<SaliencyProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        input.Require(Scorer);
        cancellationToken.ThrowIfCancellationRequested();

        OcclusionAccumulator? accumulator = null;
        _runner.Run(
            _windows.Perturb(input, _options.Baseline).AfterOriginal(input),
            Passes,
            scores =>
            {
                int[] classes = (targets ?? SaliencyTargets.Predicted).Resolve(scores);
                accumulator = new OcclusionAccumulator(_windows, classes);
                return classes;
            },
            (first, scores) => accumulator!.Add(first, scores),
            progress,
            cancellationToken);

        TensorShape shape = Scorer.InputShape;
        return [.. accumulator!.Classes.Select((target, t) => new SaliencyMap(
            shape.Height, shape.Width, accumulator.Map(t, _options.Overlap), target, accumulator.Originals[t]))];
    }
}
