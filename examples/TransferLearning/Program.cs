// Transfer learning in ML.NET, explained: image -> pixels -> ResNet-18's features (ONNX) -> a head trained here -> RISE and occlusion maps.
// TransformerScorer takes the ONNX stage out of the fitted pipeline and runs it in batches.

using Examples;
using Microsoft.ML;
using Microsoft.ML.Saliency;
using Microsoft.ML.Transforms;

namespace TransferLearning;

/// <summary>The example.</summary>
public static class Program
{
    private const int Side = 224, PicturesOfEachObject = 12;

    private static readonly string[] Classes = ["cat", "car", "flower"];

    public static void Main() => Run(Console.Out, Path.Combine("artifacts", "transfer-learning"));

    /// <summary>Trains, explains, and writes a page into a folder.</summary>
    public static void Run(TextWriter output, string folder)
    {
        var mlContext = new MLContext(seed: 1);
        Scene[] scenes = Scene.LoadAll(AppContext.BaseDirectory);
        var random = new Random(1);
        LabeledImage[] drawn = [.. scenes.SelectMany(scene => Pictures.Draw(scene, Classes, PicturesOfEachObject, random))];

        // Held out: the scenes with one object. The head knows the object, but not its background, place and size, and what else is there.
        Scene[] others = [.. scenes.Where(scene => scene.Objects.Count == 1 && Classes.Contains(ClassOf(scene)))];
        IDataView training = mlContext.Data.LoadFromEnumerable(drawn), heldOut = mlContext.Data.LoadFromEnumerable(
            others.Select(scene => new LabeledImage { Label = ClassOf(scene), Picture = scene.Picture }).ToArray());

        var toPixels = mlContext.Transforms.ResizeImages("Resized", Side, Side, "Image")
            .Append(mlContext.Transforms.ExtractPixels("Pixels", "Resized")).Fit(training);
        IDataView pixels = toPixels.Transform(training), heldOutPixels = toPixels.Transform(heldOut);
        var model = mlContext.Transforms.Conversion.MapValueToKey("Key", "Label")
            .Append(mlContext.Transforms.DnnFeaturizeImage(
                "Features", input => input.ModelSelector.ResNet18(mlContext, input.OutputColumn, input.InputColumn), "Pixels"))
            .AppendCacheCheckpoint(mlContext)
            .Append(mlContext.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Key", "Features"))
            .Fit(pixels);
        double accuracy = mlContext.MulticlassClassification.Evaluate(model.Transform(heldOutPixels), "Key").MicroAccuracy;
        output.WriteLine(
            $"Trained on {drawn.Length} pictures of {Classes.Length} classes; accuracy on {others.Length} others: {accuracy:P0}");

        // The scorer perturbs the column "Pixels"; the classes' names come from the key column "Key".
        using var scorer = new TransformerScorer(model, pixels.Schema, "Pixels", "Score", new() { Context = mlContext });
        foreach (string decision in scorer.Decisions)
        {
            output.WriteLine(decision);
        }

        ImagePreprocessing preprocessing = TransformerScorer.PixelPreprocessing with { Resize = ResizeMode.None };
        var rise = new RiseSaliencyOptions
        {
            Preprocessing = preprocessing,
            Rise = new RiseOptions { Masks = 200, GridHeight = 7, GridWidth = 7, Baseline = KnownBaselines.ImageMean },
        };
        var occlusion = new OcclusionSaliencyOptions
        {
            Preprocessing = preprocessing,
            Occlusion = new OcclusionOptions
            {
                PatchHeight = 56,
                PatchWidth = 56,
                VerticalStride = 28,
                HorizontalStride = 28,
                Baseline = KnownBaselines.ImageMean,
            },
        };
        IDataView maps = mlContext.Saliency().Rise("Rise", "Pixels", scorer, rise)
            .Append(mlContext.Saliency().Occlusion("Occlusion", "Pixels", scorer, occlusion)).Fit(heldOutPixels).Transform(heldOutPixels);
        var results = new List<Result>();
        foreach (ExplainedImage row in mlContext.Data.CreateEnumerable<ExplainedImage>(maps, reuseRowObject: false))
        {
            Result result = ResultOf(row, others[results.Count]);
            results.Add(result);
            output.WriteLine(
                $"{result.Label}: {result.Predicted} {result.Rise.Score:P0}, maximum of RISE on the object: {(result.Hit ? "yes" : "no")}");
        }

        output.WriteLine($"Look at {Page.Write(folder, results, scorer.Decisions)}");
    }

    private static string ClassOf(Scene scene) => scene.Objects.Values.First().Class;

    private static Result ResultOf(ExplainedImage row, Scene scene)
    {
        var rise = new SaliencyMap(Side, Side, row.Rise, row.RiseTarget, row.RiseScore);
        RgbImage picture = scene.Picture;
        bool[] mask = scene.Objects.Values.First().Mask;
        bool[] enlarged = [.. Enumerable.Range(0, Side * Side).Select(pixel =>
            mask[(pixel / Side * picture.Height / Side * picture.Width) + (pixel % Side * picture.Width / Side)])];
        return new Result(
            row.Label, picture, row.RiseTargetLabel, rise, new SaliencyMap(Side, Side, row.Occlusion, row.RiseTarget, row.RiseScore),
            MapLocalization.PointsAt(rise, enlarged));
    }
}
