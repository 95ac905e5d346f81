using System.Text.Json;
using System.Text.Json.Nodes;

namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>The images' files: which are taken, and how they are read.</summary>
[TestClass]
public sealed class ImageFileTests : IDisposable
{
    private readonly ToolFolder _folder = new(images: 1);

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Explain_FilesThatAreNotWhole_AreSkippedWithTheReason()
    {
        byte[] png = File.ReadAllBytes(ImagePath("image-00.png"));
        File.WriteAllBytes(ImagePath("cut.png"), png[..(png.Length / 3)]);
        File.WriteAllBytes(ImagePath("damaged.png"), [.. png.Select((value, i) => i == png.Length / 2 ? (byte)~value : value)]);
        File.WriteAllBytes(ImagePath("empty.png"), []);
        File.WriteAllText(ImagePath("pointer.png"), "version https://git-lfs.github.com/spec/v1\n");
        File.WriteAllText(ImagePath("tiff.png"), "II*\0and so on");

        ToolRun run = ToolRun.Of(_folder.Explain);

        Assert.AreEqual((int)ExitCode.SomeSkipped, run.ExitCode);
        Assert.Contains("1 images explained, 0 were there before, 5 skipped", run.Output);
        Assert.Contains("Skipped cut.png: the file ends early. Download it again.", run.Error);
        Assert.Contains("Skipped damaged.png: the data is damaged. Download it again.", run.Error);
        Assert.Contains("Skipped empty.png: the file is empty. Download it again.", run.Error);
        Assert.Contains("Skipped pointer.png: it is a Git LFS pointer, not the image.", run.Error);
        Assert.Contains("Skipped tiff.png: its format is TIFF, which is not supported.", run.Error);
        Assert.Contains("cut.png,,,,,,,,,,,the file ends early. Download it again.", File.ReadAllText(RunPath("results.csv")));
        Assert.IsFalse(File.Exists(RunPath("maps/cut.png.npy")));
    }

    [TestMethod]
    public void Explain_LargerThanMaxPixels_IsSkippedUntilItIsRaised()
    {
        _folder.AddImage("large.png", seed: 1, height: 30, width: 40);

        ToolRun run = ToolRun.Of([.. _folder.Explain, "--max-pixels", "1199"]);

        Assert.AreEqual((int)ExitCode.SomeSkipped, run.ExitCode);
        Assert.Contains(
            "Skipped large.png: it has 30 x 40 = 1200 pixels, but at most 1199 are read. Make the image smaller, or raise --max-pixels.",
            run.Error);
        Assert.Contains(
            "1 images explained, 1 were there before, 0 skipped", ToolRun.Succeeds([.. _folder.Explain, "--max-pixels", "1200"]).Output);
        ToolRun.Refuses("--max-pixels must be from 1 to 500000000, but was 0.", [.. _folder.Explain, "--max-pixels", "0"]);
    }

    /// <summary>The input, the overlay and the size in the numbers, against the same picture that is stored as people see it.</summary>
    [TestMethod]
    public void Explain_PhotoWithAnOrientation_IsReadUpright()
    {
        RgbImage stored = RgbImage.Load(ImagePath("image-00.png"));
        byte[] photo = ExifImage.Png(stored, orientation: 6);
        RgbImage upright = RgbImage.Load(photo);

        (ImageResult turned, RgbImage overlay) = Only(photo);
        (ImageResult expected, RgbImage expectedOverlay) = Only(upright.ToPng());
        (ImageResult asStored, RgbImage overlayAsStored) = Only(photo, "--orientation", "as-stored");
        (ImageResult expectedAsStored, RgbImage expectedOverlayAsStored) = Only(stored.ToPng());

        Assert.AreEqual((24, 20), (turned.Height, turned.Width));
        Assert.AreEqual(expected.Maps[0], turned.Maps[0]);
        CollectionAssert.AreEqual(expectedOverlay.Pixels, overlay.Pixels);
        Assert.AreEqual((20, 24), (asStored.Height, asStored.Width));
        Assert.AreEqual(expectedAsStored.Maps[0], asStored.Maps[0]);
        CollectionAssert.AreEqual(expectedOverlayAsStored.Pixels, overlayAsStored.Pixels);
        Assert.AreNotEqual(turned.Maps[0], asStored.Maps[0]);
    }

