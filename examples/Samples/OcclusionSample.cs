using Microsoft.ML;
using Microsoft.ML.Saliency;

namespace Samples;

/// <summary>Makes occlusion maps of the two best classes from the same passes.</summary>
public static class OcclusionSample
{
    public static void Run(TextWriter output)
    {
        var mlContext = new MLContext();
        IDataView images = mlContext.Data.TakeRows(mlContext.Saliency().LoadImages(Demo.Images), 2);

        var pipeline = mlContext.Saliency().Occlusion("Saliency", "Image", Demo.Model, new OcclusionSaliencyOptions
        {
            Occlusion = new OcclusionOptions { PatchHeight = 24, PatchWidth = 24, VerticalStride = 8, HorizontalStride = 8 },
            Targets = SaliencyTargets.Top(2),
            Preprocessing = Demo.Preprocessing,
        });

        using var model = pipeline.Fit(images);
        foreach (Row row in mlContext.Data.CreateEnumerable<Row>(model.Transform(images), reuseRowObject: false))
        {
            // The maps of a row follow each other: T x H x W values.
            int length = row.Saliency.Length / row.SaliencyTarget.Length;
            for (int t = 0; t < row.SaliencyTarget.Length; t++)
            {
                float[] values = row.Saliency[(t * length)..((t + 1) * length)];
                var map = new SaliencyMap(128, 128, values, row.SaliencyTarget[t], row.SaliencyScore[t]);
                string name = Path.GetFileName(row.ImagePath);
                output.WriteLine($"{name}: {Demo.Labels[map.Target]} {map.Score:P0}, most important at {map.ArgMax()}");
            }
        }
    }

    private sealed class Row
    {
        public string ImagePath { get; set; } = "";
        public float[] Saliency { get; set; } = [];
        public int[] SaliencyTarget { get; set; } = [];
        public float[] SaliencyScore { get; set; } = [];
    }
}
