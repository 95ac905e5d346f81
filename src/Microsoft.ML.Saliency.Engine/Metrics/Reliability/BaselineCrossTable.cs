namespace Microsoft.ML.Saliency.Statistics;

/// <summary>One method's maps, made with several baselines, scored by one metric with the same baselines: whether a map wins where the
/// metric removes pixels as the method did. Then the metric says how alike the two are, and not how good the map is.</summary>
public sealed class BaselineCrossTable
{
    private readonly double[,,] _scores;
    private readonly int _sign;

    /// <summary>Creates a table.</summary>
    /// <param name="scores">
    /// I x B x B: image, the map's baseline, the metric's baseline; I at least 1, B at least 2, all finite. Not copied.
    /// </param>
    /// <param name="higherIsBetter">Whether the higher of two scores is the better one.</param>
    /// <exception cref="ArgumentException">There are too few images or baselines, or a score is not finite.</exception>
    public BaselineCrossTable(double[,,] scores, bool higherIsBetter)
    {
        ArgumentNullException.ThrowIfNull(scores);
        (Images, Baselines) = (scores.GetLength(0), scores.GetLength(1));
        if (Images < 1 || Baselines < 2 || scores.GetLength(2) != Baselines)
        {
            throw new ArgumentException(
                $"Scores must be I x B x B, I at least 1 and B at least 2, but were {Images} x {Baselines} x {scores.GetLength(2)}.",
                nameof(scores));
        }

        double unfit = scores.Cast<double>().FirstOrDefault(score => !double.IsFinite(score));
        if (unfit != 0)
        {
            throw new ArgumentException($"Scores must be finite, but one was {unfit}.", nameof(scores));
        }

        _scores = scores;
        _sign = higherIsBetter ? 1 : -1;
    }

    /// <summary>Number of images I.</summary>
    public int Images { get; }

    /// <summary>Number of baselines B.</summary>
    public int Baselines { get; }

    /// <summary>How often a map would win under its own baseline if the baseline did not matter: 1 / B.</summary>
    public double Chance => 1.0 / Baselines;

    /// <summary>Mean score, over the images, of the maps of one baseline under another.</summary>
    /// <param name="map">Number of the maps' baseline.</param>
    /// <param name="metric">Number of the metric's baseline.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such baseline.</exception>
    public MeanEstimate Mean(int map, int metric)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)map, (uint)Baselines, nameof(map));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)metric, (uint)Baselines, nameof(metric));
        return MeanEstimate.Of([.. Enumerable.Range(0, Images).Select(image => _scores[image, map, metric])]);
    }

    /// <summary>The baseline whose maps have the best mean under a metric's baseline; among equals the first.</summary>
    /// <param name="metric">Number of the metric's baseline.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such baseline.</exception>
    public int Winner(int metric) => Enumerable.Range(0, Baselines).MaxBy(map => _sign * Mean(map, metric).Mean);

    /// <summary>Share of wins, 0 to 1: how often, over images and metric baselines, the map that was made with the metric's own baseline
    /// has the best score. Of k equally good maps each has 1/k of the win.</summary>
    /// <param name="bootstrap">The interval's settings, over the images; null: the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public IntervalEstimate OwnWins(BootstrapOptions? bootstrap = null) =>
        IntervalEstimate.OfMean(
            [.. Enumerable.Range(0, Images).Select(image => Enumerable.Range(0, Baselines).Average(metric => OwnWin(image, metric)))],
            bootstrap);

    private double OwnWin(int image, int metric)
    {
        double own = _sign * _scores[image, metric, metric];
        double[] all = [.. Enumerable.Range(0, Baselines).Select(map => _sign * _scores[image, map, metric])];
        return own < all.Max() ? 0 : 1.0 / all.Count(score => score == own);
    }
}
