namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Two maps of many masks each, which share none: the map of infinitely many masks, except for their own noise.</summary>
internal sealed record LimitMap(float[] First, float[] Second)
{
    /// <summary>The rank correlation of the two.</summary>
    public double Agreement { get; } = MapSimilarity.Spearman(First, Second);

    /// <summary>The rank correlation of a map with the limit. Three independent maps tell it, whatever their noise: sqrt(r(m, a) r(m, b) /
    /// r(a, b)) (Spearman's correction for attenuation, "The Proof and Measurement of Association between Two Things", 1904).</summary>
    public double Fidelity(RiseEstimate map) =>
        Math.Sqrt(Math.Max(0, MapSimilarity.Spearman(map.Values, First) * MapSimilarity.Spearman(map.Values, Second) / Agreement));
}
