using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>ML.NET's own LoadImages, ResizeImages and ExtractPixels before us: as good as our own preprocessing, to the bit.</summary>
[TestClass]
public sealed class BuiltInImagePipelineTests : FolderTests
{

    [TestMethod]
    public void Rise_AfterLoadImages_EqualsOurOwnLoading()
    {
        Save("a.png", 20, 30);
        Save("b.png", 9, 8);
        var options = new RiseSaliencyOptions { Rise = Rise, Preprocessing = KnownPreprocessing.ZeroToOne };
        FunctionScorer scorer = Scorer(TensorLayout.Nchw);
        IDataView files = Files("a.png", "b.png"), own = MLContext.Saliency().LoadImages(Folder);

        IDataView loaded = MLContext.Transforms.LoadImages("Image", Folder, "File").Append(MLContext.Saliency().Rise("Saliency", "Image", scorer, options))
            .Fit(files).Transform(files);

        Same(MLContext.Saliency().Rise("Saliency", "Image", scorer, options).Fit(own).Transform(own).GetColumn<float[]>("Saliency"), loaded.GetColumn<float[]>("Saliency"));
    }

    /// <summary>The pixels that ExtractPixels gives, in either layout and order of colours, against our preprocessing of the image it gave them of.</summary>
    [TestMethod]
    [DataRow(false, false)]
    [DataRow(false, true)]
    [DataRow(true, false)]
    [DataRow(true, true)]
    public void Rise_AfterResizeImagesAndExtractPixels_EqualsOurPreprocessing(bool isInterleaved, bool isBgr)
    {
        Save("a.png", 20, 30);
        Save("b.png", 9, 8);
        IDataView files = Files("a.png", "b.png");
        FunctionScorer scorer = Scorer(isInterleaved ? TensorLayout.Nhwc : TensorLayout.Nchw);
        var pixels = new ImagePreprocessing { Resize = ResizeMode.None, Divisor = 1, ChannelOrder = isBgr ? ChannelOrder.Bgr : ChannelOrder.Rgb };
        var options = new RiseSaliencyOptions { Rise = Rise, Preprocessing = pixels };
        var order = isBgr ? ImagePixelExtractingEstimator.ColorsOrder.ABGR : ImagePixelExtractingEstimator.ColorsOrder.ARGB;

        IDataView explained = MLContext.Transforms.LoadImages("Image", Folder, "File")
            .Append(MLContext.Transforms.ResizeImages("Resized", imageWidth: 8, imageHeight: 8, inputColumnName: "Image"))
            .Append(MLContext.Transforms.ExtractPixels("Pixels", "Resized", interleavePixelColors: isInterleaved, orderOfExtraction: order))
            .Append(MLContext.Saliency().Rise("OfPixels", "Pixels", scorer, options))
            .Append(MLContext.Saliency().Rise("OfImage", "Resized", scorer, options))
            .Append(MLContext.Saliency().Heatmap("Heatmap", "Resized", "OfPixels", new HeatmapOptions { Preprocessing = pixels }))
            .Fit(files).Transform(files);

        Same(explained.GetColumn<float[]>("OfImage"), explained.GetColumn<float[]>("OfPixels"));
        Assert.IsTrue(explained.GetColumn<MLImage>("Heatmap").All(image => (image.Height, image.Width) == (8, 8)));
    }

    /// <summary>ExtractPixels disposes the images of a pass, so in-memory ones serve once: a property that makes a new one each time does.</summary>
    [TestMethod]
    public void Rise_AfterExtractPixelsOfInMemoryImages_CanBeReadAgain()
    {
        IDataView data = MLContext.Data.LoadFromEnumerable(new[] { new FreshRow() });
        IDataView explained = MLContext.Transforms.ExtractPixels("Pixels", "Image")
            .Append(MLContext.Saliency().Rise("Saliency", "Pixels", Scorer(TensorLayout.Nchw), new RiseSaliencyOptions { Rise = Rise }))
            .Fit(data).Transform(data);

        Same(explained.GetColumn<float[]>("Saliency"), explained.GetColumn<float[]>("Saliency"));
    }

    /// <summary>Transparent pixels, decoded from a file: the colours that ExtractPixels sees are the ones that we see.</summary>
    [TestMethod]
    public void ToRgbImage_TransparentFile_HasTheColoursOfExtractPixels()
    {
        using (MLImage image = MLImage.CreateFromPixels(2, 1, MLPixelFormat.Rgba32, [100, 60, 20, 128, 200, 100, 50, 255]))
        {
            image.Save(PathOf("a.png"));
        }

        IDataView files = Files("a.png");
        IDataView extracted = MLContext.Transforms.LoadImages("Image", Folder, "File")
            .Append(MLContext.Transforms.ResizeImages("Image", 2, 1))
            .Append(MLContext.Transforms.ExtractPixels("Pixels", "Image", interleavePixelColors: true)).Fit(files).Transform(files);
        using MLImage decoded = MLImage.CreateFromFile(PathOf("a.png"));

        byte[] ours = decoded.ToRgbImage().Pixels;

        CollectionAssert.AreEqual(extracted.GetColumn<float[]>("Pixels").Single(), Array.ConvertAll(ours, value => (float)value));
        CollectionAssert.AreEqual(new byte[] { 200, 100, 50 }, ours[3..]);
        Assert.IsLessThanOrEqualTo(1, Math.Abs(ours[0] - 100), "The colour times its alpha, as the file was made.");
    }

    private static RiseOptions Rise { get; } = new() { Masks = 20, GridHeight = 2, GridWidth = 2 };

    private static FunctionScorer Scorer(TensorLayout layout)
    {
        float[] weights = [.. Enumerable.Range(0, 192).Select(i => MathF.Sin(i))];
        return FunctionScorer.Linear(new TensorShape(3, 8, 8, layout), weights);
    }

    private static void Same(IEnumerable<float[]> expected, IEnumerable<float[]> given)
    {
        foreach ((float[] first, float[] second) in expected.Zip(given, (first, second) => (first, second)))
        {
            CollectionAssert.AreEqual(first, second);
            Assert.AreNotEqual(first.Min(), first.Max());
        }

        Assert.AreEqual(expected.Count(), given.Count());
    }

    private IDataView Files(params string[] names) => MLContext.Data.LoadFromEnumerable(names.Select(name => new FileRow { File = name }).ToArray());

    private void Save(string name, int height, int width)
    {
        using MLImage image = Picture(height, width).ToMLImage();
        image.Save(PathOf(name));
    }

    private static RgbImage Picture(int height, int width) =>
        RgbImage.FromPixels([.. Enumerable.Range(0, height * width * 3).Select(i => (byte)(i * 37))], height, width, PixelFormat.Rgb24);

    private sealed class FileRow
    {
        public string File { get; set; } = "";
    }

    private sealed class FreshRow
    {
        private readonly RgbImage _picture = Picture(8, 8);

        [ImageType(8, 8)]
        public MLImage Image
        {
            get => _picture.ToMLImage();
            set => throw new NotSupportedException("Only read.");
        }
    }
}
