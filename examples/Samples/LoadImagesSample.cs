using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Saliency;

namespace Samples;

/// <summary>Loads the images of a folder as data.</summary>
public static class LoadImagesSample
{
    public static void Run(TextWriter output)
    {
        var mlContext = new MLContext();
        IDataView images = mlContext.Saliency().LoadImages(Demo.Images, new ImageFolderOptions { SkipUndecodable = true });

        foreach (Row row in mlContext.Data.CreateEnumerable<Row>(images, reuseRowObject: false))
        {
            using MLImage image = row.Image!;
            output.WriteLine($"{Path.GetFileName(row.ImagePath)}: {image.Width} x {image.Height}");
        }
    }

    private sealed class Row
    {
        public string ImagePath { get; set; } = "";
        public MLImage? Image { get; set; }
    }
}
