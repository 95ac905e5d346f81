using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Saliency;

namespace PackageTest;

/// <summary>The packages at work in an ML.NET pipeline.</summary>
[TestClass]
public sealed class PipelineTests
{
    private static readonly string Demo = Path.Combine(AppContext.BaseDirectory, "demo");

    [TestMethod]
    public void Pipeline_SceneOfACat_PointsAtTheCatAndSavesAPicture()
    {
        var mlContext = new MLContext();
        IDataView images = mlContext.Data.TakeRows(mlContext.Saliency().LoadImages(Path.Combine(Demo, "scenes", "images")), 1);
        ImagePreprocessing preprocessing = KnownPreprocessing.ImageNet with { Resize = ResizeMode.Exact };
        var pipeline = mlContext.Saliency().Rise("Saliency", "Image", Path.Combine(Demo, "demo.onnx"), new RiseSaliencyOptions
        {
            Rise = new RiseOptions { Masks = 1000, GridHeight = 8, GridWidth = 8 },
            Preprocessing = preprocessing,
            Labels = ClassLabels.FromFile(Path.Combine(Demo, "labels.txt")),
        }).Append(mlContext.Saliency().Heatmap(
            "Heatmap", "Image", "Saliency", new HeatmapOptions { ContourShare = 0.1, Preprocessing = preprocessing }));

        using var model = pipeline.Fit(images);
        Explained row = mlContext.Data.CreateEnumerable<Explained>(model.Transform(images), reuseRowObject: false).Single();

        Assert.AreEqual("cat", row.SaliencyTargetLabel);
        (int mostRow, int mostColumn) = new SaliencyMap(128, 128, row.Saliency, row.SaliencyTarget, score: 1).ArgMax();
        RgbImage mask = RgbImage.Load(Path.Combine(Demo, "scenes", "masks", "one-01-cat.png"));
        Assert.AreEqual(255, mask.Pixels[3 * ((mostRow * 128) + mostColumn)], "The most important pixel lies on the cat.");

        string file = Path.Combine(AppContext.BaseDirectory, "heatmap.png");
        row.Heatmap!.Save(file);
        RgbImage saved = RgbImage.Load(file);
        Assert.AreEqual((128, 128), (saved.Height, saved.Width));
    }

    private sealed class Explained
    {
        public float[] Saliency { get; set; } = [];

        public int SaliencyTarget { get; set; }

        public string SaliencyTargetLabel { get; set; } = "";

        public MLImage? Heatmap { get; set; }
    }
}
