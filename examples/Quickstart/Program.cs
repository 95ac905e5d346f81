// Explains the shipped scenes: images -> RISE saliency maps, in one ML.NET pipeline. The scenes' objects are known, so the maps can be checked.

using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Saliency;
using Quickstart;

string demo = Path.Combine(AppContext.BaseDirectory, "demo");
string output = Path.Combine("artifacts", "quickstart");
Scene[] scenes = Scene.LoadAll(demo);

// The pipeline. Top(2) makes maps for the two best classes, from the same passes through the model.
var mlContext = new MLContext();
mlContext.Log += (_, log) =>
{
    if (log.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning)
    {
        Console.Error.WriteLine(log.Message);
    }
};
var scorer = new OnnxScorer(Path.Combine(demo, "demo.onnx"));
RiseSaliencyEstimator pipeline = mlContext.Saliency().Rise("Saliency", "Image", scorer, new RiseSaliencyOptions
{
    Rise = new RiseOptions { Masks = 2000, GridHeight = 8, GridWidth = 8 },
    Targets = SaliencyTargets.Top(2),
    Preprocessing = KnownPreprocessing.ImageNet with { Resize = ResizeMode.Exact },
});

IDataView images = mlContext.Saliency().LoadImages(Path.Combine(demo, "scenes", "images"));
IDataView explained = pipeline.Fit(images).Transform(images);

// Read the rows: each is explained when it is read.
Console.WriteLine($"Explaining {scenes.Length} scenes with {scorer.Provider}, 2000 masks each.");
Console.WriteLine();
Console.WriteLine($"{"image",-12}{"class",-10}{"probability",12}{"hit",6}{"energy inside",15}{"seconds",9}");
var results = new List<Result>();
var clock = Stopwatch.StartNew();
foreach (ExplainedImage row in mlContext.Data.CreateEnumerable<ExplainedImage>(explained, reuseRowObject: false))
{
    double seconds = clock.Elapsed.TotalSeconds;
    Scene scene = scenes.Single(candidate => candidate.Image == Path.GetFileName(row.ImagePath));
    foreach (SaliencyMap map in row.Maps(scorer.InputShape).Take(scene.Objects.Count))
    {
        Result result = Result.Of(scene, map, seconds);
        results.Add(result);
        Console.WriteLine(
            $"{result.Image,-12}{result.Target,-10}{result.Probability,12:P1}{(result.Hit ? "yes" : "no"),6}{result.EnergyInside,15:P0}{result.Seconds,9:F2}");
    }

    clock.Restart();
}

scorer.Dispose();
string page = Page.Write(output, results);
Console.WriteLine();
Console.WriteLine($"The maximum lies on the object in {results.Count(result => result.Hit)} of {results.Count} maps.");
Console.WriteLine($"Look at {page}");

namespace Quickstart
{
    /// <summary>What is read of a row.</summary>
    internal sealed class ExplainedImage
    {
        public string ImagePath { get; set; } = "";

        /// <summary>The maps of all targets, one after the other.</summary>
        public float[] Saliency { get; set; } = [];

        public int[] SaliencyTarget { get; set; } = [];

        public float[] SaliencyScore { get; set; } = [];

        public IEnumerable<SaliencyMap> Maps(TensorShape shape)
        {
            int length = shape.Height * shape.Width;
            return SaliencyTarget.Select((target, t) =>
                new SaliencyMap(shape.Height, shape.Width, Saliency[(t * length)..((t + 1) * length)], target, SaliencyScore[t]));
        }
    }
}
