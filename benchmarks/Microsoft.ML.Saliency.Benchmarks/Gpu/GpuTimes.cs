using Microsoft.ML.Data;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>What a user waits for, and what stays on the card.</summary>
internal static class GpuTimes
{
    private const int FewPasses = 150;

    /// <summary>Measures the first map, later ones, a pipeline, and the card's memory over many maps.</summary>
    public static IReadOnlyList<GpuFigure> Measure(GpuSettings settings)
    {
        var figures = new List<GpuFigure>();
        long start = Stopwatch.GetTimestamp();
        using OnnxScorer scorer = settings.Open();
        Add("loading the model", Stopwatch.GetElapsedTime(start).TotalMilliseconds, "ms");
        float[] image = BenchmarkModel.Image(scorer.InputShape);
        var few = new RiseExplainer(scorer, new RiseOptions { Masks = FewPasses - 1 });
        Add($"first map, {few.Passes} passes", Cost.Of(() => few.Explain(image)).Wall, "ms");
        double warm = Spread.Of(Enumerable.Range(0, 3 + settings.Rounds).Select(_ => Cost.Of(() => few.Explain(image)).Wall)).Median;
        Add($"map of {few.Passes} passes, warm", warm, "ms");
        Add("rows of an ML.NET pipeline with MLContext.GpuDeviceId, as a share of the engine's speed", Pipeline(settings, scorer), "");
        AddMemory();
        return figures;

        void AddMemory()
        {
            int device = settings.Options.GpuDeviceId ?? 0;
            double? before = settings.IsDevice ? GpuCard.UsedMebibytes(device) : null;
            for (int i = 0; i < settings.Maps; i++)
            {
                few.Explain(image);
            }

            if (before is double used && GpuCard.UsedMebibytes(device) is double after)
            {
                Add($"memory on the card after {settings.Maps} more maps, over that before", after - used, "MiB");
            }
            else
            {
                Console.WriteLine("The card's memory was not measured: there is no nvidia-smi, or no card.");
            }
        }

        void Add(string what, double value, string unit)
        {
            figures.Add(new GpuFigure(what, value, unit));
            Console.WriteLine($"{what}: {value:G3} {unit}");
        }
    }

    private static double Pipeline(GpuSettings settings, OnnxScorer scorer)
    {
        const int Rows = 3;
        var rise = new RiseOptions { Masks = Math.Max(1, settings.Masks / 2) };
        float[] image = BenchmarkModel.Image(scorer.InputShape);
        SchemaDefinition schema = SchemaDefinition.Create(typeof(PipelineRow));
        schema[nameof(PipelineRow.Pixels)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, image.Length);
        var mlContext = new MLContext();
        if (settings.IsDevice)
        {
            mlContext.GpuDeviceId = settings.Options.GpuDeviceId ?? 0;
            mlContext.SetSaliencyProviders(settings.Provider);
        }

        PipelineRow[] rows = [.. Enumerable.Range(0, Rows).Select(i => new PipelineRow { Pixels = [.. image.Select(value => value + i)] })];
        IDataView data = mlContext.Data.LoadFromEnumerable(rows, schema);
        return BenchmarkModel.InFile(settings.Content, file =>
        {
            OnnxScorerOptions plain = settings.Options with { Providers = null, GpuDeviceId = null };
            RiseSaliencyEstimator estimator = mlContext.Saliency().Rise(
                nameof(PipelinePrediction.Saliency), nameof(PipelineRow.Pixels), file,
                new RiseSaliencyOptions { Rise = rise, Scorer = plain });
            using RiseSaliencyTransformer transformer = estimator.Fit(data);
            IDataView explained = transformer.Transform(data);
            var explainer = new RiseExplainer(scorer, rise);
            void Read() => _ = explained.GetColumn<float[]>(nameof(PipelinePrediction.Saliency)).Count();
            void Engine() => Array.ForEach(rows, row => explainer.Explain(row.Pixels));
            Round.Measure(Read, Engine);
            return 1 / Spread.Of(Enumerable.Range(0, settings.Rounds).Select(_ => Round.Measure(Read, Engine).Ratio.Wall)).Median;
        });
    }
}

/// <summary>One figure.</summary>
internal sealed record GpuFigure(string What, double Value, string Unit);
