using System.Diagnostics;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>The progress of work, counted in items and in passes through the model. Thread-safe.</summary>
/// <param name="what">What an item is called, in the plural: "images".</param>
internal sealed class WorkProgress(string what, int total, int done, long expectedPasses)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _finished = done;
    private long _passes;
    private long _finishedPasses;
    private long _expectedPasses = expectedPasses;

    /// <summary>What an item is called, in the plural.</summary>
    public string What => what;

    /// <summary>Items in all.</summary>
    public int Total => total;

    /// <summary>Items that are done, before and now.</summary>
    public int Finished => Volatile.Read(ref _finished);

    /// <summary>Passes through the model so far.</summary>
    public long Passes => Interlocked.Read(ref _passes);

    /// <summary>Passes in a second, since the beginning.</summary>
    public double PassesPerSecond => Passes / Math.Max(_clock.Elapsed.TotalSeconds, 1e-3);

    /// <summary>Time since the beginning.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>The share of the expected passes that have been made, 0..1.</summary>
    public double Share => Left is long left && Passes + left > 0 ? (double)Passes / (Passes + left) : 1;

    /// <summary>Time left at the speed so far; null while there is none yet.</summary>
    public TimeSpan? TimeLeft => Passes > 0 ? TimeSpan.FromSeconds(Left / PassesPerSecond) : null;

    /// <summary>Passes that are still expected.</summary>
    private long Left => Math.Max(0, Interlocked.Read(ref _expectedPasses) - (Passes - Interlocked.Read(ref _finishedPasses)));

    /// <summary>Counts passes.</summary>
    public void Add(int passes) => Interlocked.Add(ref _passes, passes);

    /// <summary>Records that an item has been computed, with the passes counted since the one before.</summary>
    public void FinishPasses(long expected)
    {
        Interlocked.Add(ref _expectedPasses, -expected);
        Interlocked.Exchange(ref _finishedPasses, Passes);
    }

    /// <summary>Records that an item is done and its result written.</summary>
    public void FinishItem() => Interlocked.Increment(ref _finished);

    /// <summary>Gets a text as in "12 of 40 images, 31% of the passes, 61.3 passes/s, 0:04:10 left".</summary>
    public override string ToString() =>
        $"{Finished} of {Total} {What}, {Share:0%} of the passes, {PassesPerSecond:0.0} passes/s"
        + (TimeLeft is TimeSpan left ? $", {Duration(left)} left" : "");

    /// <summary>Gets hours, minutes and seconds.</summary>
    public static string Duration(TimeSpan time) => $"{(int)time.TotalHours}:{time:mm\\:ss}";
}
