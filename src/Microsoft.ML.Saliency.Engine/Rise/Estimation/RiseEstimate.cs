namespace Microsoft.ML.Saliency;

/// <summary>A map, and how far it may be from the map of infinitely many masks.</summary>
/// <param name="Values">H x W values.</param>
/// <param name="StandardErrors">The standard error of each; infinite after a single unit, which tells nothing of it.</param>
/// <param name="RankErrors">The part of each standard error that comes with the masks. The rest is common to all pixels, and changes no
/// rank.</param>
/// <param name="Doubt">How well <paramref name="RankErrors"/> are known: the relative standard error of their squares.</param>
/// <param name="HasOrder">Whether there are pixels to rank: false if all masks scored alike, if the map is flat, or after a single
/// unit.</param>
internal sealed record RiseEstimate(float[] Values, float[] StandardErrors, float[] RankErrors, double Doubt, bool HasOrder)
{
    // A range of this, relative to the largest score, is rounding of single precision (2^-23 = 1.2e-7).
    private const double Rounding = 1e-6;

    /// <summary>Makes an estimate from the variances of what a unit adds to a pixel.</summary>
    /// <param name="values">H x W values.</param>
    /// <param name="variances">The variance of what a unit adds to each; may be below 0 by rounding.</param>
    /// <param name="maskVariances">The part that comes with the masks.</param>
    /// <param name="units">Number of units, masks or pairs.</param>
    /// <param name="doubt">The relative standard error of the mean square of what the masks are weighted by.</param>
    /// <param name="scores">The range of the scores.</param>
    public static RiseEstimate Create(
        float[] values, double[] variances, double[] maskVariances, long units, double doubt, ScoreRange scores)
    {
        float Error(double variance) =>
            units > 1 ? (float)Math.Sqrt(Math.Max(0, variance) / (units - 1)) : float.PositiveInfinity;

        double least = Rounding * scores.Largest;
        float range = TensorPrimitives.Max<float>(values) - TensorPrimitives.Min<float>(values);
        bool hasOrder = units > 1 && scores.Width > least && range > least;
        return new RiseEstimate(
            values, Array.ConvertAll(variances, Error), Array.ConvertAll(maskVariances, Error), doubt, hasOrder);
    }
}

/// <summary>The lowest and the highest score of a target.</summary>
internal readonly record struct ScoreRange(double Lowest, double Highest)
{
    /// <summary>No score.</summary>
    public static ScoreRange None { get; } = new(double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>Their difference.</summary>
    public double Width => Highest - Lowest;

    /// <summary>The largest score, regardless of its sign.</summary>
    public double Largest => Math.Max(Math.Abs(Lowest), Math.Abs(Highest));

    public ScoreRange Add(double score) => new(Math.Min(Lowest, score), Math.Max(Highest, score));
}

/// <summary>Sums of powers of values: how their squares vary.</summary>
internal readonly record struct PowerSums(double First, double Second, double Third, double Fourth)
{
    public PowerSums Add(double value)
    {
        double square = value * value;
        return new PowerSums(First + value, Second + square, Third + (square * value), Fourth + (square * square));
    }

    /// <summary>The relative standard error of the mean square of the values less <paramref name="center"/>: large where few of them carry
    /// it.</summary>
    public double Doubt(long count, double center = 0)
    {
        double c = center;
        double square = Second - (2 * c * First) + (count * c * c);
        double fourth = Fourth - (4 * c * Third) + (6 * c * c * Second) - (4 * c * c * c * First) + (count * c * c * c * c);
        return square > 0 ? Math.Sqrt(Math.Max(0, (fourth / (square * square)) - (1.0 / count))) : 0;
    }
}
