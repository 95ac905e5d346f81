namespace Microsoft.ML.Saliency.Tests;

/// <summary>Image columns: files of a folder, in-memory images, any size.</summary>
[TestClass]
public sealed class ImagePipelineTests : FolderTests
{
    private static readonly TensorShape Shape = new(3, 8, 8);
    private static readonly RiseSaliencyOptions Options = new()
    {
        Rise = new RiseOptions { Masks = 10, GridHeight = 2, GridWidth = 2 },
        Preprocessing = KnownPreprocessing.ZeroToOne,
    };

    // The mean red value of the image.
    private readonly FunctionScorer _scorer = new(Shape, 1, (input, scores) => scores[0] = input[..64].ToArray().Average());

    [TestMethod]
    public void LoadImages_FolderOfTwoSizes_ExplainsEachInOrder()
    {
        Uniform(30, 20, red: 51).Save(PathOf("b.png"));
        Uniform(8, 8, red: 102).Save(PathOf("a.png"));
        File.WriteAllText(PathOf("notes.txt"), "not an image");

        ImageRow[] rows = Explain(MLContext.Saliency().LoadImages(Folder));

        CollectionAssert.AreEqual(new[] { "a.png", "b.png" }, rows.Select(row => Path.GetFileName(row.ImagePath)).ToArray());
        Assert.AreEqual(0.4f, rows[0].SaliencyScore, 1e-6f);
        Assert.AreEqual(0.2f, rows[1].SaliencyScore, 1e-6f);
        Assert.HasCount(64, rows[0].Saliency);
    }

    [TestMethod]
    public void LoadImages_ReadTwice_GivesEqualMaps()
    {
        Uniform(12, 9, red: 200).Save(PathOf("a.png"));
        IDataView images = MLContext.Saliency().LoadImages(Folder);

        CollectionAssert.AreEqual(Explain(images)[0].Saliency, Explain(images)[0].Saliency);
    }

    [TestMethod]
    public void Rise_InMemoryImages_CanBeReadMoreThanOnce()
    {
        using MLImage image = Uniform(8, 8, red: 51).ToMLImage();
        IDataView data = MLContext.Data.LoadFromEnumerable(new[] { new InMemoryRow { Image = image } });
        IDataView explained = MLContext.Saliency().Rise("Saliency", "Image", _scorer, Options).Fit(data).Transform(data);

        foreach (int _ in Enumerable.Range(0, 2))
        {
            Assert.AreEqual(0.2f, explained.GetColumn<float>("SaliencyScore").Single(), 1e-6f);
        }
    }

    /// <summary>Blue, green, red, alpha or red, green, blue, alpha; not square, and not of the model's size.</summary>
    [TestMethod]
    [DataRow(MLPixelFormat.Bgra32, new byte[] { 30, 20, 102, 255 })]
    [DataRow(MLPixelFormat.Rgba32, new byte[] { 102, 20, 30, 255 })]
    public void Rise_InMemoryImage_EitherPixelFormat(MLPixelFormat format, byte[] pixel)
    {
        byte[] pixels = [.. Enumerable.Repeat(pixel, 6 * 9).SelectMany(bytes => bytes)];
        using MLImage image = MLImage.CreateFromPixels(width: 9, height: 6, format, pixels);
        IDataView data = MLContext.Data.LoadFromEnumerable(new[] { new WideRow { Image = image } });

        IDataView explained = MLContext.Saliency().Rise("Saliency", "Image", _scorer, Options).Fit(data).Transform(data);

        Assert.AreEqual(0.4f, explained.GetColumn<float>("SaliencyScore").Single(), 1e-6f);
    }

    /// <summary>A plain property: once a catalog exists, ML.NET reads it as images of any size.</summary>
    [TestMethod]
    public void Rise_InMemoryImagesOfSeveralSizes_AreReadAndWritten()
    {
        SaliencyCatalog saliency = MLContext.Saliency();
        AnySizeRow[] rows = [new() { Image = Uniform(6, 9, red: 51).ToMLImage() }, new() { Image = Uniform(30, 20, red: 102).ToMLImage() }];
        IDataView data = MLContext.Data.LoadFromEnumerable(rows);

        IDataView explained = saliency.Rise("Saliency", "Image", _scorer, Options).Append(saliency.Heatmap("Heatmap", "Image", "Saliency"))
            .Fit(data).Transform(data);

        AnySizeRow[] read = [.. MLContext.Data.CreateEnumerable<AnySizeRow>(explained, reuseRowObject: false, ignoreMissingColumns: true)];
        Assert.AreEqual(0.2f, read[0].SaliencyScore, 1e-6f);
        Assert.AreEqual(0.4f, read[1].SaliencyScore, 1e-6f);
        CollectionAssert.AreEqual(new[] { (6, 9), (30, 20) }, read.Select(row => (row.Image!.Height, row.Image.Width)).ToArray());
    }

