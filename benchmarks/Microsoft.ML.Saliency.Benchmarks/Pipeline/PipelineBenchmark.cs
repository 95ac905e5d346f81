using Microsoft.ML.Data;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Time of a row in a pipeline, read and predicted, against the engine's call; and whether memory stays flat.</summary>
internal static class PipelineBenchmark
{
    private static readonly string[] Columns =
    [
        "each row", "rows", "rounds", "engine (baseline), CPU µs a row", "pipeline, CPU µs a row", "CPU time, pipeline / engine",
        "CPU time, PredictionEngine / engine", "engine / engine", "growth of live memory, kB",
    ];

    public static void Run(Arguments arguments)
    {
        int rows = arguments.Number("rows") ?? 10_000, rounds = arguments.Number("rounds") ?? 5;
        arguments.RequireAllRead();

        PipelineResult[] results = [.. PipelineSetting.All.Select(setting => Measure(setting, rows, rounds))];
        Report.Write(
            arguments,
            "One process, a scorer that costs nothing: what is left is the method's own work and the pipeline's. Each round is " +
            "pipeline, engine, engine, pipeline, then the same with a `PredictionEngine`; all over the same rows. A ratio is the " +
            "median over the rounds of the round's ratio, and its range. Engine / engine: the second run of a round over its first, " +
            "the noise of this machine. Live memory: bytes alive at the last row less those alive at a tenth of the rows.",
            results,
            new Table(Columns, results.Select(Row)));
    }

    private static PipelineResult Measure(PipelineSetting setting, int rows, int rounds)
    {
        var mlContext = new MLContext();
        FreeScorer scorer = setting.CreateScorer();
        IExplainer explainer = setting.CreateExplainer(scorer);
        float[] image = BenchmarkModel.Image(setting.Shape);
        PipelineRow[] objects = [
            .. Enumerable.Range(0, rows).Select(i => new PipelineRow { Pixels = [.. image.Select(value => value + i)] })];
        SchemaDefinition schema = SchemaDefinition.Create(typeof(PipelineRow));
        schema[nameof(PipelineRow.Pixels)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, setting.Shape.Length);
        IDataView data = mlContext.Data.LoadFromEnumerable(objects, schema);
        ITransformer transformer = setting.CreateEstimator(mlContext.Saliency(), scorer).Fit(data);
        IDataView explained = transformer.Transform(data);
        using PredictionEngine<PipelineRow, PipelinePrediction> predictions =
            mlContext.Model.CreatePredictionEngine<PipelineRow, PipelinePrediction>(transformer, inputSchemaDefinition: schema);

        void CallEngine() => Array.ForEach(objects, row => explainer.Explain(row.Pixels));
        void ReadView() => Read(explained, _ => { });
        void Predict()
        {
            var prediction = new PipelinePrediction();
            Array.ForEach(objects, row => predictions.Predict(row, ref prediction));
        }

        Console.WriteLine($"{setting.Name}: warm-up");
        Round.Measure(ReadView, CallEngine);
        Cost.Of(Predict);
        var view = new Round[rounds];
        var predicted = new Round[rounds];
        for (int i = 0; i < rounds; i++)
        {
            view[i] = Round.Measure(ReadView, CallEngine);
            predicted[i] = Round.Measure(Predict, CallEngine);
            Console.WriteLine($"  round {i + 1}: pipeline {view[i].Ratio.Cpu:F3}, predictions {predicted[i].Ratio.Cpu:F3} of the engine; " +
                $"engine / engine {view[i].Noise.Cpu:F3}");
        }

        return new PipelineResult(setting.Name, rows, view, predicted, GrowthInKilobytes(explained, rows));
    }

    private static double GrowthInKilobytes(IDataView explained, int rows)
    {
        long early = 0, late = 0;
        Read(explained, position =>
        {
            if (position == rows / 10)
            {
                early = GC.GetTotalMemory(forceFullCollection: true);
            }

            if (position == rows - 1)
            {
                late = GC.GetTotalMemory(forceFullCollection: true);
            }
        });
        return (late - early) / 1000.0;
    }

    private static void Read(IDataView explained, Action<long> atRow)
    {
        DataViewSchema.Column column = explained.Schema[nameof(PipelinePrediction.Saliency)];
        using DataViewRowCursor cursor = explained.GetRowCursor([column]);
        ValueGetter<VBuffer<float>> getMap = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> map = default;
        while (cursor.MoveNext())
        {
            getMap(ref map);
            atRow(cursor.Position);
        }
    }

    private static string[] Row(PipelineResult result) =>
    [
        result.Method, $"{result.Rows}", $"{result.View.Length}", $"{result.EngineMicroseconds.Median:F1}",
        $"{result.ViewMicroseconds.Median:F1}", result.ViewRatio.ToString("F2"), result.PredictionRatio.ToString("F2"),
        result.Noise.ToString("F2"), $"{result.GrowthKilobytes:F1}",
    ];
}

/// <summary>One row of the pipeline table.</summary>
/// <param name="Method">What is done for each row of data.</param>
/// <param name="View">Rounds of reading the transformed data against the engine's calls.</param>
/// <param name="Predictions">Rounds of predictions, one by one, against the engine's calls.</param>
/// <param name="GrowthKilobytes">Live memory at the last row less that at a tenth of the rows.</param>
internal sealed record PipelineResult(string Method, int Rows, Round[] View, Round[] Predictions, double GrowthKilobytes)
{
    public Spread EngineMicroseconds => Spread.Of(View.Select(round => 1000 * round.Bare.Cpu / (2 * Rows)));
    public Spread ViewMicroseconds => Spread.Of(View.Select(round => 1000 * round.Rise.Cpu / (2 * Rows)));
    public Spread ViewRatio => Spread.Of(View.Select(round => round.Ratio.Cpu));
    public Spread PredictionRatio => Spread.Of(Predictions.Select(round => round.Ratio.Cpu));
    public Spread Noise => Spread.Of(View.Select(round => round.Noise.Cpu));
}
