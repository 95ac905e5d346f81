using System.Globalization;
using System.Text.Json;

namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>What <c>explain</c> writes.</summary>
[TestClass]
public sealed class ExplainTests : IDisposable
{
    private readonly ToolFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Keras's ResNet takes Caffe's values.</summary>
    [TestMethod]
    public void Explain_Preset_IsThePreprocessingOfThatName()
    {
        ToolRun.Succeeds([.. _folder.Explain, "--preset", "resnet-keras"]);

        using var scorer = new OnnxScorer(_folder.Model);
        ImageResult image = ImageResult.ReadAll(_folder.Out)[0];
        RgbImage picture = RgbImage.Load(Path.Combine(_folder.Images, image.Image));
        ClassifierInput input = ClassifierInput.FromImage(picture, scorer.InputShape, KnownPreprocessing.Caffe);
        RiseOptions least = new() { Masks = 1, GridHeight = 2, GridWidth = 2 };
        Assert.AreEqual(new RiseExplainer(scorer, least).Explain(input)[0].Score, image.Maps[0].Score, 1e-5f);
    }

    [TestMethod]
    public void Explain_Rise_WritesTheEnginesMapAndItsNumbers()
    {
        ToolRun.Succeeds([.. _folder.Explain, "--targets", "top:2", "--seed", "5"]);

        using var scorer = new OnnxScorer(_folder.Model);
        RgbImage picture = RgbImage.Load(Path.Combine(_folder.Images, "image-01.png"));
        var options = new RiseOptions { Masks = 16, GridHeight = 4, GridWidth = 4, Seed = 5 };
        IReadOnlyList<SaliencyMap> expected = new RiseExplainer(scorer, options).Explain(
            ClassifierInput.FromImage(picture, scorer.InputShape, KnownPreprocessing.ImageNet with { Resize = ResizeMode.Exact }),
            SaliencyTargets.Top(2));
        float[][] maps = NpyFile.Read(File.ReadAllBytes(Path.Combine(_folder.Out, "maps", "image-01.png.npy")), 2, 16, 16);
        ImageResult result = ImageResult.ReadAll(_folder.Out)[1];
        string[] lines = File.ReadAllLines(Path.Combine(_folder.Out, "results.csv"));
        Assert.AreEqual("image-01.png", result.Image);
        Assert.AreEqual((20, 24), (result.Height, result.Width));
        Assert.HasCount(1 + (3 * 2), lines);
        for (int t = 0; t < 2; t++)
        {
            CollectionAssert.AreEqual(expected[t].Values.ToArray(), maps[t]);
            Assert.AreEqual(expected[t].Target, result.Maps[t].Target);
            Assert.AreEqual(expected[t].Score, result.Maps[t].Score);
            Assert.AreEqual(expected[t].ArgMax(), (result.Maps[t].MaximumRow, result.Maps[t].MaximumColumn));
            StringAssert.StartsWith(
                lines[3 + t], $"image-01.png,{expected[t].Target},,{expected[t].Score.ToString(CultureInfo.InvariantCulture)},");
            RgbImage overlay = RgbImage.Load(Path.Combine(_folder.Out, "maps", $"image-01.png.{expected[t].Target}.png"));
            Assert.AreEqual((20, 24), (overlay.Height, overlay.Width));
        }
    }

    [TestMethod]
    public void Explain_Occlusion_WritesTheEnginesMap()
    {
        ToolRun.Succeeds(
            "explain", "--model", _folder.Model, "--images", _folder.Images, "--out", _folder.Out, "--preprocessing", "zero-to-one",
            "--method", "occlusion", "--patch", "4x6", "--stride", "2x3", "--overlap", "sum", "--baseline", "gaussian-blur:2",
            "--targets", "3");

        using var scorer = new OnnxScorer(_folder.Model);
        RgbImage picture = RgbImage.Load(Path.Combine(_folder.Images, "image-00.png"));
        var options = new OcclusionOptions
        {
            PatchHeight = 4,
            PatchWidth = 6,
            VerticalStride = 2,
            HorizontalStride = 3,
            Overlap = OcclusionOverlap.Sum,
            Baseline = KnownBaselines.GaussianBlur(2),
        };
        SaliencyMap expected = new OcclusionExplainer(scorer, options).Explain(
            ClassifierInput.FromImage(picture, scorer.InputShape, KnownPreprocessing.ZeroToOne), SaliencyTargets.Classes(3))[0];
        CollectionAssert.AreEqual(
            expected.Values.ToArray(),
            NpyFile.Read(File.ReadAllBytes(Path.Combine(_folder.Out, "maps", "image-00.png.npy")), 1, 16, 16)[0]);
    }