    [TestMethod]
    public void LoadImages_UndecodableFile_IsNamedWhenItIsRead()
    {
        Uniform(8, 8, red: 51).Save(PathOf("a.png"));
        File.WriteAllText(PathOf("broken.png"), "this is no PNG");
        IDataView images = MLContext.Saliency().LoadImages(Folder);

        Exception exception = Assert.Throws<Exception>(() => Explain(images));

        Assert.Contains("broken.png", Innermost<InvalidDataException>(exception).Message);
        Assert.HasCount(2, images.GetColumn<ReadOnlyMemory<char>>("ImagePath"));
    }

    [TestMethod]
    public void LoadImages_UndecodableFileToBeSkipped_IsLeftOutWithAWarning()
    {
        Uniform(8, 8, red: 51).Save(PathOf("a.png"));
        File.WriteAllText(PathOf("broken.png"), "this is no PNG");
        Uniform(8, 8, red: 102).Save(PathOf("c.png"));
        List<string> warnings = CollectWarnings();

        ImageRow[] rows = Explain(MLContext.Saliency().LoadImages(Folder, new ImageFolderOptions { SkipUndecodable = true }));

        CollectionAssert.AreEqual(new[] { "a.png", "c.png" }, rows.Select(row => Path.GetFileName(row.ImagePath)).ToArray());
        Assert.AreEqual(0.4f, rows[1].SaliencyScore, 1e-6f);
        Assert.Contains("broken.png", warnings.Single());
    }

    [TestMethod]
    public void LoadImages_OptionsForNamesExtensionsAndSubfolders_AreKept()
    {
        Directory.CreateDirectory(PathOf("sub"));
        Uniform(4, 4, red: 1).Save(PathOf("sub/x.png"));
        Uniform(4, 4, red: 1).Save(PathOf("a.png"));
        File.WriteAllText(PathOf("b.PNG2"), "");

        IDataView images = MLContext.Saliency().LoadImages(Folder, new ImageFolderOptions
        {
            Recursive = true,
            ImageColumnName = "Photo",
            PathColumnName = "File",
            Extensions = [".PNG"],
        });

        CollectionAssert.AreEqual(new[] { "File", "Photo" }, images.Schema.Select(column => column.Name).ToArray());
        CollectionAssert.AreEqual(new[] { "a.png", "x.png" }, images.GetColumn<string>("File").Select(Path.GetFileName).ToArray());
        Assert.AreEqual(2, images.GetRowCount());
    }

    [TestMethod]
    public void LoadImages_NoFolderOrNoImages_SaysSo()
    {
        string missing = PathOf("missing");

        Assert.ThrowsWith<DirectoryNotFoundException>(() => MLContext.Saliency().LoadImages(missing), missing);
        Assert.ThrowsWith<FileNotFoundException>(() => MLContext.Saliency().LoadImages(Folder), ".png");
    }

    [TestMethod]
    public void LoadImages_FileThatEndsEarly_IsRefusedOrSkippedWithTheReason()
    {
        byte[] png = Uniform(8, 8, red: 51).ToPng();
        File.WriteAllBytes(PathOf("a.png"), png);
        File.WriteAllBytes(PathOf("cut.png"), png[..^1]);
        List<string> warnings = CollectWarnings();

        Exception exception = Assert.Throws<Exception>(() => Explain(MLContext.Saliency().LoadImages(Folder)));
        ImageRow[] rows = Explain(MLContext.Saliency().LoadImages(Folder, new ImageFolderOptions { SkipUndecodable = true }));

        string reason = $"Image '{PathOf("cut.png")}' could not be read: the file ends early. Download it again.";
        Assert.AreEqual(reason, Innermost<InvalidDataException>(exception).Message);
        Assert.HasCount(1, rows);
        Assert.Contains($"{reason} The file is skipped.", warnings.Single());
    }

