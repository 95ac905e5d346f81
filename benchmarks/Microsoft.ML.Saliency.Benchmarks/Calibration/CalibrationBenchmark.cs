using System.Collections.Concurrent;
using Microsoft.ML.Saliency.Tests;
using KeepProbabilityOption = Microsoft.ML.Saliency.KeepProbability;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Whether error bars and the stopping rule hold for several keep probabilities.</summary>
internal static class CalibrationBenchmark
{
    // Masks of the limit maps share no draw with those that are measured.
    private const ulong LimitSeed = 1_000_003;

    private static readonly KeepProbabilityOption[] Probabilities = [0.1, 0.3, 0.5, 0.8, KeepProbabilityOption.Auto];
    private static readonly double[] Promises = [0.9, 0.95, 0.98];

    private static readonly (string Name, RiseOptions Options)[] Estimators =
    [
        ("VarianceReduced", new RiseOptions()),
        ("Reference", new RiseOptions { Estimation = RiseEstimation.Reference, Normalization = RiseNormalization.ExpectedMask }),
        ("Reference, MaskSum", new RiseOptions { Estimation = RiseEstimation.Reference, Normalization = RiseNormalization.MaskSum }),
    ];

    public static void Run(Arguments arguments)
    {
        int most = arguments.Number("most") ?? 16_000, limit = arguments.Number("limit") ?? 16_000;
        int count = arguments.Number("count") ?? int.MaxValue, masks = arguments.Number("masks") ?? 1000;
        int maps = arguments.Number("maps") ?? 200;
        int? runs = arguments.Number("runs");
        if (arguments.Values.ContainsKey("onnx"))
        {
            using var model = new FidelityModel(arguments);
            arguments.RequireAllRead();
            PromiseResult[] results = [.. from path in model.Images.Take(count)
                                          from result in Photograph(model, path, runs ?? 1, limit, most)
                                          select result];
            Report.Write(arguments, PromiseText(most) +
                $" The limit: two maps of {limit} masks each, of other seeds; their own noise is taken off (correction for attenuation).",
                results, PromiseTable(results, result => "photographs"));
            return;
        }

        arguments.RequireAllRead();
        var limits = new Dictionary<double, double[][]>();
        double[][] Limits(double p)
        {
            lock (limits)
            {
                if (!limits.TryGetValue(p, out double[][]? maps))
                {
                    limits[p] = maps = new AllMasks(ClosedForm.Shape, ClosedForm.Options with { KeepProbability = p })
                        .Limits([.. ClosedForm.All.Select(form => new Func<float[], double>(mask => form.Score(mask)))]);
                }

                return maps;
            }
        }

        ErrorBarResult[] bars = [.. from form in ClosedForm.All
                                    from estimator in Estimators
                                    from p in Probabilities
                                    where !p.IsAuto
                                    select ErrorBars(form, estimator, p, masks, maps)];
        PromiseResult[] promises = [.. from f in Enumerable.Range(0, ClosedForm.All.Count)
                                       from p in Probabilities
                                       from result in ClosedFormPromises(f, p)
                                       select result];
        Report.Write(
            arguments,
            $"Four scores of a 16 x 16 image with a grid of 4 x 4, whose limit over all 2^16 grids and 16 shifts is counted out. Error " +
            $"bars: {maps} maps of {masks} masks; the reported standard error over the standard deviation between the maps, " +
            $"both as root mean squares, over all pixels and at the limit's highest pixel; 1 is right. {PromiseText(most)}",
            promises,
            new Table(
                ["score", "estimator", "p", "all pixels", "peak"],
                bars.Select(bar => new[] { bar.Form, bar.Estimator, bar.P, $"{bar.Overall:F2}", $"{bar.Peak:F2}" })),
            PromiseTable(promises, result => result.Case));

        IEnumerable<PromiseResult> ClosedFormPromises(int f, KeepProbabilityOption p)
        {
            var results = new ConcurrentBag<PromiseResult>();
            Parallel.For(0, runs ?? 200, seed =>
            {
                foreach (double promise in Promises)
                {
                    RiseOptions options = ClosedForm.Options with { KeepProbability = p, Seed = (ulong)seed, Threads = 1 };
                    var explainer = new RiseExplainer(ClosedForm.All[f].CreateScorer(), options.Until(promise, most));
                    SaliencyMap map = explainer.Explain(ClosedForm.Image)[0];
                    double[] values = Array.ConvertAll(map.Values.ToArray(), value => (double)value);
                    double truth = values.Max() > values.Min()
                        ? MapSimilarity.Spearman(values, Limits(map.SamplingError!.KeepProbability)[f])
                        : 0;
                    results.Add(new PromiseResult(ClosedForm.All[f].Name, p.ToString(), promise, map.SamplingError!, truth));
                }
            });
            return results;
        }
    }

