using System.Diagnostics;

namespace Microsoft.ML.Saliency;

/// <summary>How the score of one class follows the share of pixels that are changed. Point 0 is the unchanged start: the image (removal) or
/// its baseline (insertion). Scores are in the scorer's unit: probabilities or logits. Immutable.</summary>
[DebuggerDisplay("{Order} {Direction}, {Fractions.Count} points, AUC {Auc}")]
public sealed class PerturbationCurve
{
    private readonly double[] _fractions;
    private readonly double[] _scores;

    /// <summary>Creates a curve.</summary>
    /// <param name="fractions">The share of the pixels that are changed at each point, 0..1, ascending; two or more.</param>
    /// <param name="scores">The score at each point, finite.</param>
    /// <param name="target">Index of the class whose score it is, at least 0.</param>
    /// <param name="order">In which order pixels were changed.</param>
    /// <param name="direction">Whether the curve starts from the image or from its baseline.</param>
    /// <exception cref="ArgumentException">There are fewer than two points, the numbers differ, or a value is out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The target is below 0.</exception>
    public PerturbationCurve(
        IEnumerable<double> fractions, IEnumerable<double> scores, int target, PerturbationOrder order, PerturbationDirection direction)
    {
        ArgumentNullException.ThrowIfNull(fractions);
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentOutOfRangeException.ThrowIfNegative(target);
        _fractions = [.. fractions];
        _scores = [.. scores];
        (Target, Order, Direction) = (target, order, direction);
        if (_fractions.Length < 2 || _fractions.Length != _scores.Length)
        {
            throw new ArgumentException(
                $"A curve needs 2 or more fractions and as many scores, but had {_fractions.Length} fractions and {_scores.Length} scores.",
                nameof(scores));
        }

        for (int i = 0; i < _fractions.Length; i++)
        {
            if (!(_fractions[i] >= 0 && _fractions[i] <= 1 && (i == 0 || _fractions[i] > _fractions[i - 1])))
            {
                throw new ArgumentException(
                    $"Fractions must be ascending from 0 to 1, but number {i} was {_fractions[i]}.", nameof(fractions));
            }

            if (!double.IsFinite(_scores[i]))
            {
                throw new ArgumentException($"Scores must be finite, but number {i} was {_scores[i]}.", nameof(scores));
            }
        }
    }

    /// <summary>The share of the pixels that are changed at each point: removed, or inserted; from 0, ascending, at most 1.</summary>
    public IReadOnlyList<double> Fractions => _fractions;

    /// <summary>The score at each point; the mean over the repeats.</summary>
    public IReadOnlyList<double> Scores => _scores;

    /// <summary>Index of the class whose score it is.</summary>
    public int Target { get; }

    /// <summary>In which order pixels were changed.</summary>
    public PerturbationOrder Order { get; }

    /// <summary>Whether the curve starts from the image or from its baseline.</summary>
    public PerturbationDirection Direction { get; }

    /// <summary>Area under the curve by the trapezoid rule over the true fractions, divided by the range of the fractions (1 for a curve
    /// that goes up to the whole image): the curve's mean height, always within the range of its scores. The division is our
    /// choice.</summary>
    public double Auc
    {
        get
        {
            double area = 0;
            for (int i = 1; i < _scores.Length; i++)
            {
                area += (_fractions[i] - _fractions[i - 1]) * (_scores[i] + _scores[i - 1]) / 2;
            }

            return area / (_fractions[^1] - _fractions[0]);
        }
    }

    /// <summary>Area under the curve if every step counts alike, (sum - first / 2 - last / 2) / L with L steps: the convention of the RISE
    /// authors' code. Differs from <see cref="Auc"/> only where steps are of different sizes, as the last one may be.</summary>
    public double StepAuc => (_scores.Sum() - ((_scores[0] + _scores[^1]) / 2)) / (_scores.Length - 1);

    /// <summary>Area over the perturbation curve, 1 / (L + 1) * sum_{k=0..L} f(x_0) - f(x_k) with L steps (Samek et al., TNNLS 2017, arXiv
    /// 1509.06321; here for one image): the mean drop of the score. Made for removal; of an insertion curve it is negative where insertion
    /// raises the score.</summary>
    public double Aopc => _scores[0] - _scores.Average();

    /// <summary>Area between the perturbation curves, AOPC of MoRF less AOPC of LeRF: large if removing what the map calls relevant harms
    /// the score and removing the rest does not; 0 for an uninformative map. In the scorer's unit.</summary>
    /// <param name="morf">The removal curve with the most relevant first.</param>
    /// <param name="lerf">The removal curve with the least relevant first.</param>
    /// <exception cref="ArgumentException">The curves are not MoRF and LeRF removal of one class with as many points.</exception>
    public static double Abpc(PerturbationCurve morf, PerturbationCurve lerf)
    {
        RequirePair(morf, lerf);
        return morf.Aopc - lerf.Aopc;
    }

    /// <summary>ROAD's combined score, the mean of (f_LeRF(x_k) - f_MoRF(x_k)) / 2 over the points after the first (Rong et al., ICML 2022,
    /// as in pytorch-grad-cam's ROADCombined). ROAD itself removes the shares 0.1, 0.2, ..., 0.9 and fills them by noisy linear
    /// imputation.</summary>
    /// <param name="morf">The removal curve with the most relevant first.</param>
    /// <param name="lerf">The removal curve with the least relevant first.</param>
    /// <exception cref="ArgumentException">The curves are not MoRF and LeRF removal of one class with as many points.</exception>
    public static double RoadCombined(PerturbationCurve morf, PerturbationCurve lerf)
    {
        RequirePair(morf, lerf);
        return lerf._scores.Zip(morf._scores, (high, low) => (high - low) / 2).Skip(1).Average();
    }

    private static void RequirePair(PerturbationCurve morf, PerturbationCurve lerf)
    {
        ArgumentNullException.ThrowIfNull(morf);
        ArgumentNullException.ThrowIfNull(lerf);
        Require(morf, PerturbationOrder.MostRelevantFirst, nameof(morf));
        Require(lerf, PerturbationOrder.LeastRelevantFirst, nameof(lerf));
        if (morf.Target != lerf.Target || morf._scores.Length != lerf._scores.Length)
        {
            throw new ArgumentException(
                $"The curves must have one class and number of points, but had class {morf.Target} with {morf._scores.Length} points " +
                $"and class {lerf.Target} with {lerf._scores.Length}.",
                nameof(lerf));
        }
    }

    private static void Require(PerturbationCurve curve, PerturbationOrder order, string name)
    {
        if (curve.Order != order || curve.Direction != PerturbationDirection.Removal)
        {
            throw new ArgumentException(
                $"The curve must be {PerturbationDirection.Removal} with {order}, but was {curve.Direction} with {curve.Order}.",
                name);
        }
    }
}
