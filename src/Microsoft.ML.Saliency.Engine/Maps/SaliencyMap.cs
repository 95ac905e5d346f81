namespace Microsoft.ML.Saliency;

/// <summary>How much each pixel of a model's input matters for the score of one class: H x W values in any unit. Immutable.</summary>
public sealed partial class SaliencyMap
{
    private readonly float[] _values;

    /// <summary>Creates a map over an array, which it keeps without copying: don't change it afterwards.</summary>
    /// <param name="height">Height H, at least 1.</param>
    /// <param name="width">Width W, at least 1.</param>
    /// <param name="values">The H x W values, row-major, all finite.</param>
    /// <param name="target">Index of the explained class, at least 0.</param>
    /// <param name="score">The scorer's score of that class for the unperturbed image; NaN if unknown. Metrics that score the image again
    /// refuse another score.</param>
    /// <exception cref="ArgumentOutOfRangeException">Height or width is below 1, or the target below 0.</exception>
    /// <exception cref="ArgumentException">The number of values is not H x W, or one of them is not finite.</exception>
    public SaliencyMap(int height, int width, float[] values, int target, float score)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(target);
        if (values.LongLength != (long)height * width)
        {
            throw new ArgumentException(
                $"A map of {height} x {width} must have {(long)height * width} values, but had {values.Length}.", nameof(values));
        }

        (float minimum, float maximum) = (values[0], values[0]);
        for (int i = 0; i < values.Length; i++)
        {
            float value = values[i];
            if (!float.IsFinite(value))
            {
                throw new ArgumentException(
                    $"The values must be finite, but the one at row {i / width}, column {i % width} was {value}.", nameof(values));
            }

            minimum = Math.Min(minimum, value);
            maximum = Math.Max(maximum, value);
        }

        (Height, Width, Target, Score, Minimum, Maximum) = (height, width, target, score, minimum, maximum);
        _values = values;
    }

    /// <summary>Height H in pixels of the model's input.</summary>
    public int Height { get; }

    /// <summary>Width W in pixels of the model's input.</summary>
    public int Width { get; }

    /// <summary>Index of the class that the map explains.</summary>
    public int Target { get; }

    /// <summary>The scorer's score of the target for the unperturbed image; NaN if unknown.</summary>
    public float Score { get; }

    /// <summary>How far a map that was estimated from random masks may be from its limit; null for other and rescaled maps.</summary>
    public SamplingError? SamplingError { get; init; }

    /// <summary>The smallest value.</summary>
    public float Minimum { get; }

    /// <summary>The largest value.</summary>
    public float Maximum { get; }

    /// <summary>The H x W values, row-major.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>The value of one pixel.</summary>
    /// <param name="row">0 to H - 1, from the top.</param>
    /// <param name="column">0 to W - 1, from the left.</param>
    /// <exception cref="ArgumentOutOfRangeException">The pixel lies outside the map.</exception>
    public float this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Height, nameof(row));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Width, nameof(column));
            return _values[(row * Width) + column];
        }
    }

    /// <summary>The most important pixel; of several, the first in row-major order.</summary>
    public (int Row, int Column) ArgMax()
    {
        int index = Values.IndexOf(Maximum);
        return (index / Width, index % Width);
    }

    /// <summary>Spreads the map's minimum..maximum over 0..1. A constant map becomes 0 everywhere.</summary>
    public SaliencyMap Normalize() => Rescale(Minimum, Maximum);

    /// <summary>Spreads the range between two percentiles over 0..1 and clips what lies outside, so that a few extreme pixels don't hide
    /// the rest. Percentiles are interpolated linearly, as by default in NumPy. If they are equal, values above become 1 and all others
    /// 0.</summary>
    /// <param name="low">The percentile that becomes 0, from 0 to <paramref name="high"/>.</param>
    /// <param name="high">The percentile that becomes 1, above <paramref name="low"/>, at most 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 &lt;= low &lt; high &lt;= 100.</exception>
    public SaliencyMap NormalizePercentile(double low, double high)
    {
        if (!(low >= 0 && low < high && high <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(low), $"Percentiles must be 0 <= low < high <= 100, but were {low} and {high}.");
        }

        float[] sorted = [.. _values];
        Array.Sort(sorted);
        return Rescale(Percentile(sorted, low), Percentile(sorted, high));
    }

    /// <summary>The map with the given bounds spread over 0..1, clipped.</summary>
    private SaliencyMap Rescale(double low, double high)
    {
        float[] scaled = new float[_values.Length];
        for (int i = 0; i < scaled.Length; i++)
        {
            // Compared, not clipped afterwards: with equal bounds there is nothing to divide by.
            float value = _values[i];
            scaled[i] = value <= low ? 0 : value >= high ? 1 : (float)((value - low) / (high - low));
        }

        return new(Height, Width, scaled, Target, Score);
    }

    private static double Percentile(float[] sorted, double percent)
    {
        double position = percent / 100 * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * ((double)sorted[above] - sorted[below]));
    }
}
