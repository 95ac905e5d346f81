namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Passes that an estimator needs for a given rank correlation with the limit; whether <c>Until</c> keeps its promise.</summary>
internal static class FidelityBenchmark
{
    // Masks of the limit map share no draw with those of the maps that are measured.
    private const ulong LimitSeed = 1_000_003;
    private const string MaskSum = "Reference, divided by the sum of masks";
    private const string Pairs = "antithetic pairs alone";
    private const string ControlVariate = "control variate alone";

    private static readonly double[] Promises = [0.9, 0.95, 0.98];

    public static void Run(Arguments arguments)
    {
        int limit = arguments.Number("limit") ?? 64_000, most = arguments.Number("most") ?? 64_000, grid = arguments.Number("grid") ?? 7;
        int count = arguments.Number("count") ?? int.MaxValue, seed = arguments.Number("seed") ?? 0;
        using var model = new FidelityModel(arguments);
        arguments.RequireAllRead();
        if ((ulong)seed == LimitSeed)
        {
            throw new ArgumentException($"--seed must differ from {LimitSeed}, that of the limit's masks.");
        }

        var options = new RiseOptions { GridHeight = grid, GridWidth = grid, Seed = (ulong)seed };
        FidelityResult[] results = [.. model.Images.Take(count).SelectMany(path => Measure(model, path, options, limit, most))];
        Report.Write(
            arguments,
            "Passes until the fidelity reaches .95 and .98: the Spearman rank correlation with the limit. The first number at which " +
            $"it does, looked at as often as the stopping rule looks (a quarter or 1024 more each time; at most {most}). The limit: " +
            $"two maps of {limit / 2} masks each, of another seed, by the default estimator; their own rank correlation, from " +
            $"{results.Min(result => result.LimitAgreement):F4} to {results.Max(result => result.LimitAgreement):F4}, is taken off " +
            $"(correction for attenuation). Grid {grid} x {grid}, keep probability 0.5, the predicted class. \"> N\" means that the " +
            "most tried were not enough: ratios then are lower bounds. The error variance is what a pass leaves of it, from each " +
            "map's own error bars, and needs no limit.",
            results,
            PassesTable(results),
            RatioTable(results),
            StopTable(results));
    }

    private static IEnumerable<FidelityResult> Measure(FidelityModel model, string path, RiseOptions options, int limitMasks, int most)
    {
        ClassifierInput input = model.Read(path);
        int target = model.Predict(input);
        RiseMasks paired = model.Masks(options, isPaired: true), independent = model.Masks(options, isPaired: false);
        var noise = new MaskNoise(paired.Rows, paired.Columns);

        RiseOptions limitOptions = options with { Seed = LimitSeed };
        var limitScores = new KeptScores(model, input, limitOptions, model.Masks(limitOptions, isPaired: true), target);
        var limit = new LimitMap(Half(0), Half(limitMasks / 2));

        EstimatorRun[] pairedRuns =
        [
            new(nameof(RiseEstimation.VarianceReduced), new RegressionEstimator(
                paired, Features(paired), RiseNormalization.MaskSum, classCount: 1, [0]), Promises),
            new(Pairs, new ReferenceEstimator(paired, RiseNormalization.MaskSum, classCount: 1, [0]), []),
        ];
        EstimatorRun[] independentRuns =
        [
            new(nameof(RiseEstimation.Reference), new ReferenceEstimator(
                independent, RiseNormalization.ExpectedMask, classCount: 1, [0]), []),
            new(MaskSum, new ReferenceEstimator(independent, RiseNormalization.MaskSum, classCount: 1, [0]), []),
            new(ControlVariate, new RegressionEstimator(
                independent, Features(independent), RiseNormalization.MaskSum, classCount: 1, [0]), []),
        ];
        Follow(pairedRuns, new KeptScores(model, input, options, paired, target), limit, noise, most);
        Follow(independentRuns, new KeptScores(model, input, options, independent, target), limit, noise, most);
        foreach (EstimatorRun run in pairedRuns.Concat(independentRuns))
        {
            var result = new FidelityResult(
                Path.GetFileName(path), target, run.Name, run.First95, run.First98, most, run.ErrorVariance, limit.Agreement, run.Stops);
            Console.WriteLine($"{result.Image}, {result.Estimator}: .95 after {Text(result.Passes95, most)}, .98 after " +
                $"{Text(result.Passes98, most)}; {string.Join(", ", run.Stops)}");
            yield return result;
        }

        float[] Half(int first)
        {
            var masks = new LaterMasks(model.Scorer.InputShape, limitOptions, first);
            var estimator = new RegressionEstimator(masks, Features(masks), RiseNormalization.MaskSum, classCount: 1, [0]);
            estimator.Add(0, limitScores.Take(first, limitMasks / 2));
            return estimator.Estimate(0).Values;
        }

    }

