namespace Microsoft.ML.Saliency.Tests;

/// <summary>Pictures at the end of a pipeline: maps over their images. The drawing itself is tested in the engine.</summary>
[TestClass]
public sealed class HeatmapPipelineTests : FolderTests
{
    private static readonly HeatmapOptions Opaque =
        new() { ColorMap = KnownColorMaps.Gray, Opacity = 1, Preprocessing = KnownPreprocessing.ZeroToOne };

    /// <summary>The numbers of SaliencyMapDrawingTests.Overlay_LargerImage_InterpolatesTheMap, in each row.</summary>
    [TestMethod]
    public void Transform_MapSmallerThanTheImage_IsDrawnInTheImagesSize()
    {
        RgbImage picture = Draw(Opaque);

        Assert.AreEqual((2, 4), (picture.Height, picture.Width));
        CollectionAssert.AreEqual(Grays(0, 64, 191, 255, 0, 64, 191, 255), picture.Pixels);
    }

    [TestMethod]
    public void Transform_SecondMap_IsTheOneAskedFor()
        => CollectionAssert.AreEqual(Grays(255, 191, 64, 0, 255, 191, 64, 0), Draw(Opaque with { MapIndex = 1 }).Pixels);

    [TestMethod]
    public void Transform_OpacityAndContour_AreTheOptions()
    {
        RgbImage picture = Draw(Opaque with { Opacity = 0, ContourShare = 0.5, ContourColor = (1, 2, 3), ContourThickness = 1 });

        CollectionAssert.AreEqual(new byte[] { 9, 9, 9, 9, 9, 9, 9, 9, 9, 1, 2, 3 }, picture.Pixels[..12]);
    }

    /// <summary>8 x 16 pixels under a map of 7 x 7 with ImageNet's preprocessing: resized to a short side of 8, from which the middle 7 x 7
    /// are cut, that is row 0 to 6 and, half being rounded to even, column 4 to 10.</summary>
    [TestMethod]
    public void Transform_PreprocessingThatCrops_PutsTheMapWhereTheModelLooked()
    {
        var row = new CropRow { Image = Uniform(8, 16).ToMLImage(), Map = [.. Enumerable.Range(0, 49).Select(i => (float)i)] };
        IDataView data = MLContext.Data.LoadFromEnumerable(new[] { row });

        RgbImage picture = Pictures(
            data,
            Opaque with { ColorMap = KnownColorMaps.BlueWhiteRed, Preprocessing = KnownPreprocessing.ImageNet }).Single();

        bool[] drawn = [.. Enumerable.Range(0, 8 * 16).Select(i => picture.Pixels[3 * i] != 9)];
        bool[] expected = [.. Enumerable.Range(0, 8 * 16).Select(i => i / 16 < 7 && i % 16 is >= 4 and <= 10)];
        CollectionAssert.AreEqual(expected, drawn);
    }

    [TestMethod]
    public void Transform_FilesThroughRise_EndsInPicturesThatCanBeSaved()
    {
        Uniform(12, 9).Save(PathOf("a.png"));
        Uniform(5, 20).Save(PathOf("b.png"));
        IDataView images = MLContext.Saliency().LoadImages(Folder);
        var scorer = new FunctionScorer(new TensorShape(3, 8, 8), 1, (input, scores) => scores[0] = input[0]);
        RiseSaliencyOptions rise = TestPipeline.RiseSaliency with { Preprocessing = KnownPreprocessing.ZeroToOne };
        TransformerChain<HeatmapTransformer> model = MLContext.Saliency().Rise("Saliency", "Image", scorer, rise)
            .Append(MLContext.Saliency().Heatmap("Heatmap", "Image", "Saliency", Opaque))
            .Fit(images);

        var sizes = new List<(int, int)>();
        foreach (PictureRow row in MLContext.Data.CreateEnumerable<PictureRow>(model.Transform(images), reuseRowObject: false))
        {
            string file = PathOf("heatmap.png");
            row.Heatmap!.Save(file);
            using MLImage saved = MLImage.CreateFromFile(file);
            CollectionAssert.AreEqual(row.Heatmap.ToRgbImage().Pixels, saved.ToRgbImage().Pixels);
            sizes.Add((saved.Height, saved.Width));
            row.Heatmap.Dispose();
        }

        CollectionAssert.AreEqual(new[] { (12, 9), (5, 20) }, sizes);
    }

