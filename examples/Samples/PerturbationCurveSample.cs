using Microsoft.ML;
using Microsoft.ML.Saliency;

namespace Samples;

/// <summary>Measures how the score falls while the image is removed, most relevant (MoRF) or least relevant part first (LeRF).</summary>
public static class PerturbationCurveSample
{
    public static void Run(TextWriter output)
    {
        var mlContext = new MLContext();
        IDataView images = mlContext.Data.TakeRows(mlContext.Saliency().LoadImages(Demo.Images), 2);

        using var scorer = new OnnxScorer(Demo.Model);
        var morf = new PerturbationCurveEstimatorOptions
        {
            Curve = new PerturbationCurveOptions { Order = PerturbationOrder.MostRelevantFirst, Steps = PerturbationSteps.Regions(16, 16) },
        };
        PerturbationCurveEstimatorOptions lerf = morf with { Curve = morf.Curve with { Order = PerturbationOrder.LeastRelevantFirst } };
        var rise = new RiseSaliencyOptions { Rise = Demo.Rise, Preprocessing = Demo.Preprocessing };
        var pipeline = mlContext.Saliency().Rise("Saliency", "Image", scorer, rise)
            .Append(mlContext.Saliency().PerturbationCurve("Morf", "Image", "Saliency", scorer, morf))
            .Append(mlContext.Saliency().PerturbationCurve("Lerf", "Image", "Saliency", scorer, lerf));

        foreach (Row row in mlContext.Data.CreateEnumerable<Row>(pipeline.Fit(images).Transform(images), reuseRowObject: false))
        {
            string name = Path.GetFileName(row.ImagePath);
            output.WriteLine($"{name}: area under MoRF {row.MorfAuc:F2}, under LeRF {row.LerfAuc:F2}, {row.Morf.Length} points");
        }
    }

    private sealed class Row
    {
        public string ImagePath { get; set; } = "";
        public float[] Morf { get; set; } = [];
        public float MorfAuc { get; set; }
        public float LerfAuc { get; set; }
    }
}
