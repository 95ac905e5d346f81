using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Saliency;

namespace Samples;

/// <summary>Ends a pipeline in pictures: the map over the image, with a contour around its top tenth.</summary>
public static class HeatmapSample
{
    public static void Run(TextWriter output)
    {
        var mlContext = new MLContext();
        IDataView images = mlContext.Data.TakeRows(mlContext.Saliency().LoadImages(Demo.Images), 3);
        string folder = Path.Combine(AppContext.BaseDirectory, "heatmaps");
        Directory.CreateDirectory(folder);

        var rise = new RiseSaliencyOptions { Rise = Demo.Rise, Preprocessing = Demo.Preprocessing };
        var pipeline = mlContext.Saliency().Rise("Saliency", "Image", Demo.Model, rise)
            .Append(mlContext.Saliency().Heatmap("Heatmap", "Image", "Saliency", new HeatmapOptions
            {
                ColorMap = KnownColorMaps.Inferno,
                Opacity = 0.6,
                ContourShare = 0.1,
            }));

        using var model = pipeline.Fit(images);
        foreach (Row row in mlContext.Data.CreateEnumerable<Row>(model.Transform(images), reuseRowObject: false))
        {
            using MLImage heatmap = row.Heatmap!;
            string file = Path.Combine(folder, Path.GetFileName(row.ImagePath));
            heatmap.Save(file);
            output.WriteLine(file);
        }
    }

    private sealed class Row
    {
        public string ImagePath { get; set; } = "";
        public MLImage? Heatmap { get; set; }
    }
}
