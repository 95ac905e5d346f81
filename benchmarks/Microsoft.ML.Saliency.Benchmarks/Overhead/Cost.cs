using System.Diagnostics;

namespace Microsoft.ML.Saliency.Benchmarks;

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
