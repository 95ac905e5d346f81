namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>One round: RISE, bare, bare, RISE, so that a machine that grows slower or faster favors neither.</summary>
/// <param name="Rise">Both runs of RISE.</param>
/// <param name="Bare">Both bare runs.</param>
/// <param name="Ratio">RISE in units of the bare runs.</param>
/// <param name="Noise">The second bare run in units of the first: how far from 1 a ratio of equal work may be.</param>
internal sealed record Round(Cost Rise, Cost Bare, Cost Ratio, Cost Noise)
{
    public static Round Measure(Action rise, Action bare)
    {
        Cost firstRise = Cost.Of(rise), firstBare = Cost.Of(bare), secondBare = Cost.Of(bare), secondRise = Cost.Of(rise);
        Cost bothRise = firstRise + secondRise, bothBare = firstBare + secondBare;
        return new Round(bothRise, bothBare, bothRise.RelativeTo(bothBare), secondBare.RelativeTo(firstBare));
    }
}

/// <summary>What some work took.</summary>
/// <param name="Wall">Milliseconds that passed.</param>
/// <param name="Cpu">Milliseconds that all threads of the process were running: other processes disturb it less.</param>
internal readonly record struct Cost(double Wall, double Cpu)
{
    public static Cost Of(Action work)
    {
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        work();
        return new Cost(Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds);
    }

    public static Cost operator +(Cost left, Cost right) => new(left.Wall + right.Wall, left.Cpu + right.Cpu);
    public static Cost operator /(Cost cost, double count) => new(cost.Wall / count, cost.Cpu / count);

    /// <summary>This cost in units of another.</summary>
    public Cost RelativeTo(Cost other) => new(Wall / other.Wall, Cpu / other.Cpu);
}