    [TestMethod]
    public void LoadImages_PhotoWithAnOrientation_IsReadUprightUnlessAsStored()
    {
        File.WriteAllBytes(PathOf("a.png"), ExifImage.Png(Uniform(4, 8, red: 51), orientation: 6));
        var asStored = new ImageFolderOptions { Loading = new ImageLoadOptions { Orientation = ImageOrientation.AsStored } };

        Assert.AreEqual((8, 4), SizeOf(MLContext.Saliency().LoadImages(Folder)));
        Assert.AreEqual((4, 8), SizeOf(MLContext.Saliency().LoadImages(Folder, asStored)));
        Assert.ThrowsWith<ArgumentOutOfRangeException>(
            () => MLContext.Saliency().LoadImages(Folder, new ImageFolderOptions { Loading = new() { MaxPixels = 0 } }),
            "MaxPixels must be from 1 to");

        static (int, int) SizeOf(IDataView images)
        {
            using MLImage image = images.GetColumn<MLImage>("Image").Single();
            return (image.Height, image.Width);
        }
    }

    [TestMethod]
    public void LoadImages_LargerThanMaxPixels_IsSkippedWithBothNumbers()
    {
        Uniform(8, 8, red: 51).Save(PathOf("a.png"));
        Uniform(9, 9, red: 51).Save(PathOf("b.png"));
        List<string> warnings = CollectWarnings();
        var options = new ImageFolderOptions { SkipUndecodable = true, Loading = new ImageLoadOptions { MaxPixels = 64 } };

        Assert.HasCount(1, Explain(MLContext.Saliency().LoadImages(Folder, options)));
        Assert.Contains("it has 9 x 9 = 81 pixels, but at most 64 are read", warnings.Single());
    }

    [TestMethod]
    public void LoadImages_OtherFilesAndOneFile_AreToldAndTaken()
    {
        Uniform(8, 8, red: 51).Save(PathOf("a.png"));
        File.WriteAllText(PathOf("b.tif"), "");
        List<string> warnings = CollectWarnings();

        Assert.AreEqual(1, MLContext.Saliency().LoadImages(Folder).GetRowCount());
        Assert.Contains("1 file was left out: 1 .tif.", warnings.Single());
        IDataView one = MLContext.Saliency().LoadImages(PathOf("a.png"));
        CollectionAssert.AreEqual(new[] { PathOf("a.png") }, one.GetColumn<string>("ImagePath").ToArray());
    }

    [TestMethod]
    public void Rise_ImageOfAnotherSizeWithoutResizing_SaysExpectedAndGiven()
    {
        Uniform(9, 7, red: 51).Save(PathOf("a.png"));
        RiseSaliencyOptions options = Options with { Preprocessing = KnownPreprocessing.ZeroToOne with { Resize = ResizeMode.None } };
        IDataView images = MLContext.Saliency().LoadImages(Folder);

        Exception exception = Assert.Throws<Exception>(() => Explain(images, options));

        ArgumentException cause = Innermost<ArgumentException>(exception);
        Assert.Contains("8 x 8", cause.Message);
        Assert.Contains("9 x 7", cause.Message);
    }

    [TestMethod]
    public void ToMLImage_AndBack_KeepsTheColors()
    {
        RgbImage image = RgbImage.FromPixels([1, 2, 3, 250, 251, 252], 1, 2, PixelFormat.Rgb24);

        using MLImage converted = image.ToMLImage();

        CollectionAssert.AreEqual(image.Pixels, converted.ToRgbImage().Pixels);
    }

    private List<string> CollectWarnings()
    {
        var warnings = new List<string>();
        MLContext.Log += (_, log) =>
        {
            if (log.Kind == Runtime.ChannelMessageKind.Warning)
            {
                warnings.Add(log.Message);
            }
        };
        return warnings;
    }

    private ImageRow[] Explain(IDataView images, RiseSaliencyOptions? options = null)
    {
        IDataView explained = MLContext.Saliency().Rise("Saliency", "Image", _scorer, options ?? Options).Fit(images).Transform(images);
        return [.. MLContext.Data.CreateEnumerable<ImageRow>(explained, reuseRowObject: false)];
    }

    private static RgbImage Uniform(int height, int width, byte red)
    {
        var image = new RgbImage(height, width);
        for (int i = 0; i < image.Pixels.Length; i += 3)
        {
            image.Pixels[i] = red;
        }

        return image;
    }

    private sealed class InMemoryRow
    {
        [Transforms.Image.ImageType(8, 8)]
        public MLImage? Image { get; set; }
    }

    private sealed class WideRow
    {
        [Transforms.Image.ImageType(6, 9)]
        public MLImage? Image { get; set; }
    }

    private sealed class AnySizeRow
    {
        public MLImage? Image { get; set; }
        public float SaliencyScore { get; set; }
    }

    private sealed class ImageRow
    {
        public string ImagePath { get; set; } = "";
        public float[] Saliency { get; set; } = [];
        public float SaliencyScore { get; set; }
    }
}
