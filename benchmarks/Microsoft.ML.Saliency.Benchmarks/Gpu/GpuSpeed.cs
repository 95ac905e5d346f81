using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Passes a second, bare and of each method.</summary>
internal static class GpuSpeed
{
    private const int WarmUps = 5, MostLanes = 3;

    /// <summary>Measures one precision.</summary>
    public static IReadOnlyList<GpuSpeedResult> Measure(GpuSettings settings, ScorerPrecision precision)
    {
        var results = new List<GpuSpeedResult>();
        var bare = new Dictionary<int, double>();
        using OnnxScorer standard = settings.Open(options => options with { Precision = precision });
        if (standard.Precision != precision)
        {
            return results;
        }

        byte[] model = precision == ScorerPrecision.Half ? ToHalf(settings, standard) : settings.Content;
        foreach (int batch in settings.Batches.Append(standard.BatchSize).Distinct().Order())
        {
            bare[batch] = Bare(settings, model, standard, batch);
            Add(new GpuSpeedResult("bare (baseline)", precision, batch, 1, null, bare[batch], bare[batch]));
        }

        Add(Rise("RISE, defaults", standard));
        Add(Occlusion(standard));
        Add(Curve(standard));
        foreach (int batch in settings.Batches.Where(batch => batch != standard.BatchSize))
        {
            AddRise(options => options with { BatchSize = batch });
        }

        foreach (int lanes in Enumerable.Range(1, MostLanes).Where(lanes => lanes != standard.Concurrency))
        {
            AddRise(options => options with { Sessions = lanes });
        }

        AddRise(options => options with { MasksOnDevice = !((IMaskingScorer)standard).PrefersMasks });
        return results;

        void AddRise(Func<OnnxScorerOptions, OnnxScorerOptions> change)
        {
            using OnnxScorer scorer = settings.Open(options => change(options with { Precision = precision }));
            Add(Rise("RISE", scorer));
        }

        void Add(GpuSpeedResult result)
        {
            results.Add(result);
            Console.WriteLine(
                $"{result.What}, {result.Precision}, batch {result.Batch}, lanes {result.Lanes}: {result.PassesPerSecond:F0} passes/s");
        }

        GpuSpeedResult Result(string what, OnnxScorer scorer, long passes, Action work) => new(
            what, precision, scorer.BatchSize, scorer.Concurrency, ((IMaskingScorer)scorer).PrefersMasks,
            PassesPerSecond(settings.Rounds, passes, work),
            PassesPerSecondOf(bare, scorer.BatchSize, () => Bare(settings, model, standard, scorer.BatchSize)));

        GpuSpeedResult Rise(string what, OnnxScorer scorer)
        {
            var explainer = new RiseExplainer(scorer, new RiseOptions { Masks = settings.Masks });
            float[] image = BenchmarkModel.Image(scorer.InputShape);
            return Result(what, scorer, explainer.Passes, () => explainer.Explain(image));
        }

        GpuSpeedResult Occlusion(OnnxScorer scorer)
        {
            var explainer = new OcclusionExplainer(scorer);
            float[] image = BenchmarkModel.Image(scorer.InputShape);
            return Result("occlusion, defaults", scorer, explainer.Passes, () => explainer.Explain(image));
        }

        GpuSpeedResult Curve(OnnxScorer scorer)
        {
            var evaluator = new PerturbationCurveEvaluator(scorer, new() { Steps = PerturbationSteps.Equal(settings.Masks) });
            float[] image = BenchmarkModel.Image(scorer.InputShape);
            SaliencyMap map = new RiseExplainer(scorer, new RiseOptions { Masks = 64 }).Explain(image)[0];
            return Result("MoRF curve, defaults", scorer, evaluator.Passes, () => evaluator.Evaluate(image, map));
        }
    }

    /// <summary>Converts the model as the scorer does.</summary>
    private static byte[] ToHalf(GpuSettings settings, OnnxScorer scorer)
    {
        using var single = new InferenceSession(settings.Content);
        HalfModel half = HalfModel.TryConvert(
            settings.Content, weightsFolder: null, single, scorer.Classifier, model => new InferenceSession(model));
        return half.Model ?? throw new BenchmarkException(half.Sentence);
    }

    private static double PassesPerSecondOf(Dictionary<int, double> bare, int batch, Func<double> measure)
    {
        if (!bare.TryGetValue(batch, out double speed))
        {
            bare[batch] = speed = measure();
        }

        return speed;
    }

    private static double Bare(GpuSettings settings, byte[] model, OnnxScorer scorer, int batch)
    {
        using var device = new BareDevice(settings, model, scorer, batch);
        int runs = Math.Max(1, settings.Masks / batch);
        for (int i = 0; i < WarmUps && settings.IsDevice; i++)
        {
            device.Run();
        }

        return PassesPerSecond(settings.Rounds, (long)runs * batch, () =>
        {
            for (int i = 0; i < runs; i++)
            {
                device.Run();
            }
        });
    }

    private static double PassesPerSecond(int rounds, long passes, Action work)
    {
        work();
        return Spread.Of(Enumerable.Range(0, rounds).Select(_ => passes / (Cost.Of(work).Wall / 1000))).Median;
    }
}

/// <summary>A speed.</summary>
/// <param name="What">The method, or the bare runs.</param>
/// <param name="Batch">Images of a run.</param>
/// <param name="Lanes">Runs at the same time.</param>
/// <param name="IsOnDevice">Whether images are perturbed where the model runs; null for bare runs.</param>
/// <param name="PassesPerSecond">The median of the rounds.</param>
/// <param name="Bare">That of bare runs of the same precision and batch.</param>
internal sealed record GpuSpeedResult(
    string What, ScorerPrecision Precision, int Batch, int Lanes, bool? IsOnDevice, double PassesPerSecond, double Bare);