    [TestMethod]
    public void Explain_OtherOrientation_IsAnotherRun()
    {
        ToolRun.Succeeds(_folder.Explain);

        ToolRun.Refuses(
            "settings.orientation was \"upright\" and is now \"as-stored\"", [.. _folder.Explain, "--orientation", "as-stored"]);
        ToolRun.Refuses(
            "--orientation must be one of upright, as-stored, but was 'sideways'", [.. _folder.Explain, "--orientation", "sideways"]);
    }

    [TestMethod]
    public void Explain_OtherFiles_AreCountedAndTold()
    {
        foreach (string name in new[] { "a.tif", "b.tif", "c.heic", "._image-00.png", ".part-image-00.png" })
        {
            File.WriteAllText(ImagePath(name), "");
        }

        ToolRun run = ToolRun.Succeeds(_folder.Explain);

        Assert.Contains($"{_folder.Images}: 5 files were left out: 2 .tif, 2 hidden, 1 .heic.", run.Error);
        Assert.Contains("1 images explained", run.Output);
        string line = ToolRun.Succeeds([.. _folder.Explain, "--json"]).Lines[0];
        Assert.AreEqual("warning", JsonDocument.Parse(line).RootElement.GetProperty("event").GetString());
        Assert.Contains("5 files were left out", line);
    }

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = true)]
    public void Explain_Pipe_IsLeftOutUnopened()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Windows has no such files.");
        }

        using (var mkfifo = Process.Start("mkfifo", [ImagePath("pipe.png")]))
        {
            mkfifo.WaitForExit();
        }

        Assert.Contains("1 file was left out: 1 not regular.", ToolRun.Succeeds(_folder.Explain).Error);
    }

    [TestMethod]
    public void Explain_ResultsAmongTheImages_AreNotExplained()
    {
        string[] into = [.. _folder.ExplainInto(Path.Combine(_folder.Images, "run")), "--recursive"];
        _folder.AddImage("mine/other.png", seed: 5);
        File.WriteAllText(ImagePath("mine/run.json"), "{ \"of\": \"another program\" }");
        ToolRun.Succeeds(into);

        ToolRun again = ToolRun.Succeeds(into);
        ToolRun other = ToolRun.Succeeds([.. _folder.Explain, "--recursive"]);

        Assert.Contains("0 images explained, 2 were there before", again.Output);
        Assert.Contains("1 folder was left out: 1 of results.", again.Error);
        Assert.Contains("2 images explained", other.Output);
        Assert.Contains("mine/other.png", ImageResult.ReadAll(_folder.Out).Select(result => result.Image));
    }

    [TestMethod]
    public void Explain_OneFile_IsExplainedAndEvaluated()
    {
        _folder.AddImage("other.png", seed: 4);
        string[] one = [.. _folder.Explain.Select(arg => arg == _folder.Images ? ImagePath("other.png") : arg)];

        Assert.Contains("1 images explained", ToolRun.Succeeds(one).Output);
        Assert.AreEqual("other.png", ImageResult.ReadAll(_folder.Out).Single().Image);
        Assert.Contains("1 maps, 0 images skipped", ToolRun.Succeeds("evaluate", "--run", _folder.Out).Output);
    }

    [TestMethod]
    public void Explain_FilesThatDifferInTheExtensionOnly_KeepTheirResultsApart()
    {
        _folder.AddImage("image-00.jpg", seed: 9);

        ToolRun.Succeeds(_folder.Explain);

        CollectionAssert.AreEqual(
            new[] { "image-00.jpg", "image-00.png" }, ImageResult.ReadAll(_folder.Out).Select(result => result.Image).ToArray());
        Assert.HasCount(2, FolderContents.Names(_folder.Out).Where(name => name.EndsWith(".npy", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Evaluate_RunAsStored_ReadsTheImagesSo()
    {
        RgbImage stored = RgbImage.Load(ImagePath("image-00.png"));
        File.WriteAllBytes(ImagePath("image-00.png"), ExifImage.Png(stored, orientation: 3));
        ToolRun.Succeeds([.. _folder.Explain, "--orientation", "as-stored"]);
        string asStored = Evaluated();

        // A run of a version that knew no orientation read the images as they are stored.
        string description = RunPath("run.json");
        string[] lines = File.ReadAllLines(description);
        File.WriteAllLines(description, lines.Where(line => !line.Contains("\"orientation\"", StringComparison.Ordinal)));
        Assert.AreEqual(lines.Length - 1, File.ReadAllLines(description).Length);
        string old = Evaluated();
        File.WriteAllLines(description, lines.Select(line => line.Replace("\"as-stored\"", "\"upright\"", StringComparison.Ordinal)));
        Directory.Delete(RunPath("evaluation"), recursive: true);
        ToolRun turned = ToolRun.Of(Evaluate());

        Assert.AreEqual(asStored, old);
        Assert.AreEqual((int)ExitCode.SomeSkipped, turned.ExitCode);
        Assert.Contains("must be the one stored with its map", turned.Error);

        string Evaluated()
        {
            if (Directory.Exists(RunPath("evaluation")))
            {
                Directory.Delete(RunPath("evaluation"), recursive: true);
            }

            ToolRun.Succeeds(Evaluate());
            return File.ReadAllText(RunPath("evaluation/results.csv"));
        }

        string[] Evaluate() => ["evaluate", "--run", _folder.Out, "--regions", "4", "--steps", "5"];
    }

    [TestMethod]
    public void Evaluate_MaskThatCannotBeUsed_SaysWhichAndWhy()
    {
        byte[] photo = ExifImage.Png(RgbImage.Load(ImagePath("image-00.png")), orientation: 6);
        File.WriteAllBytes(ImagePath("image-00.png"), photo);
        _folder.AddImage("cut.png", seed: 2);
        _folder.AddImage("whole.png", seed: 3);
        ToolRun.Succeeds(_folder.Explain);
        Directory.CreateDirectory(_folder.PathOf("masks"));
        File.WriteAllBytes(_folder.PathOf("masks/image-00.png"), new RgbImage(20, 24).ToPng());
        byte[] mask = new RgbImage(20, 24).ToPng();
        File.WriteAllBytes(_folder.PathOf("masks/cut.png"), mask[..^20]);
        File.WriteAllBytes(_folder.PathOf("masks/whole.png"), mask);

        ToolRun run = ToolRun.Of("evaluate", "--run", _folder.Out, "--objects", _folder.PathOf("masks"));

        Assert.AreEqual((int)ExitCode.SomeSkipped, run.ExitCode);
        Assert.Contains("1 maps, 2 images skipped", run.Output);
        Assert.Contains("Skipped cut.png: the mask '", run.Error);
        Assert.Contains("could not be read: the file ends early. Download it again.", run.Error);
        Assert.Contains("Skipped image-00.png: the mask must have the image's 24 x 20 pixels, but '", run.Error);
        Assert.Contains("has 20 x 24. The image may have been turned upright: turn the mask too.", run.Error);
    }

    [TestMethod]
    public void StudyCache_OtherOrientation_NamesOtherFiles()
    {
        JsonObject description = new() { ["versions"] = new JsonObject(), ["model"] = new JsonObject() };
        using RunFolder run = RunFolder.Open(_folder.Out, description, force: false);
        var image = new StudyImage("a.png", "a.png", "0", []);

        string upright = Cache(ImageOrientation.Upright), asStored = Cache(ImageOrientation.AsStored);

        Assert.AreNotEqual(upright, asStored);
        Assert.AreEqual(upright, Cache(ImageOrientation.Upright));

        string Cache(ImageOrientation orientation) =>
            new StudyCache(run, description, orientation, KnownPreprocessing.ImageNet, ToolFolder.Shape).PictureFile(image);
    }

    /// <summary>Explains a folder that holds one file.</summary>
    private static (ImageResult Result, RgbImage Overlay) Only(byte[] file, params string[] options)
    {
        using var folder = new ToolFolder(images: 0);
        File.WriteAllBytes(Path.Combine(folder.Images, "a.png"), file);
        ToolRun.Succeeds([.. folder.Explain, .. options]);
        ImageResult result = ImageResult.ReadAll(folder.Out).Single();
        return (result, RgbImage.Load(Path.Combine(folder.Out, ImageResult.OverlayFileOf("a.png", result.Maps[0].Target))));
    }

    private string ImagePath(string name) => Path.Combine(_folder.Images, name);

    private string RunPath(string name) => Path.Combine(_folder.Out, name);
}
