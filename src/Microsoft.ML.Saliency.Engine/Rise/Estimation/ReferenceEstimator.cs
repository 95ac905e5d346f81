namespace Microsoft.ML.Saliency;

/// <summary>The published formula: masks weighted by scores, divided according to <see cref="RiseNormalization"/>.</summary>
/// <param name="masks">The masks.</param>
/// <param name="normalization">The divisor of the sum.</param>
/// <param name="classCount">Number of classes K.</param>
/// <param name="targets">The classes to explain.</param>
internal sealed class ReferenceEstimator(RiseMasks masks, RiseNormalization normalization, int classCount, int[] targets) : IRiseEstimator
{
    private readonly bool _dividesByMasks = normalization == RiseNormalization.MaskSum;
    private readonly Target[] _targets = [.. targets.Select(_ => new Target(masks))];
    private readonly GridSums _grids = new(masks.Rows, masks.Columns);
    private readonly MaskMoments _moments = new(masks.Rows, masks.Columns);
    private readonly float[] _grid = new float[masks.CellCount];
    private readonly double[] _products = new double[MaskMoments.ProductCount(masks.CellCount)];
    private (double[] Sum, double[] Masks, double[] Squares)? _upsampled;
    private long _count;

    public void Add(long first, ReadOnlySpan<float> scores)
    {
        for (; scores.Length > 0; first++, scores = scores[classCount..])
        {
            (int Row, int Column) shift = masks.Draw(first, _grid);
            _grids.Add(shift, _grid, 1);
            for (int t = 0; t < targets.Length; t++)
            {
                _targets[t].Sum.Add(shift, _grid, scores[targets[t]]);
            }

            TensorPrimitives.Subtract(_grid, (float)masks.KeepProbability, _grid);
            MaskMoments.Multiply(masks, _grid, _products);
            _moments.Add(shift, _products, 1, 1);
            for (int t = 0; t < targets.Length; t++)
            {
                _targets[t].AddMoments(shift, _products, scores[targets[t]]);
            }

            _count++;
        }

        _upsampled = null;
    }

    public RiseEstimate Estimate(int t)
    {
        Target target = _targets[t];
        double[] map = target.Sum.Upsample();
        double expected = _count * masks.KeepProbability;
        switch (normalization)
        {
            case RiseNormalization.ExpectedMask:
                TensorPrimitives.Divide(map, expected, map);
                break;
            case RiseNormalization.Debiased:
                TensorPrimitives.Subtract(map, target.ScoreSum * masks.KeepProbability, map);
                TensorPrimitives.Divide(map, expected, map);
                break;
            case RiseNormalization.MaskSum:
                double[] maskSum = Upsampled().Sum;
                for (int i = 0; i < map.Length; i++)
                {
                    // A pixel that no mask kept, possible with few masks only, has shown no effect.
                    map[i] = maskSum[i] > 0 ? map[i] / maskSum[i] : 0;
                }

                break;
            default:
                throw new InvalidOperationException($"Unknown normalization {normalization}.");
        }

        (double[] variances, double[] maskVariances) = Variances(target, map);
        double center = _dividesByMasks ? target.Powers.First / _count : -target.Origin;
        return RiseEstimate.Create(
            Array.ConvertAll(map, value => (float)value),
            variances, maskVariances, _count, target.Powers.Doubt(_count, center), target.Scores);
    }

    /// <summary>The variances of what a mask adds to a pixel: f M / p; or f (M - p) / p; or (f - R) M / p, the error of the ratio R of the
    /// sums of f M and of M to first order. All are r (M - p) / p + c r, with r = f or r = f - R.</summary>
    private (double[] All, double[] OfMasks) Variances(Target target, double[] map)
    {
        double p = masks.KeepProbability, mean = target.Powers.First / _count, square = target.Powers.Second / _count;
        bool hasMean = normalization != RiseNormalization.Debiased;
        (double[] _, double[] masksOnly, double[] squaresOnly) = Upsampled();
        (double[] squareMasks, double[] squareSquares) = target.Squares.Upsample();
        (double[] masksOfScore, double[] squaresOfScore) = target.Products.Upsample();
        double[] variances = new double[map.Length], maskVariances = new double[map.Length];
        for (int i = 0; i < map.Length; i++)
        {
            // Sums of r^2 (M - p)^2, r^2 (M - p), r^2, r (M - p) and r; the scores are less an origin, and r is less the rest of R.
            double rest = (_dividesByMasks ? map[i] : 0) - target.Origin;
            double Expand(double ofSquare, double ofScore, double ofOne) =>
                ofSquare - (2 * rest * ofScore) + (rest * rest * ofOne);
            double varianceOfMask = Expand(squareSquares[i], squaresOfScore[i], squaresOnly[i]) / _count;
            double covariance = Expand(squareMasks[i], masksOfScore[i], masksOnly[i]) / _count;
            double varianceOfScore = Expand(square, mean, 1);
            double ofMask = (masksOfScore[i] - (rest * masksOnly[i])) / _count, ofScore = mean - rest;
            maskVariances[i] = (varianceOfMask - (ofMask * ofMask)) / (p * p);
            variances[i] = maskVariances[i] + (hasMean
                ? (2 * (covariance - (ofMask * ofScore)) / p) + varianceOfScore - (ofScore * ofScore)
                : 0);
        }

        return (variances, maskVariances);
    }

    private (double[] Sum, double[] Masks, double[] Squares) Upsampled()
    {
        if (_upsampled is null)
        {
            (double[] ofMasks, double[] squares) = _moments.Upsample();
            _upsampled = (_grids.Upsample(), ofMasks, squares);
        }

        return _upsampled.Value;
    }

    /// <summary>The sums of one target. Its moments are of the scores less the first one, so that nothing is lost to rounding if scores
    /// hardly vary.</summary>
    private sealed class Target(RiseMasks masks)
    {
        private double? _origin;

        /// <summary>Sum of masks weighted by scores.</summary>
        public GridSums Sum { get; } = new(masks.Rows, masks.Columns);

        /// <summary>Sums of masks and their squares weighted by the scores' squares.</summary>
        public MaskMoments Squares { get; } = new(masks.Rows, masks.Columns);

        /// <summary>The same weighted by the scores.</summary>
        public MaskMoments Products { get; } = new(masks.Rows, masks.Columns);

        /// <summary>The first score.</summary>
        public double Origin => _origin ?? 0;

        public double ScoreSum { get; private set; }

        /// <summary>Of the scores less the first one.</summary>
        public PowerSums Powers { get; private set; }

        public ScoreRange Scores { get; private set; } = ScoreRange.None;

        public void AddMoments((int Row, int Column) shift, ReadOnlySpan<double> products, double score)
        {
            _origin ??= score;
            double difference = score - Origin;
            Squares.Add(shift, products, difference * difference, difference * difference);
            Products.Add(shift, products, difference, difference);
            ScoreSum += score;
            Powers = Powers.Add(difference);
            Scores = Scores.Add(score);
        }
    }
}
