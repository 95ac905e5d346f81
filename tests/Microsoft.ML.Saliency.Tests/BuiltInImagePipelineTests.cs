namespace Microsoft.ML.Saliency.Tests;

/// <summary>ML.NET's own LoadImages, ResizeImages and ExtractPixels before us: as good as our own preprocessing, to the bit.</summary>
[TestClass]
public sealed class BuiltInImagePipelineTests : FolderTests
{

    [TestMethod]
    public void Rise_AfterLoadImages_EqualsOurOwnLoading()
    {
        Picture(20, 30).Save(PathOf("a.png"));
        Picture(9, 8).Save(PathOf("b.png"));
        var options = new RiseSaliencyOptions { Rise = Rise, Preprocessing = KnownPreprocessing.ZeroToOne };
        FunctionScorer scorer = Scorer(TensorLayout.Nchw);
        IDataView files = Files("a.png", "b.png"), own = MLContext.Saliency().LoadImages(Folder);

        RiseSaliencyEstimator rise = MLContext.Saliency().Rise("Saliency", "Image", scorer, options);
        IDataView loaded = MLContext.Transforms.LoadImages("Image", Folder, "File").Append(rise).Fit(files).Transform(files);

        Same(rise.Fit(own).Transform(own).GetColumn<float[]>("Saliency"), loaded.GetColumn<float[]>("Saliency"));
    }

    /// <summary>The pixels of ExtractPixels, in either layout and order of colors, against our preprocessing of the same image.</summary>
    [TestMethod]
    [DataRow(false, false)]
    [DataRow(false, true)]
    [DataRow(true, false)]
    [DataRow(true, true)]
    public void Rise_AfterResizeImagesAndExtractPixels_EqualsOurPreprocessing(bool isInterleaved, bool isBgr)
    {
        Picture(20, 30).Save(PathOf("a.png"));
        Picture(9, 8).Save(PathOf("b.png"));
        IDataView files = Files("a.png", "b.png");
        FunctionScorer scorer = Scorer(isInterleaved ? TensorLayout.Nhwc : TensorLayout.Nchw);
        var pixels =
            new ImagePreprocessing { Resize = ResizeMode.None, Divisor = 1, ChannelOrder = isBgr ? ChannelOrder.Bgr : ChannelOrder.Rgb };
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

    /// <summary>ExtractPixels disposes the images of a pass, so in-memory images must be created by their property at each read.</summary>
    [TestMethod]
    public void Rise_AfterExtractPixelsOfInMemoryImages_CanBeReadAgain()
    {
        IDataView data = MLContext.Data.LoadFromEnumerable(new[] { new FreshRow() });
        IDataView explained = MLContext.Transforms.ExtractPixels("Pixels", "Image")
            .Append(MLContext.Saliency().Rise("Saliency", "Pixels", Scorer(TensorLayout.Nchw), new RiseSaliencyOptions { Rise = Rise }))
            .Fit(data).Transform(data);

        Same(explained.GetColumn<float[]>("Saliency"), explained.GetColumn<float[]>("Saliency"));
    }

    /// <summary>Transparent pixels from a file have the same colors for ExtractPixels and for us.</summary>
    [TestMethod]
    public void ToRgbImage_TransparentFile_HasTheColorsOfExtractPixels()
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
        Assert.IsLessThanOrEqualTo(1, Math.Abs(ours[0] - 100), "The color times its alpha, as the file was made.");
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

    private IDataView Files(params string[] names) =>
        MLContext.Data.LoadFromEnumerable(names.Select(name => new FileRow { File = name }).ToArray());

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