    private static ErrorBarResult ErrorBars(
        ClosedForm form, (string Name, RiseOptions Options) estimator, KeepProbabilityOption p, int masks, int runs)
    {
        var values = new double[runs][];
        var variances = new double[runs][];
        Parallel.For(0, runs, seed =>
        {
            RiseOptions options = estimator.Options with
            {
                GridHeight = 4,
                GridWidth = 4,
                KeepProbability = p,
                Masks = masks,
                Seed = (ulong)seed,
                Threads = 1,
            };
            SaliencyMap map = new RiseExplainer(form.CreateScorer(), options).Explain(ClosedForm.Image)[0];
            values[seed] = Array.ConvertAll(map.Values.ToArray(), value => (double)value);
            variances[seed] = Array.ConvertAll(map.SamplingError!.StandardErrors.ToArray(), error => (double)error * error);
        });
        int[] pixels = [.. Enumerable.Range(0, ClosedForm.Shape.Length)];
        double[] mean = Array.ConvertAll(pixels, i => values.Average(map => map[i]));
        double[] measured = Array.ConvertAll(pixels, i => values.Sum(map => Math.Pow(map[i] - mean[i], 2)) / (runs - 1));
        double[] reported = Array.ConvertAll(pixels, i => variances.Average(map => map[i]));
        int peak = pixels.MaxBy(i => mean[i]);
        var result = new ErrorBarResult(
            form.Name, estimator.Name, p.ToString(),
            Math.Sqrt(reported.Average() / measured.Average()), Math.Sqrt(reported[peak] / measured[peak]));
        Console.WriteLine(result);
        return result;
    }

    private static IEnumerable<PromiseResult> Photograph(FidelityModel model, string path, int runs, int limitMasks, int most)
    {
        ClassifierInput input = model.Read(path);
        var limits = new Dictionary<double, LimitMap>();
        foreach (KeepProbabilityOption p in Probabilities)
        {
            for (int seed = 0; seed < runs; seed++)
            {
                foreach (double promise in Promises)
                {
                    RiseOptions options = new() { KeepProbability = p, Seed = (ulong)seed };
                    SaliencyMap map = new RiseExplainer(model.Scorer, options.Until(promise, most)).Explain(input)[0];
                    double chosen = map.SamplingError!.KeepProbability;
                    if (!limits.TryGetValue(chosen, out LimitMap? limit))
                    {
                        limits[chosen] = limit = new LimitMap(Limit(chosen, LimitSeed), Limit(chosen, LimitSeed + 1));
                    }

                    var result = new PromiseResult(
                        Path.GetFileName(path), p.ToString(), promise, map.SamplingError, limit.Fidelity(map.Values));
                    Console.WriteLine(result);
                    yield return result;
                    if (!result.Reached)
                    {
                        break;
                    }
                }
            }
        }

        float[] Limit(double p, ulong seed) => new RiseExplainer(
            model.Scorer, new RiseOptions { KeepProbability = p, Masks = limitMasks, Seed = seed }).Explain(input)[0].Values.ToArray();
    }

    private static string PromiseText(int most) =>
        $"Promises: of the maps that `Until` stopped within {most} masks, how many have the true fidelity that it promised; in brackets, " +
        "the lowest true fidelity, and the share of runs that were stopped. \"auto\" is `KeepProbability.Auto`.";

    private static Table PromiseTable(PromiseResult[] results, Func<PromiseResult, string> name) => new(
        ["score", "p", .. Promises.Select(promise => $"Until({promise:F2})")],
        results.GroupBy(result => (Name: name(result), result.P)).Select(group => new[]
        {
            group.Key.Name, group.Key.P,
        }.Concat(Promises.Select(promise =>
        {
            PromiseResult[] all = [.. group.Where(result => result.Promise == promise)];
            PromiseResult[] reached = [.. all.Where(result => result.Reached)];
            return reached.Length == 0
                ? "none stopped"
                : $"{reached.Count(result => result.Truth >= promise)} of {reached.Length} ({reached.Min(result => result.Truth):F3}, " +
                  $"{(double)reached.Length / all.Length:P0})";
        })).ToArray()));
}

/// <summary>Reported over measured standard error.</summary>
internal sealed record ErrorBarResult(string Form, string Estimator, string P, double Overall, double Peak);

/// <summary>One run of the stopping rule.</summary>
internal sealed record PromiseResult(string Case, string P, double Promise, bool Reached, int Passes, double Reported, double Truth)
{
    public PromiseResult(string name, string p, double promise, SamplingError error, double truth)
        : this(name, p, promise, error.Stop == RiseStop.FidelityReached, error.Passes, error.FidelityLowerBound, truth)
    {
    }
}
