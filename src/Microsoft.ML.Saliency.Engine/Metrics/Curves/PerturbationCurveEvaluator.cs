namespace Microsoft.ML.Saliency;

/// <summary>Tests whether the classifier agrees with a saliency map: a baseline replaces pixels or regions in the order of their relevance,
/// and the score of the map's target is recorded. MoRF and LeRF (Samek et al., TNNLS 2017, arXiv 1509.06321), deletion and insertion
/// (Petsiuk et al., BMVC 2018, arXiv 1806.07421), and ROAD (Rong et al., ICML 2022) are settings of it. Thread-safe.</summary>
/// <remarks>Scores are what the scorer's activation makes them: probabilities or logits. All images of a curve are scored as batches; the
/// same scores give the same curve, bit for bit, for any batch size and number of threads. The score of the unperturbed image is compared
/// with <see cref="SaliencyMap.Score"/>: a map of another model, preprocessing or image is refused. Not offered is Quantus's replacement by
/// the mean of the already perturbed image, which has to be made one region after the other.</remarks>
public sealed class PerturbationCurveEvaluator
{
    // Our choice, for "the same score": batches of another size change a float32 score by about 1e-6 of it, half precision by about 1e-3,
    // another provider in half precision by somewhat more.
    private const double AbsoluteTolerance = 1e-4;
    private const double RelativeTolerance = 1e-2;

    private readonly PerturbationCurveOptions _options;
    private readonly PerturbationRunner _runner;

    /// <summary>Creates an evaluator.</summary>
    /// <param name="scorer">The black box; the caller disposes it.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public PerturbationCurveEvaluator(IScorer scorer, PerturbationCurveOptions? options = null)
    {
        ScorerContract.Require(scorer);
        _options = options ?? new PerturbationCurveOptions();
        _options.Validate(scorer.InputShape);
        Scorer = scorer;
        PointCount = _options.Steps.Count(scorer.InputShape) + 1;
        _runner = new PerturbationRunner(scorer, _options.BatchSize, _options.Threads);
    }

    /// <summary>The black box that scores the perturbed images.</summary>
    public IScorer Scorer { get; }

    /// <summary>Number of points of every curve: the unchanged start and one for each step.</summary>
    public int PointCount { get; }

    /// <summary>Passes through the model that one curve takes.</summary>
    public long Passes => (long)Repeats * PointCount;

    private int Repeats => _options.Baseline.Variation == BaselineVariation.Fixed ? 1 : _options.Repeats;

    /// <summary>Follows the score of a map's target while the image is perturbed in the order of the map.</summary>
    /// <param name="input">The model's input: C x H x W values in the scorer's layout. An array converts implicitly.</param>
    /// <param name="map">The image's saliency map, H x W, its target and its score, NaN if unknown. Its values only order the pixels: any
    /// unit will do.</param>
    /// <param name="progress">Receives progress after each scored batch, from the scoring threads; null for none.</param>
    /// <param name="cancellationToken">Checked before each batch.</param>
    /// <returns>The curve, of <see cref="PointCount"/> points.</returns>
    /// <exception cref="ArgumentException">
    /// The input has the wrong length or a value that is not finite, the map is not of the input's size, its target is not a class of the
    /// model, or the baseline needs the input's preprocessing and it is unknown.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The model returned a score that is not finite, or scores the unperturbed image otherwise than <see cref="SaliencyMap.Score"/>, by
    /// more than 0.0001 and 1 % of the larger of the two.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    /// <exception cref="ObjectDisposedException">The scorer has been disposed.</exception>
    public PerturbationCurve Evaluate(
        ClassifierInput input,
        SaliencyMap map,
        IProgress<SaliencyProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(map);
        TensorShape shape = Scorer.InputShape;
        input.Require(Scorer);
        Require(map, shape);
        cancellationToken.ThrowIfCancellationRequested();

        PerturbationPlan plan = _options.Steps.Plan(map, new RelevanceRanking(_options.Order, _options.Seed, input.Identity));
        int repeats = Repeats;
        var scores = new double[plan.Points];
        // One of the curve's ends is the image, except where insertion stops before it.
        bool isRemoval = _options.Direction == PerturbationDirection.Removal;
        bool lacksImage = !isRemoval && plan.Fractions[^1] < 1 && !float.IsNaN(map.Score);
        int originals = lacksImage ? 1 : 0;
        double original = 0;
        Perturbations perturbations = plan.Perturb(input, shape, _options.Baseline, _options.Direction);
        _runner.Run(
            lacksImage ? perturbations.AfterOriginal(input) : perturbations,
            originals + ((long)repeats * plan.Points),
            _ => [map.Target],
            (first, batch) =>
            {
                for (int i = 0; i < batch.Length; i++)
                {
                    long image = first + i - originals;
                    if (image < 0)
                    {
                        original = batch[i];
                    }
                    else
                    {
                        scores[image % scores.Length] += batch[i];
                    }
                }
            },
            progress,
            cancellationToken);
        var curve =
            new PerturbationCurve(plan.Fractions, scores.Select(sum => sum / repeats), map.Target, _options.Order, _options.Direction);
        RequireScoreOf(map, lacksImage ? original : curve.Scores[isRemoval ? 0 : curve.Scores.Count - 1]);
        return curve;
    }

    /// <summary>Checks that the classifier gives the unperturbed image the score that the map has.</summary>
    private static void RequireScoreOf(SaliencyMap map, double score)
    {
        if (float.IsNaN(map.Score))
        {
            return;
        }

        double tolerance = AbsoluteTolerance + (RelativeTolerance * Math.Max(Math.Abs(score), Math.Abs(map.Score)));
        if (!float.IsFinite(map.Score) || Math.Abs(score - map.Score) > tolerance)
        {
            throw new InvalidOperationException(
                $"The score of class {map.Target} for the unperturbed image must be the one stored with its map, {map.Score:G4}, " +
                $"but was {score:G4}. Use the model, the preprocessing and the image that the map was made with.");
        }
    }

    private void Require(SaliencyMap map, TensorShape shape)
    {
        if (map.Height != shape.Height || map.Width != shape.Width)
        {
            throw new ArgumentException(
                $"The map must be {shape.Height} x {shape.Width}, the size of the model's input, but was {map.Height} x {map.Width}.",
                nameof(map));
        }

        if (map.Target >= Scorer.ClassCount)
        {
            throw new ArgumentException(
                $"The map's target must be one of the model's classes 0 to {Scorer.ClassCount - 1}, but was class {map.Target}.",
                nameof(map));
        }
    }
}