    [TestMethod]
    public void GetGetter_CalledTwiceForARow_GivesImagesOfTheirOwn()
    {
        IDataView data = MLContext.Data.LoadFromEnumerable(new[] { new DrawRow { Image = Uniform(2, 4).ToMLImage() } });
        IDataView drawn = MLContext.Saliency().Heatmap("Heatmap", "Image", "Map", Opaque).Fit(data).Transform(data);
        using DataViewRowCursor cursor = drawn.GetRowCursor([drawn.Schema["Heatmap"]]);
        Assert.IsTrue(cursor.MoveNext());
        ValueGetter<MLImage> get = cursor.GetGetter<MLImage>(drawn.Schema["Heatmap"]);
        MLImage? one = null, other = null;

        get(ref one!);
        get(ref other!);
        one.Dispose();

        Assert.AreEqual(4, other.ToRgbImage().Width);
        other.Dispose();
    }

    [TestMethod]
    public void Fit_UnfitColumns_SayWhatWasExpected()
    {
        IDataView data = MLContext.Data.LoadFromEnumerable(Array.Empty<DrawRow>());

        SchemaShape shape = SchemaShapes.Of(data.Schema);
        HeatmapEstimator Estimator(string image, string map, int index = 0) =>
            MLContext.Saliency().Heatmap("Heatmap", image, map, new HeatmapOptions { MapIndex = index });

        Refuse(() => Estimator("Picture", "Map").Fit(data), "'Picture'", "'Image'");
        Refuse(() => Estimator("Map", "Map").Fit(data), "must hold images");
        Refuse(() => Estimator("Image", "Number").Fit(data), "saliency maps", "H x W");
        Refuse(() => Estimator("Image", "Map", index: 2).Fit(data), "MapIndex must be in 0 to 1", "was 2");
        Refuse(() => Estimator("Map", "Map").GetOutputSchema(shape), "must hold images", "Single");
        Refuse(() => Estimator("Image", "Number").GetOutputSchema(shape), "saliency maps");
    }

    [TestMethod]
    public void Transform_RowWithoutAnImage_SaysSo()
    {
        IDataView data = MLContext.Data.LoadFromEnumerable(new[] { new DrawRow() });

        Exception exception = Assert.Throws<Exception>(() => Pictures(data, Opaque));

        Assert.Contains("must hold an image in every row", Innermost(exception).Message);
    }

    [TestMethod]
    public void Options_OutOfRange_SayTheRange()
    {
        Assert.ThrowsWith<ArgumentOutOfRangeException>(() => new HeatmapOptions { Opacity = 1.5 }, "0..1");
        Assert.ThrowsWith<ArgumentOutOfRangeException>(() => new HeatmapOptions { ContourShare = 10 }, "more than 0 and at most 1");
        Assert.ThrowsWith<ArgumentOutOfRangeException>(() => new HeatmapOptions { ContourThickness = 0 }, "at least 1 pixel");
        Assert.ThrowsWith<ArgumentOutOfRangeException>(() => new HeatmapOptions { MapIndex = -1 }, "0 or more");
    }

    private RgbImage Draw(HeatmapOptions options) =>
        Pictures(MLContext.Data.LoadFromEnumerable(new[] { new DrawRow { Image = Uniform(2, 4).ToMLImage() } }), options).Single();

    private RgbImage[] Pictures(IDataView data, HeatmapOptions options)
    {
        IDataView drawn = MLContext.Saliency().Heatmap("Heatmap", "Image", "Map", options).Fit(data).Transform(data);
        return [.. drawn.GetColumn<MLImage>("Heatmap").Select(image => image.ToRgbImage())];
    }

    private static RgbImage Uniform(int height, int width) =>
        RgbImage.FromPixels([.. Enumerable.Repeat((byte)9, height * width)], height, width, PixelFormat.Gray8);

    private static byte[] Grays(params byte[] values) => RgbImage.FromPixels(values, 1, values.Length, PixelFormat.Gray8).Pixels;

    /// <summary>ML.NET wraps what a getter throws, once for each layer.</summary>
    private static Exception Innermost(Exception exception) =>
        exception.InnerException is null ? exception : Innermost(exception.InnerException);

    private sealed class DrawRow
    {
        [ImageType(2, 4)]
        public MLImage? Image { get; set; }
        [VectorType(2, 1, 2)]
        public float[] Map { get; set; } = [0, 1, 1, 0];
        public float Number { get; set; }
    }

    private sealed class CropRow
    {
        [ImageType(8, 16)]
        public MLImage? Image { get; set; }
        [VectorType(7, 7)]
        public float[] Map { get; set; } = [];
    }

    private sealed class PictureRow
    {
        public MLImage? Heatmap { get; set; }
    }
}
