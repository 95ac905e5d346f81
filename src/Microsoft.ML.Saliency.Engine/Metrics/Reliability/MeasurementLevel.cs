namespace Microsoft.ML.Saliency;

/// <summary>What the ratings of <see cref="MetricReliability.KrippendorffAlpha"/> mean, and so how far two of them are apart.</summary>
public enum MeasurementLevel
{
    /// <summary>Names of categories: two ratings are equal or not, difference^2 = 0 or 1.</summary>
    Nominal,

    /// <summary>Ranks: the difference of two ratings c &lt; k is the number of ratings from c to k, those of c and k themselves halved.</summary>
    Ordinal,

    /// <summary>Numbers on a scale of equal steps: the difference is c - k.</summary>
    Interval,
}
