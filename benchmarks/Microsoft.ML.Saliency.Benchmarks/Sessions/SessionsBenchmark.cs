namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Several sessions of few threads against one of many, on a quiet and on a busy machine, with what they cost in memory.</summary>
internal static class SessionsBenchmark
{
    /// <summary>Explains one image in this process and prints its peak working set in bytes.</summary>
    public const string MemoryVerb = "sessions-memory";

    /// <summary>Keeps one core busy.</summary>
    public const string LoadVerb = "sessions-load";


    private const int MasksForMemory = 64;

    private static readonly string[] Columns =
        ["model", "sessions x threads", "other busy threads", "ms a mask", "speed, ratio to one session", "peak memory, MiB"];

    public static void Run(Arguments arguments)
    {
        BenchmarkModel[] models = arguments.Models("resnet50", "demo");
        int rounds = arguments.Number("rounds") ?? 7;
        arguments.RequireAllRead();

        SessionsResult[] results = [.. models.SelectMany(model => Measure(model, rounds))];
        Report.Write(
            arguments,
            "RISE with the default settings in one process; a round runs every layout in turn, forwards and backwards. One session of " +
            "all threads is the baseline; a ratio above 1 is faster. The busy machine has one more process for each processor, which " +
            $"computes on one thread. Median of {rounds} rounds, and the range. Memory: peak working set of a process of its own, " +
            $"{MasksForMemory} masks.",
            results,
            new Table(Columns, results.Select(Row)));
    }

    public static void RunForMemory(Arguments arguments)
    {
        var layout = new SessionLayout(arguments.Number("sessions") ?? 1, arguments.Number("threads") ?? 1);
        using var scorer = new OnnxScorer(arguments.Text("file"), layout.Options);
        new RiseExplainer(scorer, new RiseOptions { Masks = MasksForMemory }).Explain(BenchmarkModel.Image(scorer.InputShape));
        ChildProcess.PrintPeak();
    }

    public static void RunAsLoad(Arguments arguments) => BusyMachine.Run();

    private static List<SessionsResult> Measure(BenchmarkModel model, int rounds)
    {
        byte[] bytes = model.Load();
        SessionLayout usual = SessionLayout.DefaultOf(bytes);
        double[] memory = PeakMemory(bytes);
        OnnxScorer[] scorers = [.. SessionLayout.All.Select(layout => new OnnxScorer(bytes, layout.Options))];
        try
        {
            float[] image = BenchmarkModel.Image(scorers[0].InputShape);
            Action[] runs = [.. scorers.Select(scorer => new RiseExplainer(scorer, new RiseOptions { Masks = model.Masks }))
                .Select(explainer => new Action(() => explainer.Explain(image)))];
            var results = new List<SessionsResult>();
            foreach (int busy in new[] { 0, Environment.ProcessorCount })
            {
                using var load = new BusyMachine(busy, LoadVerb);
                Array.ForEach(runs, run => run());
                double[][] measured = [.. Enumerable.Range(0, rounds).Select(_ => Round(runs))];
                results.AddRange(SessionLayout.All.Select((layout, i) => new SessionsResult(
                    model.Name, layout, layout == usual, busy, Spread.Of(measured.Select(round => round[i] / model.Masks)),
                    Spread.Of(measured.Select(round => round[0] / round[i])), memory[i])));
                Console.WriteLine($"{model.Name}, {busy} other busy threads: done");
            }

            return results;
        }
        finally
        {
            Array.ForEach(scorers, scorer => scorer.Dispose());
        }
    }

    /// <summary>Milliseconds of each: forwards and backwards, so that a machine that grows slower or faster favors none.</summary>
    private static double[] Round(Action[] runs)
    {
        double[] there = Array.ConvertAll(runs, run => Cost.Of(run).Wall);
        double[] back = [.. runs.Reverse().Select(run => Cost.Of(run).Wall).Reverse()];
        return [.. there.Zip(back, (first, second) => (first + second) / 2)];
    }

    private static double[] PeakMemory(byte[] model) => BenchmarkModel.InFile(model, file => SessionLayout.All.Select(
        layout => ChildProcess.PeakMebibytes(
            MemoryVerb, "--file", file, "--sessions", $"{layout.Sessions}", "--threads", $"{layout.Threads}")).ToArray());

    private static string[] Row(SessionsResult result) =>
    [
        result.Model, result.IsDefault ? $"{result.Layout} (default)" : $"{result.Layout}", $"{result.BusyThreads}",
        result.MillisecondsPerMask.ToString("F3"), result.Speed.ToString("F3"), $"{result.PeakMebibytes:F0}",
    ];
}

/// <summary>One row of the sessions table: wall time of a mask, and the peak working set of a process that explains one image so.</summary>
/// <param name="IsDefault">Whether the scorer chooses this layout unasked.</param>
/// <param name="BusyThreads">Threads of other processes that kept the machine busy.</param>
/// <param name="Speed">Masks a second, in units of one session of all threads in the same round.</param>
internal sealed record SessionsResult(
    string Model, SessionLayout Layout, bool IsDefault, int BusyThreads, Spread MillisecondsPerMask, Spread Speed, double PeakMebibytes);

/// <summary>How the cores are used.</summary>
internal sealed record SessionLayout(int Sessions, int Threads)
{
    /// <summary>1, 2, 4 ... sessions that share all processors; the first, one session of all threads, is the baseline.</summary>
    public static SessionLayout[] All { get; } = [.. Machine.PowersOfTwo().Select(
        sessions => new SessionLayout(sessions, Environment.ProcessorCount / sessions))];

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
}