    [TestMethod]
    public void Explain_WithFidelityAndLabels_WritesThem()
    {
        File.WriteAllLines(_folder.PathOf("labels.txt"), ["zero", "one", "two, or more", "three", "four"]);

        ToolRun.Succeeds(
            "explain", "--model", _folder.Model, "--images", _folder.Images, "--out", _folder.Out, "--resize", "exact",
            "--masks", "300", "--grid", "4",
            "--fidelity", "0.01", "--labels", _folder.PathOf("labels.txt"), "--targets", "2");

        MapResult map = ImageResult.ReadAll(_folder.Out)[0].Maps[0];
        Assert.AreEqual("two, or more", map.Label);
        Assert.AreEqual(256, map.Passes);
        Assert.IsGreaterThan(0.01, map.FidelityLowerBound!.Value);
        StringAssert.StartsWith(File.ReadAllLines(Path.Combine(_folder.Out, "results.csv"))[1], "image-00.png,2,\"two, or more\",");
    }

    [TestMethod]
    public void Explain_BrokenImage_IsSkippedToldAndTriedAgain()
    {
        string broken = Path.Combine(_folder.Images, "broken.png");
        File.WriteAllText(broken, "no picture");

        ToolRun first = ToolRun.Of(_folder.Explain);

        Assert.AreEqual((int)ExitCode.SomeSkipped, first.ExitCode);
        Assert.Contains("Skipped broken.png: it is not an image. Replace it by a PNG", first.Error);
        Assert.Contains("3 images explained, 0 were there before, 1 skipped", first.Output);
        Assert.Contains(
            "broken.png,,,,,,,,,,,\"it is not an image. Replace it by a PNG, JPEG, WebP, GIF or BMP file.",
            File.ReadAllText(Path.Combine(_folder.Out, "results.csv")));
        Assert.AreEqual(0, ToolRun.Of([.. _folder.Explain, "--allow-skipped"]).ExitCode);

        File.Copy(Path.Combine(_folder.Images, "image-00.png"), broken, overwrite: true);
        Assert.Contains("1 images explained, 3 were there before, 0 skipped", ToolRun.Succeeds(_folder.Explain).Output);
    }

    [TestMethod]
    public void Explain_NothingButBrokenImages_SkipsThem()
    {
        using var broken = new ToolFolder(images: 0);
        File.WriteAllBytes(Path.Combine(broken.Images, "broken.png"), []);

        Assert.AreEqual((int)ExitCode.SomeSkipped, ToolRun.Of(broken.Explain).ExitCode);
        ToolRun.Refuses("has no maps, since all of its images were skipped", "evaluate", "--run", broken.Out);
    }

    [TestMethod]
    public void Explain_ShardWithoutAnImage_IsDone()
    {
        ToolRun.Succeeds([.. _folder.Explain, "--shard", "4/5"]);
        Assert.HasCount(1, File.ReadAllLines(Path.Combine(_folder.Out, "results.csv")));
    }

    [TestMethod]
    public void Explain_StartedAgain_MakesOnlyWhatIsNewOrChanged()
    {
        ToolRun.Succeeds(_folder.Explain);
        Assert.Contains("0 images explained, 3 were there before", ToolRun.Succeeds(_folder.Explain).Output);

        _folder.AddImage("image-01.png", seed: 77);
        _folder.AddImage("new.png", seed: 78);
        ToolRun again = ToolRun.Succeeds(_folder.Explain);

        Assert.Contains("2 images explained, 2 were there before", again.Output);
        ToolRun.Succeeds(_folder.ExplainInto(_folder.PathOf("undisturbed")));
        FolderContents.AreEqual(_folder.PathOf("undisturbed"), _folder.Out);
    }

    [TestMethod]
    public void Explain_AFileOfAResultGone_MakesItAgain()
    {
        ToolRun.Succeeds(_folder.Explain);
        File.Delete(Path.Combine(_folder.Out, "maps", "image-01.png.npy"));

        Assert.Contains("1 images explained, 2 were there before", ToolRun.Succeeds(_folder.Explain).Output);
        Assert.IsTrue(File.Exists(Path.Combine(_folder.Out, "maps", "image-01.png.npy")));
    }

