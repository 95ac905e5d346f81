using Microsoft.ML;
using Microsoft.ML.Saliency;

namespace Samples;

/// <summary>Measures how similar the maps of two methods are.</summary>
public static class CompareSample
{
    public static void Run(TextWriter output)
    {
        var mlContext = new MLContext();
        IDataView images = mlContext.Data.TakeRows(mlContext.Saliency().LoadImages(Demo.Images), 3);

        using var scorer = new OnnxScorer(Demo.Model);
        var rise = new RiseSaliencyOptions { Rise = Demo.Rise, Preprocessing = Demo.Preprocessing };
        var pipeline = mlContext.Saliency().Rise("Rise", "Image", scorer, rise)
            .Append(mlContext.Saliency().Occlusion("Occlusion", "Image", scorer, new OcclusionSaliencyOptions
            {
                Occlusion = new OcclusionOptions { PatchHeight = 24, PatchWidth = 24, VerticalStride = 8, HorizontalStride = 8 },
                Preprocessing = Demo.Preprocessing,
            }));

        IDataView explained = pipeline.Fit(images).Transform(images);
        MapComparison comparison = mlContext.Saliency().Compare(explained, SimilarityMeasure.Spearman, "Rise", "Occlusion");
        output.WriteLine($"Spearman's rank correlation of RISE and occlusion: {comparison[0, 1]}");
    }
}
