namespace Microsoft.ML.Saliency;

/// <summary>Warns once if the scores of the first rows are near chance: the usual sign of wrong preprocessing. Thread-safe.</summary>
/// <param name="classCount">Number of classes K.</param>
/// <param name="log">Where the warning goes.</param>
internal sealed class ChanceWatch(int classCount, ContextLog log)
{
    private readonly object _lock = new();
    private int _rows;
    private double _sum;

    /// <summary>Counts a row by the score of its likeliest class.</summary>
    public void Add(IReadOnlyList<SaliencyMap> maps)
    {
        double mean;
        lock (_lock)
        {
            if (_rows == PreprocessingCheck.ImageCount)
            {
                return;
            }

            _sum += maps.Max(map => map.Score);
            if (++_rows < PreprocessingCheck.ImageCount)
            {
                return;
            }

            mean = _sum / _rows;
        }

        if (PreprocessingCheck.IsNearChance(mean, classCount))
        {
            log.Warn(
                $"The preprocessing may be wrong: the mean top score of the first {PreprocessingCheck.ImageCount} rows is {mean:0.000}, " +
                $"near chance (1 of {classCount} classes). Set Preprocessing; {nameof(PreprocessingCheck)} compares several.");
        }
    }
}
