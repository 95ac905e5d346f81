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

        float[] scores = [];
        int[] classes = [];
        RiseMasks masks = _masks;
        IRiseEstimator? estimator = null;
        int passes = 0, drawn = 0, originals = 1;
        var stop = RiseStop.AllMasks;
        if (_options.KeepProbability.IsAuto)
        {
            masks = CreateMasks(KeepProbabilitySearch.Find(_runner, Scorer.InputShape, _options, input, Choose, cancellationToken));
            (passes, originals) = (KeepProbabilitySearch.Passes, 0);
        }

        int atMost = AtMost(masks);
        Perturbations perturbations = masks.Perturb(input, _options.Baseline);
        _runner.Run(
            originals == 0 ? perturbations : perturbations.AfterOriginal(input),
            originals + atMost, Rounds(), Begin, Add, progress, cancellationToken);

        TensorShape shape = Scorer.InputShape;
        return [.. classes.Select((target, t) =>
        {
            RiseEstimate estimate = estimator!.Estimate(t);
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

        int[] Choose(ReadOnlySpan<float> original)
        {
            scores = original.ToArray();
            return classes = (targets ?? SaliencyTargets.Predicted).Resolve(scores);
        }

        int[] Begin(ReadOnlySpan<float> first)
        {
            if (originals > 0)
            {
                Choose(first);
            }

            int[] positions = [.. Enumerable.Range(0, classes.Length)];
            estimator = _options.Estimation == RiseEstimation.Reference
                ? new ReferenceEstimator(masks, _options.Normalization, classes.Length, positions)
                : new RegressionEstimator(
                    masks, new MaskFeatures(_modes.Rows, _modes.Columns, masks), _options.Normalization, classes.Length, positions);
            return classes;
        }

        void Add(long first, ReadOnlySpan<float> batch) =>
            estimator!.Add(Math.Max(0, first - originals), first < originals ? batch[classes.Length..] : batch);

        IEnumerable<long> Rounds()
        {
            while (drawn < atMost)
            {
                int round = _options.Fidelity is null ? atMost : Math.Min(RoundBeforeLook(drawn), atMost - drawn);
                yield return drawn == 0 ? originals + round : round;
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
            .All(t => _noise.Value.Fidelity(estimator!.Estimate(t), wanted).LowerBound >= wanted);
    }

    /// <summary>Number of masks until the next check of the fidelity: about a quarter of those drawn so far.</summary>
    internal static int RoundBeforeLook(int drawn) => Math.Clamp(drawn / 4 / FirstLook * FirstLook, FirstLook, MostBeforeLook);

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
