namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Time of <see cref="RiseExplainer.Explain"/> against the <see cref="BareRuns"/> that it cannot do without.</summary>
internal static class OverheadBenchmark
{
    private static readonly string[] Columns =
    [
        "model", "sessions x threads", "batch", "masks", "rounds", "bare (baseline), ms a mask", "RISE, ms a mask",
        "wall time, RISE / bare", "CPU time, RISE / bare", "bare / bare, wall", "bare / bare, CPU", "RISE / its own passes",
        "RISE without the model, CPU ms a mask",
    ];

    public static void Run(Arguments arguments)
    {
        BenchmarkModel[] models = arguments.Models("resnet50", "demo");
        int? masks = arguments.Number("masks");
        int batch = arguments.Number("batch") ?? 8, rounds = arguments.Number("rounds") ?? 7;
        arguments.RequireAllRead();

        OnnxScorerOptions[] layouts = [new() { Sessions = 1, IntraOpThreads = 2 }, new()];
        OverheadResult[] results = [
            .. from model in models
               let bytes = model.Load()
               from layout in layouts
               select Measure(model.Name, bytes, layout, masks ?? model.Masks, batch, rounds)];

        Report.Write(
            arguments,
            "One process; each round is RISE, bare, bare, RISE. A ratio is the median over the rounds, and its range. Bare: the " +
            "`InferenceSession` runs on the same number and size of batches and the one unperturbed image, in as many sessions of the " +
            "same options, all buffers bound beforehand. Bare / bare: the second bare run of a round over its first, the noise of this " +
            "machine. Its own passes: the wall time of a RISE run, times the lanes, over the time that its lanes spent in the scorer's " +
            "passes: the same passes on both sides, but with several lanes the wait for the last one counts too. Without the model: " +
            "RISE with a scorer that costs nothing, a lower bound of its own work.",
            results,
            new Table(Columns, results.Select(Row)));
    }

    private static OverheadResult Measure(string name, byte[] model, OnnxScorerOptions layout, int masks, int batch, int rounds)
    {
        var sessionThreads = new List<int>();
        using var scorer = new OnnxScorer(
            model, layout with { ConfigureSession = session => sessionThreads.Add(session.IntraOpNumThreads) });
        float[] image = BenchmarkModel.Image(scorer.InputShape);
        var options = new RiseOptions { Masks = masks, BatchSize = batch };
        var explainer = new RiseExplainer(scorer, options);
        using var bare = new BareRuns(model, sessionThreads, scorer, masks, batch, image);
        var withoutModel = new RiseExplainer(new FreeScorer(scorer), options);
        var timed = new TimedScorer(scorer);
        var timedExplainer = new RiseExplainer(timed, options);
        void Rise() => explainer.Explain(image);


        Console.WriteLine($"{name}, {scorer.Concurrency} x {sessionThreads[0]}: warm-up");
        Round.Measure(Rise, bare.Run);
        var measured = new Round[rounds];
        var own = new double[rounds];
        var passes = new double[rounds];
        for (int i = 0; i < rounds; i++)
        {
            measured[i] = Round.Measure(Rise, bare.Run);
            timed.TakeMilliseconds();
            passes[i] = Cost.Of(() => timedExplainer.Explain(image)).Wall * scorer.Concurrency / timed.TakeMilliseconds();
            own[i] = Cost.Of(() => withoutModel.Explain(image)).Cpu / masks;
            Console.WriteLine(
                $"  round {i + 1}: wall {measured[i].Ratio.Wall:F4}, CPU {measured[i].Ratio.Cpu:F4} of bare; " +
                $"bare / bare: wall {measured[i].Noise.Wall:F4}, CPU {measured[i].Noise.Cpu:F4}; own passes {passes[i]:F4}");
        }

        return new OverheadResult(
            name, scorer.InputShape.ToString(), scorer.Concurrency, sessionThreads[0], batch, masks, measured, Spread.Of(passes),
            Spread.Of(own));
    }

    private static string[] Row(OverheadResult result) =>
    [
        $"{result.Model}, {result.InputShape}", $"{result.Sessions} x {result.ThreadsPerSession}", $"{result.Batch}", $"{result.Masks}",
        $"{result.Rounds.Length}", $"{result.BareMillisecondsPerMask.Median:F3}", $"{result.RiseMillisecondsPerMask.Median:F3}",
        result.WallRatio.ToString("F3"), result.CpuRatio.ToString("F3"), result.WallNoise.ToString("F3"), result.CpuNoise.ToString("F3"),
        result.PassRatio.ToString("F3"), result.OwnMillisecondsPerMask.ToString("F3"),
    ];
}

/// <summary>One row of the overhead table.</summary>
internal sealed record OverheadResult(
    string Model, string InputShape,
    int Sessions, int ThreadsPerSession, int Batch, int Masks, Round[] Rounds, Spread PassRatio, Spread OwnMillisecondsPerMask)
{
    public Spread WallRatio => Spread.Of(Rounds.Select(round => round.Ratio.Wall));
    public Spread CpuRatio => Spread.Of(Rounds.Select(round => round.Ratio.Cpu));
    public Spread WallNoise => Spread.Of(Rounds.Select(round => round.Noise.Wall));
    public Spread CpuNoise => Spread.Of(Rounds.Select(round => round.Noise.Cpu));
    public Spread RiseMillisecondsPerMask => Spread.Of(Rounds.Select(round => round.Rise.Wall / (2 * Masks)));
    public Spread BareMillisecondsPerMask => Spread.Of(Rounds.Select(round => round.Bare.Wall / (2 * Masks)));
}
