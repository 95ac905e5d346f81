// Explains the shipped scenes in one ML.NET pipeline: images -> RISE and occlusion maps -> MoRF and LeRF curves.
// The scenes' objects are known, so the maps can be checked.

using System.Diagnostics;
using Examples;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.Saliency;
using Quickstart;

string demo = Path.Combine(AppContext.BaseDirectory, "demo");
string output = Path.Combine("artifacts", "quickstart");
Scene[] scenes = Scene.LoadAll(demo);

var mlContext = new MLContext();
mlContext.Log += (_, log) =>
{
    if (log.Kind == ChannelMessageKind.Warning)
    {
        Console.Error.WriteLine(log.Message);
    }
};

// Top(2) makes maps for the two best classes, from the same passes through the model.
using var scorer = new OnnxScorer(Path.Combine(demo, "demo.onnx"));
SaliencyTargets targets = SaliencyTargets.Top(2);
ImagePreprocessing preprocessing = KnownPreprocessing.ImageNet with { Resize = ResizeMode.Exact };
var rise = new RiseSaliencyOptions
{
    Rise = new RiseOptions { Masks = 2000, GridHeight = 8, GridWidth = 8 },
    Targets = targets,
    Preprocessing = preprocessing,
};
var occlusion = new OcclusionSaliencyOptions
{
    Occlusion = new OcclusionOptions { PatchHeight = 24, PatchWidth = 24, VerticalStride = 8, HorizontalStride = 8 },
    Targets = targets,
    Preprocessing = preprocessing,
};
var morf = new PerturbationCurveEstimatorOptions
{
    Curve = new PerturbationCurveOptions { Order = PerturbationOrder.MostRelevantFirst, Steps = PerturbationSteps.Regions(16, 16) },
};
PerturbationCurveEstimatorOptions lerf = morf with { Curve = morf.Curve with { Order = PerturbationOrder.LeastRelevantFirst } };

var pipeline = mlContext.Saliency().Rise("Rise", "Image", scorer, rise)
    .Append(mlContext.Saliency().Occlusion("Occlusion", "Image", scorer, occlusion))
    .Append(mlContext.Saliency().PerturbationCurve("Morf", "Image", "Rise", scorer, morf))
    .Append(mlContext.Saliency().PerturbationCurve("Lerf", "Image", "Rise", scorer, lerf));

IDataView images = mlContext.Saliency().LoadImages(Path.Combine(demo, "scenes", "images"));
IDataView explained = pipeline.Fit(images).Transform(images);

Console.WriteLine($"Explaining {scenes.Length} scenes on {scorer.Provider}:");
Console.WriteLine($"RISE with {rise.Rise.Masks} masks, occlusion, MoRF and LeRF curves of RISE.");
Console.WriteLine();
Console.WriteLine($"{"image",-12}{"class",-8}{"probability",12}{"hit",5}{"energy inside",15}{"MoRF",7}{"LeRF",7}{"seconds",9}");
var results = new List<Result>();
var clock = Stopwatch.StartNew();
foreach (ExplainedImage row in mlContext.Data.CreateEnumerable<ExplainedImage>(explained, reuseRowObject: false))
{
    double seconds = clock.Elapsed.TotalSeconds;
    Scene scene = scenes.Single(candidate => candidate.Image == Path.GetFileName(row.ImagePath));
    for (int t = 0; t < scene.Objects.Count; t++)
    {
        Result result = Result.Of(scene, row, t, scorer.InputShape, seconds);
        results.Add(result);
        Console.WriteLine(
            $"{result.Image,-12}{result.Target,-8}{result.Probability,12:P1}{(result.Hit ? "yes" : "no"),5}{result.EnergyInside,15:P0}" +
            $"{result.MorfAuc,7:F2}{result.LerfAuc,7:F2}{result.Seconds,9:F2}");
    }

    clock.Restart();
}

string page = Page.Write(output, results);
Console.WriteLine();
Console.WriteLine($"The maximum of the RISE map lies on the object in {results.Count(result => result.Hit)} of {results.Count} maps.");
Console.WriteLine($"Look at {page}");