    private static MaskFeatures Features(RiseMasks masks) => new(new AxisModes(masks.Rows), new AxisModes(masks.Columns), masks);

    /// <summary>A run of growing length, looked at when the stopping rule would.</summary>
    private static void Follow(EstimatorRun[] runs, KeptScores scores, LimitMap limit, MaskNoise noise, int most)
    {
        for (int drawn = 0; drawn < most && runs.Any(run => !run.IsDone);)
        {
            int round = Math.Min(RiseExplainer.RoundBeforeLook(drawn), most - drawn);
            foreach (EstimatorRun run in runs)
            {
                run.Estimator.Add(drawn, scores.Take(drawn, round));
                run.Look(drawn + round, limit, noise);
            }

            drawn += round;
        }
    }

    private static Table PassesTable(FidelityResult[] results) => new(
        ["image", "estimator", "passes for .95", "passes for .98", "error variance x passes"],
        results.Select(result => new[] { result.Image, result.Estimator,
            Text(result.Passes95, result.Most), Text(result.Passes98, result.Most), result.ErrorVariance.ToString("E1") }));

    private static string Text(int? passes, int most) => passes?.ToString() ?? $"> {most}";

    /// <summary>Each image's passes over those of the default; the most that was tried where the fidelity was not reached.</summary>
    private static Table RatioTable(FidelityResult[] results)
    {
        Dictionary<string, FidelityResult> ours = results.Where(result => result.Estimator == nameof(RiseEstimation.VarianceReduced))
            .ToDictionary(result => result.Image);
        return new Table(
            ["over those of VarianceReduced",
                "passes for .95", "passes for .98", "images where .95 / .98 was not reached", "error variance x passes"],
            results.Where(result => result.Estimator != nameof(RiseEstimation.VarianceReduced))
                .GroupBy(result => result.Estimator).Select(group => new[]
            {
                group.Key,
                Ratios(group, result => result.Passes95),
                Ratios(group, result => result.Passes98),
                $"{group.Count(result => result.Passes95 is null)} / {group.Count(result => result.Passes98 is null)} of {group.Count()}",
                Spread.Of(group.Select(result => result.ErrorVariance / ours[result.Image].ErrorVariance)).ToString("F1"),
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
                    early.Length == 0 ? "" : $"{early.Count(stop => stop.True >= promise)} " +
                    $"({(double)early.Count(stop => stop.True >= promise) / early.Length:P0})",
                    early.Length == 0 ? "" : Spread.Of(early.Select(stop => (double)stop.Passes)).ToString("F0"),
                    early.Length == 0 ? "" : Spread.Of(early.Select(stop => stop.True)).ToString("F3"),
                };
            }));
    }
}

/// <summary>What one estimator needed for one image and its predicted class.</summary>
/// <param name="Passes95">Passes until the rank correlation with the limit was .95 (Passes98: .98); null if it was not reached.</param>
/// <param name="ErrorVariance">Variance of the map's error, in units of a mask cell's, times the passes: passes for a given error are
/// proportional to it.</param>
/// <param name="LimitAgreement">The rank correlation of the two maps that stand for the limit.</param>
/// <param name="Stops">Where <c>Until</c> stopped; empty for estimators of the published formula.</param>
internal sealed record FidelityResult(
    string Image, int Target,
    string Estimator, int? Passes95, int? Passes98, int Most, double ErrorVariance, double LimitAgreement, IReadOnlyList<Stop> Stops);

/// <summary>Where the stopping rule stops.</summary>
internal sealed record Stop(double Promised, int Passes, double Estimated, double True);
