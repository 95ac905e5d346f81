namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>How the cores are used.</summary>
internal sealed record SessionLayout(int Sessions, int Threads)
{
    /// <summary>1, 2, 4 ... sessions that share all processors; the first, one session of all threads, is the baseline.</summary>
    public static SessionLayout[] All { get; } = [.. Layouts(Environment.ProcessorCount)];

    public OnnxScorerOptions Options => new() { Sessions = Sessions, IntraOpThreads = Threads };

    /// <summary>What <see cref="OnnxScorer"/> does unasked.</summary>
    public static SessionLayout DefaultOf(byte[] model)
    {
        int threads = 0;
        using var scorer = new OnnxScorer(
            model, new OnnxScorerOptions { ConfigureSession = session => threads = session.IntraOpNumThreads });
        return new SessionLayout(scorer.Concurrency, threads);
    }

    public override string ToString() => $"{Sessions} x {Threads}";

    private static IEnumerable<SessionLayout> Layouts(int processors)
    {
        for (int sessions = 1; sessions <= processors; sessions *= 2)
        {
            yield return new SessionLayout(sessions, Math.Max(1, processors / sessions));
        }
    }
}
