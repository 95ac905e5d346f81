namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Time of a mask as one setting at a time grows.</summary>
internal static class ScalingBenchmark
{
    public static void Run(Arguments arguments)
    {
        int rounds = arguments.Number("rounds") ?? 7;
        arguments.RequireAllRead();

        var baseline = new ScalingSetting();
        ScalingResult[] results = [.. ScalingFactor.All.SelectMany(factor => Measure(factor, baseline, rounds))];
        Report.Write(
            arguments,
            $"A model of two small convolutions; {baseline.Masks} masks, {baseline.Size} x {baseline.Size}, {baseline.Classes} classes " +
            $"with a map for each, batches of {baseline.Batch}, {baseline.Threads} single-threaded session, where nothing else is " +
            $"said. A round measures every value of a table in turn; median of {rounds} rounds, and the range. The ratio is to the " +
            "setting above, in the same round. Without the model: RISE with a scorer that costs nothing. The time of the final maps " +
            "is part of both.",
            results,
            [.. results.GroupBy(result => result.Factor).Select(Table)]);
    }

    private static ScalingResult[] Measure(ScalingFactor factor, ScalingSetting baseline, int rounds)
    {
        Console.WriteLine($"{factor.Name}: {string.Join(", ", factor.Values)}");
        ScalingSetting[] settings = [.. factor.Values.Select(value => factor.With(baseline, value))];
        ScalingRun[] runs = [.. settings.Select(setting => new ScalingRun(setting))];
        try
        {
            Array.ForEach(runs, run => run.Measure());
            (Cost All, Cost Own)[][] measured = [.. Enumerable.Range(0, rounds).Select(_ => Array.ConvertAll(runs, run => run.Measure()))];
            int baselineIndex = Array.IndexOf(settings, baseline);
            return [.. settings.Select((setting, i) => new ScalingResult(
                factor.Name, factor.Get(setting), setting,
                Spread.Of(measured.Select(round => round[i].All.Wall)),
                Spread.Of(measured.Select(round => round[i].All.RelativeTo(round[baselineIndex].All).Wall)),
                Spread.Of(measured.Select(round => round[i].All.Cpu)),
                Spread.Of(measured.Select(round => round[i].Own.Cpu))))];
        }
        finally
        {
            Array.ForEach(runs, run => run.Dispose());
        }
    }

    private static Table Table(IGrouping<string, ScalingResult> results) => new(
        [results.Key, "ms a mask", "ratio to the baseline", "CPU ms a mask", "without the model, CPU ms a mask"],
        results.Select(result => new[]
        {
            $"{result.Value}", result.MillisecondsPerMask.ToString("F4"), result.Ratio.ToString("F2"),
            result.CpuMillisecondsPerMask.ToString("F4"), result.OwnMillisecondsPerMask.ToString("F4"),
        }));
}

/// <summary>One row of a scaling table: wall and CPU time of a mask, the model's pass and the final map included.</summary>
/// <param name="Factor">What was varied.</param>
/// <param name="Value">Its value.</param>
/// <param name="Ratio">Wall time in units of the baseline's in the same round.</param>
/// <param name="OwnMillisecondsPerMask">CPU time of a mask with a scorer that costs nothing.</param>
internal sealed record ScalingResult(
    string Factor, int Value, ScalingSetting Setting, Spread MillisecondsPerMask, Spread Ratio, Spread CpuMillisecondsPerMask,
    Spread OwnMillisecondsPerMask);
