using System.Numerics.Tensors;

namespace Microsoft.ML.Saliency;

/// <summary>The published formula: masks weighted by scores, divided as <see cref="RiseNormalization"/> says.</summary>
internal sealed class ReferenceEstimator : IRiseEstimator
{
    private readonly RiseMasks _masks;
    private readonly RiseNormalization _normalization;
    private readonly int _classCount;
    private readonly int[] _targets;
    private readonly GridSums[] _weightedGrids;
    private readonly GridSums _grids;
    private readonly double[] _scoreSums;
    private readonly double[] _squareSums;
    private readonly float[] _grid;
    private double[]? _maskSum;
    private long _count;

    /// <param name="masks">Where the masks come from.</param>
    /// <param name="normalization">What the sum is divided by.</param>
    /// <param name="classCount">Number of classes K.</param>
    /// <param name="targets">The classes whose scores weight the masks.</param>
    public ReferenceEstimator(RiseMasks masks, RiseNormalization normalization, int classCount, int[] targets)
    {
        _masks = masks;
        _normalization = normalization;
        _classCount = classCount;
        _targets = targets;
        _weightedGrids = [.. targets.Select(_ => new GridSums(masks.Rows, masks.Columns))];
        _grids = new GridSums(masks.Rows, masks.Columns);
        _scoreSums = new double[targets.Length];
        _squareSums = new double[targets.Length];
        _grid = new float[masks.CellCount];
    }

    public void Add(long first, ReadOnlySpan<float> scores)
    {
        for (; scores.Length > 0; first++, scores = scores[_classCount..])
        {
            (int Row, int Column) shift = _masks.Draw(first, _grid);
            _grids.Add(shift, _grid, 1);
            for (int t = 0; t < _targets.Length; t++)
            {
                double score = scores[_targets[t]];
                _scoreSums[t] += score;
                _squareSums[t] += score * score;
                _weightedGrids[t].Add(shift, _grid, score);
            }

            _count++;
        }

        _maskSum = null;
    }

    public RiseEstimate Estimate(int t)
    {
        double[] sum = _weightedGrids[t].Upsample();
        double p = _masks.KeepProbability;
        double expected = _count * p;
        switch (_normalization)
        {
            case RiseNormalization.ExpectedMask:
                TensorPrimitives.Divide(sum, expected, sum);
                break;
            case RiseNormalization.Debiased:
                TensorPrimitives.Subtract(sum, _scoreSums[t] * p, sum);
                TensorPrimitives.Divide(sum, expected, sum);
                break;
            case RiseNormalization.MaskSum:
                _maskSum ??= _grids.Upsample();
                for (int i = 0; i < sum.Length; i++)
                {
                    // A pixel that no mask kept, possible with few masks only, has shown no effect.
                    sum[i] = _maskSum[i] > 0 ? sum[i] / _maskSum[i] : 0;
                }

                break;
            default:
                throw new InvalidOperationException($"Unknown normalization {_normalization}.");
        }

        // A mask adds f (M - p) / p, which varies as f^2 and the mask do, and f, alike in all pixels. Dividing by the sum of masks takes
        // the mean score out of the former.
        double square = _squareSums[t] / _count, mean = _scoreSums[t] / _count, variance = Math.Max(0, square - (mean * mean));
        double weight = _normalization == RiseNormalization.MaskSum ? variance : square;
        return new RiseEstimate(
            Array.ConvertAll(sum, value => (float)value),
            weight * (1 - p) / p / _count,
            _normalization == RiseNormalization.Debiased ? 0 : variance / _count);
    }
}
