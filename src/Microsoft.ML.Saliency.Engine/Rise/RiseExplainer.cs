namespace Microsoft.ML.Saliency;

/// <summary>
/// RISE (Petsiuk, Das, Saenko, "RISE: Randomized Input Sampling for Explanation of Black-box Models", BMVC 2018): a pixel matters
/// as much as the score is high, on average, when random masks keep it. Masks are drawn on the fly; memory does not grow with
/// their number; the same seed and scores give the same map, bit for bit, for any batch size and number of threads.
/// </summary>
public sealed class RiseExplainer : IExplainer
{
    private readonly RiseOptions _options;
    private readonly RiseMasks _masks;
    private readonly PerturbationRunner _runner;

    /// <summary>Creates an explainer.</summary>
    /// <param name="scorer">The black box; not disposed by the explainer.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public RiseExplainer(IScorer scorer, RiseOptions? options = null)
        : this(scorer, options ?? new RiseOptions(), masks: null)
    {
    }

    /// <summary>An explainer with masks of another origin.</summary>
    internal RiseExplainer(IScorer scorer, RiseOptions options, RiseMasks? masks)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        options.Validate(scorer.InputShape);
        Scorer = scorer;
        _options = options;
        _masks = masks ?? new RiseMasks(scorer.InputShape, options);
        _runner = new PerturbationRunner(scorer, options.BatchSize, options.Threads);
    }

    /// <inheritdoc/>
    public IScorer Scorer { get; }

    /// <inheritdoc/>
    public IReadOnlyList<SaliencyMap> Explain(
        ClassifierInput input,
        SaliencyTargets? targets = null,
        IProgress<SaliencyProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        InputGuard.Require(input.Tensor.Span, Scorer.InputShape);
        cancellationToken.ThrowIfCancellationRequested();

        float[] scores = _runner.ScoreOne(input.Tensor.Span);
        int[] classes = (targets ?? SaliencyTargets.Predicted).Resolve(scores);
        var accumulator = new RiseAccumulator(_masks, classes);
        _runner.Run(
            _options.Masks,
            () => _masks.CreateWriter(input, _options.Baseline),
            (first, batch) =>
            {
                for (int i = 0; i < batch.Length / Scorer.ClassCount; i++)
                {
                    accumulator.Add(first + i, batch.Slice(i * Scorer.ClassCount, Scorer.ClassCount));
                }
            },
            progress,
            cancellationToken);

        TensorShape shape = Scorer.InputShape;
        return [.. classes.Select((target, t) => new SaliencyMap(
            shape.Height, shape.Width, accumulator.Map(t, _options.Normalization, _options.KeepProbability), target, scores[target]))];
    }
}
