namespace Microsoft.ML.Saliency;

/// <summary>RISE (Petsiuk, Das, Saenko, "RISE: Randomized Input Sampling for Explanation of Black-box Models", BMVC 2018): a pixel matters
/// as much as the score is high, on average, when random masks keep it. Masks are drawn on the fly; memory does not grow with their number;
/// the same seed and scores give the same map, bit for bit, for any batch size and number of threads. Each map has its <see
/// cref="SaliencyMap.SamplingError"/>.</summary>
public sealed class RiseExplainer : IExplainer
{
    // Masks before the first check of the fidelity, and the fewest and most between two checks.
    private const int FirstLook = 256;
    private const int MostBeforeLook = 1024;

    private readonly RiseOptions _options;
    private readonly RiseMasks _masks;
    private readonly (AxisModes Rows, AxisModes Columns) _modes;
    private readonly Lazy<MaskNoise> _noise;
    private readonly PerturbationRunner _runner;

    /// <summary>Creates an explainer.</summary>
    /// <param name="scorer">The black box; the caller disposes it.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public RiseExplainer(IScorer scorer, RiseOptions? options = null)
        : this(scorer, options ?? new RiseOptions(), masks: null)
    {
    }

    /// <summary>An explainer with masks of another origin.</summary>
    internal RiseExplainer(IScorer scorer, RiseOptions options, RiseMasks? masks)
    {
        ScorerContract.Require(scorer);
        options.Validate(scorer.InputShape);
        Scorer = scorer;
        _options = options;
        _masks = masks ?? CreateMasks(options.KeepProbability.Value);
        _modes = (new AxisModes(_masks.Rows), new AxisModes(_masks.Columns));
        _noise = new(() => new MaskNoise(_masks.Rows, _masks.Columns));
        _runner = new PerturbationRunner(scorer, options.BatchSize, options.Threads);
    }

    /// <inheritdoc/>
    public IScorer Scorer { get; }

    /// <inheritdoc/>
    public long Passes => 1 + AtMost(_masks) + (_options.KeepProbability.IsAuto ? KeepProbabilitySearch.Passes : 0);

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

        float[] scores = _runner.ScoreOne(input.Tensor.Span);
        int[] classes = (targets ?? SaliencyTargets.Predicted).Resolve(scores);
        (RiseMasks masks, int passes) = (_masks, 0);
        if (_options.KeepProbability.IsAuto)
        {
            masks = CreateMasks(KeepProbabilitySearch.Find(_runner, Scorer, _options, input, classes[0], cancellationToken));
            passes = KeepProbabilitySearch.Passes;
        }

        IRiseEstimator estimator = _options.Estimation == RiseEstimation.Reference
            ? new ReferenceEstimator(masks, _options.Normalization, Scorer.ClassCount, classes)
            : new RegressionEstimator(
                masks, new MaskFeatures(_modes.Rows, _modes.Columns, masks), _options.Normalization, Scorer.ClassCount, classes);
        int atMost = AtMost(masks);
        var stop = RiseStop.AllMasks;
        (PerturbationRunner runner, Func<PerturbationWriter> createWriter) = Masking(input, masks);
        runner.Run(atMost, Rounds(), createWriter, estimator.Add, progress, cancellationToken);

        TensorShape shape = Scorer.InputShape;
        return [.. classes.Select((target, t) =>
        {
            RiseEstimate estimate = estimator.Estimate(t);
            return new SaliencyMap(shape.Height, shape.Width, estimate.Values, target, scores[target])
            {
                SamplingError = new SamplingError(estimate.StandardErrors, () => _noise.Value.Fidelity(estimate))
                {
                    KeepProbability = masks.KeepProbability,
                    Passes = passes,
                    Stop = stop,
                },
            };
        })];

        IEnumerable<int> Rounds()
        {
            for (int drawn = 0; drawn < atMost;)
            {
                int round = Math.Min(_options.Fidelity is null ? runner.RoundSize : RoundBeforeLook(drawn), atMost - drawn);
                yield return round;
                drawn += round;
                passes += round;
                if (drawn < atMost && HasReached(_options.Fidelity))
                {
                    stop = RiseStop.FidelityReached;
                    yield break;
                }
            }
        }

        bool HasReached(double? fidelity) => fidelity is double wanted && Enumerable.Range(0, classes.Length)
            .All(t => _noise.Value.Fidelity(estimator.Estimate(t), wanted).LowerBound >= wanted);
    }

    /// <summary>Number of masks until the next check of the fidelity: about a quarter of those drawn so far.</summary>
    internal static int RoundBeforeLook(int drawn) => Math.Clamp(drawn / 4 / FirstLook * FirstLook, FirstLook, MostBeforeLook);

    /// <summary>Masks the images in the scorer if that is faster, else here.</summary>
    private (PerturbationRunner Runner, Func<PerturbationWriter> CreateWriter) Masking(ClassifierInput input, RiseMasks masks)
    {
        if (Scorer is IMaskingScorer { PrefersMasks: true } scorer && _options.Baseline.Variation == BaselineVariation.Fixed)
        {
            IScorer maskScorer = scorer.CreateMaskScorer(masks, input.Tensor, _options.Baseline.Apply(input, scorer.InputShape));
            return (new PerturbationRunner(maskScorer, _options.BatchSize, _options.Threads), masks.CreateMaskWriter);
        }

        return (_runner, () => masks.CreateWriter(input, _options.Baseline));
    }

    /// <summary>The most masks to draw: an even number of those that come in pairs.</summary>
    private int AtMost(RiseMasks masks) => masks.IsPaired ? checked(_options.Masks + (_options.Masks & 1)) : _options.Masks;

    private RiseMasks CreateMasks(double keepProbability) =>
        new(
            Scorer.InputShape,
            (_options.GridHeight, _options.GridWidth),
            _options.Seed,
            keepProbability,
            isPaired: _options.Estimation == RiseEstimation.VarianceReduced && keepProbability == 0.5);
}
