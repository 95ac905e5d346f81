namespace Microsoft.ML.Saliency;

/// <summary>The published formula: masks weighted by scores, divided according to <see cref="RiseNormalization"/>.</summary>
/// <param name="masks">The masks.</param>
/// <param name="normalization">The divisor of the sum.</param>
/// <param name="classCount">Number of classes K.</param>
/// <param name="targets">The classes to explain.</param>
internal sealed class ReferenceEstimator(RiseMasks masks, RiseNormalization normalization, int classCount, int[] targets) : IRiseEstimator
{
    private readonly GridSums[] _weightedGrids = [.. targets.Select(_ => new GridSums(masks.Rows, masks.Columns))];
    private readonly GridSums _grids = new(masks.Rows, masks.Columns);
    private readonly double[] _scoreSums = new double[targets.Length];
    private readonly double[] _squareSums = new double[targets.Length];
    private readonly float[] _grid = new float[masks.CellCount];
    private double[]? _maskSum;
    private long _count;

    public void Add(long first, ReadOnlySpan<float> scores)
    {
        for (; scores.Length > 0; first++, scores = scores[classCount..])
        {
            (int Row, int Column) shift = masks.Draw(first, _grid);
            _grids.Add(shift, _grid, 1);
            for (int t = 0; t < targets.Length; t++)
            {
                double score = scores[targets[t]];
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
        double p = masks.KeepProbability;
        double expected = _count * p;
        switch (normalization)
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
                throw new InvalidOperationException($"Unknown normalization {normalization}.");
        }

        // A mask adds f (M - p) / p, which varies as f^2 and the mask do, and f, alike in all pixels. Dividing by the sum of masks takes
        // the mean score out of the former.
        double square = _squareSums[t] / _count, mean = _scoreSums[t] / _count, variance = Math.Max(0, square - (mean * mean));
        double weight = normalization == RiseNormalization.MaskSum ? variance : square;
        return new RiseEstimate(
            Array.ConvertAll(sum, value => (float)value),
            weight * (1 - p) / p / _count,
            normalization == RiseNormalization.Debiased ? 0 : variance / _count);
    }
}
