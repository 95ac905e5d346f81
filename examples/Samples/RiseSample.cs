using Microsoft.ML;
using Microsoft.ML.Saliency;

namespace Samples;

/// <summary>Makes RISE maps of the predicted classes.</summary>
public static class RiseSample
{
    public static void Run(TextWriter output)
    {
        var mlContext = new MLContext();
        IDataView images = mlContext.Data.TakeRows(mlContext.Saliency().LoadImages(Demo.Images), 3);

        var pipeline = mlContext.Saliency().Rise("Saliency", "Image", Demo.Model, new RiseSaliencyOptions
        {
            Rise = Demo.Rise,
            Preprocessing = Demo.Preprocessing,
            Labels = Demo.Labels,
        });

        using var model = pipeline.Fit(images);
        foreach (Row row in mlContext.Data.CreateEnumerable<Row>(model.Transform(images), reuseRowObject: false))
        {
            var map = new SaliencyMap(128, 128, row.Saliency, row.SaliencyTarget, row.SaliencyScore);
            string name = Path.GetFileName(row.ImagePath);
            output.WriteLine($"{name}: {row.SaliencyTargetLabel} {row.SaliencyScore:P0}, most important at {map.ArgMax()}");
        }
    }

    private sealed class Row
    {
        public string ImagePath { get; set; } = "";
        public float[] Saliency { get; set; } = [];
        public int SaliencyTarget { get; set; }
        public float SaliencyScore { get; set; }
        public string SaliencyTargetLabel { get; set; } = "";
    }
}
