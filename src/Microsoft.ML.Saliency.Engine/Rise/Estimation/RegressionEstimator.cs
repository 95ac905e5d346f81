namespace Microsoft.ML.Saliency;

/// <summary>
/// The covariance of scores and masks, cov(f, M) / p, with a control variate: what a linear function h of the masks shares with them is
/// known exactly, and only the rest, cov(f - h, M), is estimated from the sample. h is fitted by ridge regression; what it predicts for a
/// mask is fitted without it (leave one out, in closed form), so that the sum is unbiased. docs/estimation.md derives it.
/// <para>
/// A unit of the sample is a mask or, with antithetic masks, a pair (M, 1 - M) with half the difference of its scores: all that is even
/// in M - 1/2 drops out of it.
/// </para>
/// </summary>
/// <param name="masks">The masks.</param>
/// <param name="features">The masks' features.</param>
/// <param name="normalization">The scale of the map.</param>
/// <param name="classCount">Number of classes K.</param>
/// <param name="targets">The classes to explain.</param>
internal sealed class RegressionEstimator(
    RiseMasks masks, MaskFeatures features, RiseNormalization normalization, int classCount, int[] targets) : IRiseEstimator
{
    // A regression on more units is hardly better; later units use the fit as it is, so that memory is bounded.
    private const int MostFittedUnits = 2048;

    private readonly RidgeRegression _regression = new(features.Count, targets.Length, features.LargestVariance);
    private readonly Target[] _estimates = [.. targets.Select(_ => new Target(
        new GridSums(masks.Rows, masks.Columns), new MaskMoments(masks.Rows, masks.Columns)))];
    private readonly double[] _products = new double[MaskMoments.ProductCount(masks.CellCount)];
    private readonly float[] _grid = new float[masks.CellCount];
    private readonly double[] _x = new double[features.Count];
    private readonly double[] _first = new double[targets.Length];
    private readonly double[] _values = new double[targets.Length];
    private readonly double[] _means = new double[targets.Length];
    private int _fittedUnits;
    private long _units;
    private bool _isFitted;

    public void Add(long first, ReadOnlySpan<float> scores)
    {
        for (; scores.Length > 0; first++, scores = scores[classCount..])
        {
            bool isFirstOfPair = masks.IsPaired && (first & 1) == 0;
            for (int t = 0; t < targets.Length; t++)
            {
                double score = scores[targets[t]];
                _estimates[t].Scores = _estimates[t].Scores.Add(score);
                if (isFirstOfPair)
                {
                    _first[t] = score;
                    continue;
                }

                _values[t] = masks.IsPaired ? (_first[t] - score) / 2 : score;
                _means[t] = masks.IsPaired ? (_first[t] + score) / 2 : score;
                _estimates[t].AddMean(_means[t]);
            }

            if (!isFirstOfPair)
            {
                AddUnit();
            }
        }
    }

    public RiseEstimate Estimate(int t)
    {
        if (_fittedUnits == _units && !_isFitted)
        {
            Fit();
        }

        Target target = _estimates[t];
        double p = masks.KeepProbability;

        // Fitted units were predicted without themselves, later ones by the whole fit.
        var coefficients = new double[_x.Length];
        TensorPrimitives.Subtract(target.LeftOutCoefficients, target.Coefficients, coefficients);
        TensorPrimitives.Multiply(coefficients, (double)_fittedUnits / _units, coefficients);
        TensorPrimitives.Add(coefficients, target.Coefficients, coefficients);

        double[] map = features.Covariance(coefficients);
        double[] residuals = target.Residuals.Upsample();
        TensorPrimitives.MultiplyAdd(residuals, 1.0 / _units, map, map);
        bool hasMean = normalization != RiseNormalization.Debiased;
        double mean = target.MeanSum / _units, meanVariance = (target.MeanSquareSum / _units) - (mean * mean), offset = hasMean ? mean : 0;

        // A unit adds r (M - p) / p and, unless the map is debiased, its mean score.
        (double[] products, double[] variances) = target.Moments.Upsample();
        var maskVariances = new double[map.Length];
        for (int i = 0; i < map.Length; i++)
        {
            double residual = residuals[i] / _units;
            maskVariances[i] = ((variances[i] / _units) - (residual * residual)) / (p * p);
            double covariance = ((products[i] / _units) - (residual * mean)) / p;
            variances[i] = maskVariances[i] + (hasMean ? (2 * covariance) + meanVariance : 0);
        }

        return RiseEstimate.Create(
            Array.ConvertAll(map, value => (float)((value / p) + offset)),
            variances, maskVariances, _units, target.Powers.Doubt(_units), target.Scores);
    }

    private void AddUnit()
    {
        (int Row, int Column) shift = ComputeFeatures(_units++);
        if (_fittedUnits == MostFittedUnits)
        {
            for (int t = 0; t < targets.Length; t++)
            {
                Target target = _estimates[t];
                target.AddResidual(
                    shift, _grid, _products, _values[t] - TensorPrimitives.Dot<double>(_x, target.Coefficients), _means[t]);
            }

            return;
        }

        _regression.Add(_x, _values);
        for (int t = 0; t < targets.Length; t++)
        {
            _estimates[t].Fitted.Add(((float)_values[t], (float)_means[t]));
        }

        _isFitted = false;
        if (++_fittedUnits == MostFittedUnits)
        {
            Fit();
        }
    }

    /// <summary>Draws a unit's first mask, less p, and its features.</summary>
    private (int Row, int Column) ComputeFeatures(long unit)
    {
        (int Row, int Column) shift = masks.Draw(masks.IsPaired ? 2 * unit : unit, _grid);
        TensorPrimitives.Subtract(_grid, (float)masks.KeepProbability, _grid);
        features.Compute(shift, _grid, _x);
        MaskMoments.Multiply(masks, _grid, _products);
        return shift;
    }

    /// <summary>Fits the regression to all units so far, and takes from each what the regression without it predicts.</summary>
    private void Fit()
    {
        (RidgeFactor Factor, double[] Coefficients)[] fits = _regression.Fit();
        RidgeFactor[] factors = [.. fits.Select(fit => fit.Factor).Distinct()];
        int[] factorOf = [.. fits.Select(fit => Array.IndexOf(factors, fit.Factor))];
        var leverages = new double[factors.Length];
        var gradients = new double[targets.Length][];
        for (int t = 0; t < targets.Length; t++)
        {
            _estimates[t].Restart(fits[t].Coefficients);
            gradients[t] = new double[_x.Length];
        }

        for (int unit = 0; unit < _fittedUnits; unit++)
        {
            (int Row, int Column) shift = ComputeFeatures(unit);
            for (int i = 0; i < factors.Length; i++)
            {
                leverages[i] = factors[i].Leverage(_x);
            }

            for (int t = 0; t < targets.Length; t++)
            {
                Target target = _estimates[t];
                double predicted = TensorPrimitives.Dot<double>(_x, target.Coefficients);
                (float value, float mean) = target.Fitted[unit];
                double residual = (value - predicted) / (1 - leverages[factorOf[t]]);
                target.AddResidual(shift, _grid, _products, residual, mean);
                TensorPrimitives.MultiplyAdd(_x, residual, gradients[t], gradients[t]);
            }
        }

        // Without unit i the coefficients are b - (X'X + penalty)^-1 x_i r_i, r_i being its residual by them.
        for (int t = 0; t < targets.Length; t++)
        {
            double[] shrunk = fits[t].Factor.Solve(gradients[t]);
            TensorPrimitives.Divide(shrunk, _fittedUnits, shrunk);
            TensorPrimitives.Subtract(_estimates[t].Coefficients, shrunk, _estimates[t].LeftOutCoefficients = new double[_x.Length]);
        }

        _isFitted = true;
    }

    /// <summary>The sums of one target.</summary>
    private sealed class Target(GridSums residuals, MaskMoments moments)
    {
        /// <summary>The range of its scores.</summary>
        public ScoreRange Scores { get; set; } = ScoreRange.None;

        /// <summary>The value and the mean score of each unit that the regression is fitted to.</summary>
        public List<(float Value, float Mean)> Fitted { get; } = [];

        /// <summary>Sum of masks weighted by what the regression leaves.</summary>
        public GridSums Residuals => residuals;

        /// <summary>Sums of masks weighted by residual and mean score, and of their squares weighted by the residual's square.</summary>
        public MaskMoments Moments => moments;

        /// <summary>Sums of powers of the residuals.</summary>
        public PowerSums Powers { get; private set; }

        public double MeanSum { get; private set; }

        public double MeanSquareSum { get; private set; }

        public double[] Coefficients { get; private set; } = [];

        /// <summary>Mean of the coefficients of the fits that leave out one unit.</summary>
        public double[] LeftOutCoefficients { get; set; } = [];

        public void Restart(double[] coefficients)
        {
            residuals.Clear();
            moments.Clear();
            Powers = default;
            Coefficients = coefficients;
        }

        public void AddResidual(
            (int Row, int Column) shift, ReadOnlySpan<float> grid, ReadOnlySpan<double> products, double residual, double mean)
        {
            residuals.Add(shift, grid, residual);
            moments.Add(shift, products, residual * mean, residual * residual);
            Powers = Powers.Add(residual);
        }

        public void AddMean(double score)
        {
            MeanSum += score;
            MeanSquareSum += score * score;
        }
    }
}
