namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>One estimator's way to the limit map.</summary>

/// <param name="promises">Fidelities at which the stopping rule is asked to stop.</param>
internal sealed class EstimatorRun(string name, IRiseEstimator estimator, double[] promises)
{
    private readonly List<Stop> _stops = [];

    public string Name => name;
    public IRiseEstimator Estimator => estimator;

    /// <summary>Passes at which the fidelity reached .95.</summary>
    public int? First95 { get; private set; }

    /// <summary>Passes at which it reached .98.</summary>
    public int? First98 { get; private set; }

    /// <summary>Variance of the map's error times the passes, by the latest look.</summary>
    public double ErrorVariance { get; private set; }

    /// <summary>Where the stopping rule stopped.</summary>
    public IReadOnlyList<Stop> Stops => _stops;

    /// <summary>Whether there is nothing more to learn.</summary>
    public bool IsDone => First98 is not null && _stops.Count == promises.Length;

    /// <summary>Looks at the map so far.</summary>
    public void Look(int drawn, LimitMap limit, MaskNoise noise)
    {
        RiseEstimate estimate = estimator.Estimate(0);
        double correlation = limit.Fidelity(estimate);
        ErrorVariance = estimate.RankErrors.Average(error => (double)error * error) * drawn;
        First95 ??= correlation >= 0.95 ? drawn : null;
        First98 ??= correlation >= 0.98 ? drawn : null;
        if (_stops.Count < promises.Length)
        {
            (double expected, double lowerBound) = noise.Fidelity(estimate, promises[_stops.Count]);
            while (_stops.Count < promises.Length && lowerBound >= promises[_stops.Count])
            {
                _stops.Add(new Stop(promises[_stops.Count], drawn, expected, correlation));
            }
        }
    }
}

/// <summary>Two maps of many masks each, which share none: the map of infinitely many masks, except for their own noise.</summary>
internal sealed record LimitMap(float[] First, float[] Second)
{
    /// <summary>The rank correlation of the two.</summary>
    public double Agreement { get; } = MapSimilarity.Spearman(First, Second);

    /// <summary>The rank correlation of a map with the limit. Three independent maps tell it, whatever their noise: sqrt(r(m, a) r(m, b) /
    /// r(a, b)) (Spearman's correction for attenuation, "The Proof and Measurement of Association between Two Things", 1904).</summary>
    public double Fidelity(RiseEstimate map) => Fidelity(map.Values);

    /// <inheritdoc cref="Fidelity(RiseEstimate)"/>
    public double Fidelity(ReadOnlySpan<float> map) =>
        Math.Sqrt(Math.Max(0, MapSimilarity.Spearman(map, First) * MapSimilarity.Spearman(map, Second) / Agreement));
}
