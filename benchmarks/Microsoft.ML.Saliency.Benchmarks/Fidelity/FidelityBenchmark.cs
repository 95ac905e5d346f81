namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Passes that an estimator needs for a map of a given rank correlation with the limit map, and whether the stopping rule keeps its promise.</summary>
internal static class FidelityBenchmark
{
    // Masks of the limit map share no draw with those of the maps that are measured.
    private const ulong LimitSeed = 1_000_003;
    private const string MaskSum = "Reference, divided by the sum of masks";

    private static readonly double[] Promises = [0.9, 0.95, 0.98];

    public static void Run(Arguments arguments)
    {
        int limit = arguments.Number("limit") ?? 64_000, most = arguments.Number("most") ?? 64_000, grid = arguments.Number("grid") ?? 7;
        int count = arguments.Number("count") ?? int.MaxValue;
        using var model = new FidelityModel(arguments);
        arguments.RequireAllRead();

        var options = new RiseOptions { GridHeight = grid, GridWidth = grid };
        FidelityResult[] results = [.. model.Images.Take(count).SelectMany(path => Measure(model, path, options, limit, most))];
        Report.Write(
            arguments,
            $"Passes until the fidelity reaches .95 and .98: the Spearman rank correlation with the limit map, over the limit map's own fidelity. The first number at which it does, looked at as often as the stopping rule looks " +
            $"(a quarter or 1024 more each time; at most {most}). Limit map: {limit} masks of another seed, by the default estimator; its own estimated fidelity lies between " +
            $"{results.Min(result => result.LimitFidelity):F4} and {results.Max(result => result.LimitFidelity):F4}. Grid {grid} x {grid}, keep probability 0.5, the predicted class. " +
            "\"> N\" means that the most tried were not enough: ratios then are lower bounds.",
            results,
            PassesTable(results),
            RatioTable(results),
            StopTable(results));
    }

    private static IEnumerable<FidelityResult> Measure(FidelityModel model, string path, RiseOptions options, int limitMasks, int most)
    {
        ClassifierInput input = model.Read(path);
        SaliencyMap limit = new RiseExplainer(model.Scorer, options with { Masks = limitMasks, Seed = LimitSeed }).Explain(input)[0];
        var paired = new RiseMasks(model.Scorer.InputShape, options, options.KeepProbability.Value, isPaired: true);
        var independent = new RiseMasks(model.Scorer.InputShape, options, options.KeepProbability.Value, isPaired: false);
        var features = new MaskFeatures(new AxisModes(paired.Rows), new AxisModes(paired.Columns), paired);
        int classes = model.Scorer.ClassCount;
        int[] target = [limit.Target];
        EstimatorRun[] runs =
        [
            new(nameof(RiseEstimation.VarianceReduced), new RegressionEstimator(paired, features, RiseNormalization.MaskSum, classes, target), Promises),
            new(nameof(RiseEstimation.Reference), new ReferenceEstimator(independent, RiseNormalization.ExpectedMask, classes, target), []),
            new(MaskSum, new ReferenceEstimator(independent, RiseNormalization.MaskSum, classes, target), []),
        ];
        Follow(model.Scorer, input, options, paired, [runs[0]], limit, most);
        Follow(model.Scorer, input, options, independent, runs[1..], limit, most);
        foreach (EstimatorRun run in runs)
        {
            var result = new FidelityResult(Path.GetFileName(path), limit.Target, run.Name, run.First95, run.First98, most, limit.SamplingError!.Fidelity, run.Stops);
            Console.WriteLine($"{result.Image}, {result.Estimator}: .95 after {Text(result.Passes95, most)}, .98 after {Text(result.Passes98, most)}; {string.Join(", ", run.Stops)}");
            yield return result;
        }
    }

    /// <summary>One run of growing length, looked at when the stopping rule would.</summary>
    private static void Follow(OnnxScorer scorer, ClassifierInput input, RiseOptions options, RiseMasks masks, EstimatorRun[] runs, SaliencyMap limit, int most)
    {
        var noise = new MaskNoise(masks.Rows, masks.Columns);
        new PerturbationRunner(scorer, batchSize: null, threads: null).Run(
            most,
            Rounds(),
            () => masks.CreateWriter(input, options.Baseline),
            (first, scores) =>
            {
                foreach (EstimatorRun run in runs)
                {
                    run.Estimator.Add(first, scores);
                }
            },
            progress: null,
            CancellationToken.None);

        IEnumerable<int> Rounds()
        {
            for (int drawn = 0; drawn < most && runs.Any(run => !run.IsDone);)
            {
                int round = Math.Min(RiseExplainer.RoundBeforeLook(drawn), most - drawn);
                yield return round;
                drawn += round;
                Array.ForEach(runs, run => run.Look(drawn, limit, noise));
            }
        }
    }

    private static Table PassesTable(FidelityResult[] results) => new(
        ["image", "estimator", "passes for .95", "passes for .98"],
        results.Select(result => new[] { result.Image, result.Estimator, Text(result.Passes95, result.Most), Text(result.Passes98, result.Most) }));

    private static string Text(int? passes, int most) => passes?.ToString() ?? $"> {most}";

    /// <summary>Each image's passes over those of the default; where the other did not get there, the most that was tried stands for it.</summary>
    private static Table RatioTable(FidelityResult[] results)
    {
        Dictionary<string, FidelityResult> ours = results.Where(result => result.Estimator == nameof(RiseEstimation.VarianceReduced)).ToDictionary(result => result.Image);
        return new Table(
            ["passes over those of VarianceReduced", "for .95", "for .98", "images where .95 / .98 was not reached"],
            results.Where(result => result.Estimator != nameof(RiseEstimation.VarianceReduced)).GroupBy(result => result.Estimator).Select(group => new[]
            {
                group.Key,
                Ratios(group, result => result.Passes95),
                Ratios(group, result => result.Passes98),
                $"{group.Count(result => result.Passes95 is null)} / {group.Count(result => result.Passes98 is null)} of {group.Count()}",
            }));

        string Ratios(IEnumerable<FidelityResult> group, Func<FidelityResult, int?> passes)
        {
            double[] ratios = [.. group.Where(result => passes(ours[result.Image]) is not null)
                .Select(result => (double)(passes(result) ?? result.Most) / passes(ours[result.Image])!.Value)];
            return ratios.Length == 0 ? "none reached it" : Spread.Of(ratios).ToString("F1");
        }
    }

    private static Table StopTable(FidelityResult[] results)
    {
        Stop[] stops = [.. results.SelectMany(result => result.Stops)];
        int images = results.Select(result => result.Image).Distinct().Count();
        return new Table(
            ["Until(fidelity)", "stopped early", "of these, at least as promised", "passes", "true fidelity"],
            Promises.Select(promise =>
            {
                Stop[] early = [.. stops.Where(stop => stop.Promised == promise)];
                return new[]
                {
                    promise.ToString("F2"),
                    $"{early.Length} of {images}",
                    early.Length == 0 ? "" : $"{early.Count(stop => stop.True >= promise)} ({(double)early.Count(stop => stop.True >= promise) / early.Length:P0})",
                    early.Length == 0 ? "" : Spread.Of(early.Select(stop => (double)stop.Passes)).ToString("F0"),
                    early.Length == 0 ? "" : Spread.Of(early.Select(stop => stop.True)).ToString("F3"),
                };
            }));
    }
}
