namespace Microsoft.ML.Saliency;

/// <summary>Scores saliency maps by MoRF, LeRF, deletion, insertion and, for known objects, localization. Thread-safe.</summary>
public sealed class SaliencyEvaluator
{
    private readonly PerturbationCurveEvaluator _morf;
    private readonly PerturbationCurveEvaluator _lerf;
    private readonly PerturbationCurveEvaluator _deletion;
    private readonly PerturbationCurveEvaluator _insertion;
    private readonly double _tolerance;

    /// <summary>Creates an evaluator.</summary>
    /// <param name="scorer">The classifier; the caller disposes it.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public SaliencyEvaluator(IScorer scorer, SaliencyEvaluationOptions? options = null)
    {
        ScorerContract.Require(scorer);
        options ??= new SaliencyEvaluationOptions();
        if (!(options.PointingTolerance >= 0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options.PointingTolerance), options.PointingTolerance, "The tolerance must be 0 pixels or more.");
        }

        Scorer = scorer;
        _morf = new PerturbationCurveEvaluator(scorer, options.Removal with { Order = PerturbationOrder.MostRelevantFirst });
        _lerf = new PerturbationCurveEvaluator(scorer, options.Removal with { Order = PerturbationOrder.LeastRelevantFirst });
        _deletion = new PerturbationCurveEvaluator(scorer, options.Deletion);
        _insertion = new PerturbationCurveEvaluator(scorer, options.Insertion);
        _tolerance = options.PointingTolerance;
    }

    /// <summary>The classifier.</summary>
    public IScorer Scorer { get; }

    /// <summary>Passes through the model that the metrics of one map take.</summary>
    public long Passes => _morf.Passes + _lerf.Passes + _deletion.Passes + _insertion.Passes;

    /// <summary>Evaluates one map.</summary>
    /// <param name="input">The image, C x H x W values in the scorer's layout.</param>
    /// <param name="map">Its map, H x W.</param>
    /// <param name="mask">The object's pixels, H x W, row-major; empty if they are not known.</param>
    /// <param name="cancellationToken">Checked before each batch.</param>
    /// <exception cref="ArgumentException">Input, map or mask do not fit the scorer, or a baseline needs unknown preprocessing.</exception>
    /// <exception cref="InvalidOperationException">
    /// The model returned a score that is not finite, or scores the unperturbed image otherwise than <see cref="SaliencyMap.Score"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public ImageMetrics Evaluate(
        ClassifierInput input, SaliencyMap map, ReadOnlySpan<bool> mask = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        LocalizationMetrics? localization = mask.IsEmpty
            ? null
            : new LocalizationMetrics(
                MapLocalization.PointsAt(map, mask, _tolerance), MapLocalization.EnergyInside(map, mask), MapLocalization.IoU(map, mask));
        return new ImageMetrics(map.Target, Follow(_morf), Follow(_lerf), Follow(_deletion), Follow(_insertion), localization);

        PerturbationCurve Follow(PerturbationCurveEvaluator evaluator) => evaluator.Evaluate(input, map, progress: null, cancellationToken);
    }
}
