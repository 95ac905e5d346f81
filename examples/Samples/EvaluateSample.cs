using Microsoft.ML;
using Microsoft.ML.Saliency;

namespace Samples;

/// <summary>Measures the quality of maps over a data set, each number with its standard error.</summary>
public static class EvaluateSample
{
    public static void Run(TextWriter output)
    {
        var mlContext = new MLContext();
        IDataView images = mlContext.Data.TakeRows(mlContext.Saliency().LoadImages(Demo.Images), 3);

        using var scorer = new OnnxScorer(Demo.Model);
        var options = new RiseSaliencyOptions { Rise = Demo.Rise, Preprocessing = Demo.Preprocessing };
        IDataView explained = mlContext.Saliency().Rise("Saliency", "Image", scorer, options).Fit(images).Transform(images);

        SaliencyMetrics metrics = mlContext.Saliency().Evaluate(explained, scorer);
        output.WriteLine($"MoRF {metrics.MorfAuc}");
        output.WriteLine($"LeRF {metrics.LerfAuc}");
        output.WriteLine($"deletion {metrics.DeletionAuc}");
        output.WriteLine($"insertion {metrics.InsertionAuc}");
    }
}
