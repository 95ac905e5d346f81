using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Onnx;
using OnnxModels;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>A ResNet-18 fixed to batches of one image, and a head that ML.NET trained on its outputs: the passes of a map in batches, and
/// ML.NET's own rows, against the bare session of the ResNet-18 alone, one image at a time.</summary>
internal static class ChainBenchmark
{
    private const int Seed = 1, Classes = 3;
    private static readonly TensorShape Shape = new(3, 224, 224);

    public static void Run(Arguments arguments)
    {
        int images = arguments.Number("images") ?? 65, rounds = arguments.Number("rounds") ?? 7;
        arguments.RequireAllRead();

        string file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "resnet18.onnx");
        try
        {
            ChainResult result = Measure(FixedToOneImage(file), images, rounds);
            Report.Write(
                arguments,
                "Images a second. A round is chain, bare, bare, chain, once in batches and once in ML.NET's rows; a ratio of speeds is " +
                "the median over the rounds, and its range. Bare: an `InferenceSession` with default options, which runs the ResNet-18 " +
                "without the head. In batches: `RiseExplainer` over a `TransformerScorer`. Bare / bare: the second run of a round over " +
                $"its first, the noise of this machine. Scores in batches differ from ML.NET's by at most {result.Difference:0.0e+0}.",
                [result],
                new Table(
                    ["images", "bare (baseline), images/s", "in batches / bare", "ML.NET's rows / bare", "bare / bare"],
                    [
                        [
                            $"{images}", $"{Spread.Of(result.Batches.Select(round => 2000 * images / round.Bare.Wall)).Median:F1}",
                            Spread.Of(result.Batches.Select(round => 1 / round.Ratio.Wall)).ToString("F2"),
                            Spread.Of(result.Rows.Select(round => 1 / round.Ratio.Wall)).ToString("F2"),
                            Spread.Of(result.Batches.Select(round => round.Noise.Wall)).ToString("F2"),
                        ],
                    ]));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    private static ChainResult Measure(string file, int images, int rounds)
    {
        var mlContext = new MLContext(Seed);
        using var session = new InferenceSession(file);
        (string input, string output) = (session.InputNames[0], session.OutputNames[0]);
        float[] image = BenchmarkModel.Image(Shape);
        IDataView data = mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, images).Select(i => new ChainRow
        {
            Pixels = [.. image.Select(value => value * (i + 1) / images)],
            Label = $"{i % Classes}",
        }));
        var chain = mlContext.Transforms.CopyColumns(input, nameof(ChainRow.Pixels))
            .Append(mlContext.Transforms.ApplyOnnxModel(output, input, file))
            .Append(mlContext.Transforms.Conversion.MapValueToKey("Key", nameof(ChainRow.Label)))
            .AppendCacheCheckpoint(mlContext)
            .Append(mlContext.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Key", output));
        var fitted = chain.Fit(data);
        using var scorer = new TransformerScorer(fitted, data.Schema, nameof(ChainRow.Pixels), "Score");
        Console.WriteLine(string.Join(' ', scorer.Decisions));
        var explainer = new RiseExplainer(scorer, new RiseOptions { Masks = images - 1 });

        using OrtValue value = OrtValue.CreateTensorValueFromMemory(image, [1, Shape.Channels, Shape.Height, Shape.Width]);
        using var options = new RunOptions();
        void Bare()
        {
            for (int i = 0; i < images; i++)
            {
                session.Run(options, [input], [value], [output]).Dispose();
            }
        }

        void InBatches() => explainer.Explain(image);
        float[][] InRows() => [.. fitted.Transform(data).GetColumn<float[]>("Score")];

        Round.Measure(InBatches, Bare);
        var (batches, rows) = (new Round[rounds], new Round[rounds]);
        for (int i = 0; i < rounds; i++)
        {
            batches[i] = Round.Measure(InBatches, Bare);
            rows[i] = Round.Measure(() => InRows(), Bare);
            Console.WriteLine(
                $"  round {i + 1}: in batches {1 / batches[i].Ratio.Wall:F2}, ML.NET's rows {1 / rows[i].Ratio.Wall:F2} of bare");
        }

        float[] expected = [.. InRows().SelectMany(scores => scores)];
        IEnumerable<ChainRow> all = mlContext.Data.CreateEnumerable<ChainRow>(data, reuseRowObject: false);
        return new ChainResult(images, batches, rows, ScoreAll(scorer, all).Zip(expected, (left, right) => Math.Abs(left - right)).Max());
    }

    private static List<float> ScoreAll(TransformerScorer scorer, IEnumerable<ChainRow> rows)
    {
        using IScorerBatch batch = scorer.CreateBatch(scorer.BatchSize);
        var scores = new List<float>();
        foreach (ChainRow[] some in rows.Chunk(scorer.BatchSize))
        {
            for (int i = 0; i < some.Length; i++)
            {
                some[i].Pixels.CopyTo(batch.Inputs[(i * Shape.Length)..]);
            }

            scores.AddRange(batch.Score(some.Length));
        }

        return scores;
    }

    private static string FixedToOneImage(string file)
    {
        var model = ModelProto.Parser.ParseFrom(ResNet.ResNet18(Seed));
        foreach (ValueInfoProto value in model.Graph.Input.Concat(model.Graph.Output))
        {
            value.Type.TensorType.Shape.Dim[0] = new() { DimValue = 1 };
        }

        File.WriteAllBytes(file, Google.Protobuf.MessageExtensions.ToByteArray(model));
        return file;
    }
}

/// <summary>What a pipeline with an ONNX stage takes in batches and in ML.NET's rows.</summary>
internal sealed record ChainResult(int Images, Round[] Batches, Round[] Rows, float Difference);

/// <summary>A row of the training data.</summary>
internal sealed class ChainRow
{
    [VectorType(3, 224, 224)]
    public float[] Pixels { get; set; } = [];
    public string Label { get; set; } = "";
}