    [TestMethod]
    public void Explain_OtherSettings_AreRefusedUnlessForced()
    {
        ToolRun.Succeeds(_folder.ExplainInto(_folder.Out, masks: 32));
        ToolRun.Refuses("settings.masks was 32 and is now 16", _folder.Explain);

        ToolRun.Succeeds([.. _folder.Explain, "--force"]);

        ToolRun.Succeeds(_folder.ExplainInto(_folder.PathOf("undisturbed")));
        FolderContents.AreEqual(_folder.PathOf("undisturbed"), _folder.Out);
    }

    [TestMethod]
    public void Explain_OtherModelOfTheSameName_IsRefused()
    {
        ToolRun.Succeeds(_folder.Explain);
        File.WriteAllBytes(_folder.Model, OnnxModels.TestModels.RandomConvNet(seed: 2, ToolFolder.Shape));

        ToolRun.Refuses("model.sha256 was ", _folder.Explain);
    }

    [TestMethod]
    public void Explain_ModelAndImagesMoved_GoesOn()
    {
        ToolRun.Succeeds(_folder.Explain);
        File.Move(_folder.Model, _folder.PathOf("moved.onnx"));
        Directory.Move(_folder.Images, _folder.PathOf("moved"));
        string[] moved = [.. _folder.Explain.Select(
            arg => arg == _folder.Model ? _folder.PathOf("moved.onnx") : arg == _folder.Images ? _folder.PathOf("moved") : arg)];

        Assert.Contains("3 were there before", ToolRun.Succeeds(moved).Output);
    }

    [TestMethod]
    public void Explain_AnImageGone_IsRefusedUnlessForced()
    {
        ToolRun.Succeeds(_folder.Explain);
        File.Delete(Path.Combine(_folder.Images, "image-01.png"));
        ToolRun.Refuses("has results of 1 images that are no longer there, such as 'image-01.png'", _folder.Explain);

        ToolRun.Succeeds([.. _folder.Explain, "--force"]);

        ToolRun.Succeeds(_folder.ExplainInto(_folder.PathOf("undisturbed")));
        FolderContents.AreEqual(_folder.PathOf("undisturbed"), _folder.Out);
    }

    [TestMethod]
    public void Explain_FoldersInTheFolder_KeepTheirNames()
    {
        _folder.AddImage("sub/deep/image.png", seed: 3);

        ToolRun.Succeeds([.. _folder.Explain, "--recursive"]);

        Assert.Contains("maps/sub/deep/image.png.json", FolderContents.Names(_folder.Out));
        Assert.AreEqual("sub/deep/image.png", ImageResult.ReadAll(_folder.Out)[^1].Image);
    }

    [TestMethod]
    public void Explain_DryRun_TellsTheCostAndWritesNothing()
    {
        ToolRun run = ToolRun.Succeeds([.. _folder.Explain, "--dry-run"]);

        Assert.Contains("\"grid\": \"4x4\"", run.Output);
        Assert.Contains("\"seed\": 0", run.Output);
        Assert.Contains("3 images x 17 passes = 51 passes at most", run.Output);
        Assert.Contains("minutes. Nothing was written.", run.Output);
        Assert.IsFalse(Directory.Exists(_folder.Out));
    }

    [TestMethod]
    public void Explain_Json_PrintsObjectsOnly()
    {
        File.WriteAllText(Path.Combine(_folder.Images, "broken.png"), "no picture");

        ToolRun run = ToolRun.Of([.. _folder.Explain, "--json"]);

        Assert.AreEqual("", run.Error);
        JsonElement[] events = [.. run.Lines.Select(line => JsonDocument.Parse(line).RootElement)];
        string[] names = [.. events.Select(line => line.GetProperty("event").GetString()!).Where(name => name != "progress")];
        CollectionAssert.AreEqual(new[] { "skipped", "done", "done", "done", "end" }, names);
        MapResult map = ImageResult.ReadAll(_folder.Out).First(result => result.Image == "image-00.png").Maps[0];
        JsonElement told = events.First(line => line.GetProperty("event").GetString() == "done").GetProperty("maps")[0];
        Assert.AreEqual((map.Target, map.Score), (told.GetProperty("class").GetInt32(), told.GetProperty("score").GetSingle()));
        Assert.IsTrue(File.Exists(told.GetProperty("path").GetString()));
        Assert.AreEqual(3, events[^1].GetProperty("exitCode").GetInt32());
        Assert.AreEqual(3 * 17, events[^1].GetProperty("passes").GetInt32());
    }

    [TestMethod]
    public void Explain_Quiet_PrintsTheResultOnly()
    {
        ToolRun run = ToolRun.Succeeds([.. _folder.Explain, "--quiet"]);

        Assert.AreEqual("", run.Error);
        Assert.HasCount(1, run.Lines);
    }
}
