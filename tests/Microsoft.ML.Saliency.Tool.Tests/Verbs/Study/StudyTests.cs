using System.Globalization;

namespace Microsoft.ML.Saliency.Tool.Tests;

[TestClass]
public sealed class StudyTests
{
    [TestMethod, TestCategory("Slow")]
    public void Study_SmallModel_WritesFiguresThatAreTheEnginesOwn()
    {
        using var folder = new ToolFolder();

        ToolRun run = ToolRun.Succeeds(SmallStudy.Into(folder, folder.Out));

        Assert.Contains("3 images studied, 0 skipped", run.Output);
        StudyResult study = SmallStudy.Read(folder.Out);
        CollectionAssert.AreEqual(
            new[] { "T1a", "T1b", "T2", "T3a", "T3b", "T3c" }, study.Verdicts.Select(verdict => verdict.Id).ToArray());
        Assert.HasCount(3, study.Images);
        Assert.HasCount(6 * 2, study.Scores);
        Assert.IsNull(study.Localization);

        // The same map and curve, made by the engine alone.
        using var scorer = new OnnxScorer(folder.Model, new OnnxScorerOptions { BatchSize = 16 });
        double[] areas = [.. study.Images.Select(image => MorfArea(scorer, Path.Combine(folder.Images, image.Image)))];
        ScoreResult score = study.Scores.Single(
            score => score is { Method: "RISE", MapBaseline: "uniform-noise", MetricBaseline: "model-zero" });
        Assert.AreEqual(areas.Average(), score.Morf.Mean, 1e-6);
        string[] lines = File.ReadAllLines(Path.Combine(folder.Out, StudyTable.FileName));
        Assert.HasCount(1 + (3 * 6 * 2), lines);
        string[] cells = lines.Select(line => line.Split(','))
            .Single(line => line is ["image-00.png", _, "RISE", "uniform-noise", "model-zero", ..]);
        Assert.AreEqual(areas[0], double.Parse(cells[5], CultureInfo.InvariantCulture), 1e-6);
    }

    [TestMethod, TestCategory("Slow")]
    public void Study_Again_ComputesNothing()
    {
        using var folder = new ToolFolder();
        ToolRun.Succeeds(SmallStudy.Into(folder, folder.Out));

        ToolRun again = ToolRun.Succeeds(SmallStudy.Into(folder, folder.Out, "--json"));

        Assert.Contains("\"passes\":0,", again.Lines.Single(line => line.StartsWith("{\"event\":\"end\"", StringComparison.Ordinal)));
    }

    [TestMethod, TestCategory("Slow")]
    public void Study_OtherBaselinesByForce_ComputesOnlyWhatIsNew()
    {
        using var folder = new ToolFolder();
        ToolRun.Succeeds(SmallStudy.Into(folder, folder.Out));
        string[] before = FolderContents.Names(folder.Out);

        ToolRun.Refuses("settings.margin was 0.05 and is now 0.1", SmallStudy.Into(folder, folder.Out, "--margin", "0.1", "--quiet"));
        ToolRun forced = ToolRun.Succeeds(SmallStudy.Into(folder, folder.Out, "--margin", "0.1", "--force", "--json"));

        Assert.Contains("\"passes\":0,", forced.Lines.Single(line => line.StartsWith("{\"event\":\"end\"", StringComparison.Ordinal)));
        CollectionAssert.AreEqual(before, FolderContents.Names(folder.Out));
    }

    [TestMethod, TestCategory("Slow")]
    public void Study_KilledAndStartedAgain_EndsAsAnUndisturbedOne()
    {
        using var folder = new ToolFolder();
        ToolRun.Succeeds(SmallStudy.Into(folder, folder.PathOf("undisturbed")));
        int files = FolderContents.Names(folder.PathOf("undisturbed")).Length;
        foreach (int enough in new[] { 5, files / 4, files / 2, files * 3 / 4 })
        {
            using Process process = ToolProcess.Start(SmallStudy.Into(folder, folder.Out));
            while (!process.HasExited && (!Directory.Exists(folder.Out) || FolderContents.Names(folder.Out).Length < enough))
            {
                Thread.Sleep(1);
            }

            process.Kill();
            process.WaitForExit();
        }

        Assert.IsFalse(File.Exists(Path.Combine(folder.Out, StudyResult.FileName)), "The study was finished before the last kill.");
        ToolRun.Succeeds(SmallStudy.Into(folder, folder.Out));

        FolderContents.AreEqual(folder.PathOf("undisturbed"), folder.Out);
    }

    [TestMethod, TestCategory("Slow")]
    public void Study_BrokenImage_IsSkippedAndTold()
    {
        using var folder = new ToolFolder();
        File.WriteAllText(Path.Combine(folder.Images, "broken.png"), "no image");

        ToolRun run = ToolRun.Of(SmallStudy.Into(folder, folder.Out));

        Assert.AreEqual((int)ExitCode.SomeSkipped, run.ExitCode);
        Assert.Contains("Skipped broken.png", run.Error);
        SkippedImage skipped = SmallStudy.Read(folder.Out).Skipped.Single();
        Assert.AreEqual("broken.png", skipped.Image);
        Assert.AreEqual(0, ToolRun.Of(SmallStudy.Into(folder, folder.Out, "--allow-skipped")).ExitCode);
    }

    [TestMethod, TestCategory("Slow")]
    public void Study_ObjectsAndControl_SaysWhetherMapsFindTheObjects()
    {
        using var folder = new ToolFolder();
        string masks = Directory.CreateDirectory(folder.PathOf("masks")).FullName;
        for (int i = 0; i < 3; i++)
        {
            var mask = new RgbImage(20, 24);
            mask.Pixels.AsSpan(0, mask.Pixels.Length / 4).Fill(255);
            mask.Save(Path.Combine(masks, $"image-0{i}.png"));
        }

        File.WriteAllBytes(folder.PathOf("control.onnx"), TestModels.RandomConvNet(seed: 2, ToolFolder.Shape));
        ToolRun.Succeeds(SmallStudy.Into(folder, folder.Out, "--objects", masks, "--control-model", folder.PathOf("control.onnx")));

        StudyResult study = SmallStudy.Read(folder.Out);
        CollectionAssert.AreEqual(
            new[] { "RISE", "occlusion", "random", "centre", "RISE", "occlusion" },
            study.Localization!.Select(row => row.Method).ToArray());
        Assert.AreEqual(0.25, study.Localization![0].Chance, 1e-12);
        Assert.AreEqual("L2", study.Verdicts[^1].Id);
    }

    [TestMethod, TestCategory("Slow")]
    public void Study_MasksThatDoNotFit_AreRefusedBeforeMapsAreMade()
    {
        using var folder = new ToolFolder();
        string masks = Directory.CreateDirectory(folder.PathOf("masks")).FullName;

        ToolRun none = ToolRun.Of(SmallStudy.Into(folder, folder.Out, "--objects", masks));
        new RgbImage(7, 7).Save(Path.Combine(masks, "image-01.png"));
        ToolRun wrong = ToolRun.Of(SmallStudy.Into(folder, folder.Out, "--objects", masks));

        Assert.AreEqual((int)ExitCode.WrongInput, none.ExitCode);
        Assert.Contains(
            "no mask for the predicted class of any image. For the image image-00.png, add a file such as image-00-", none.Error);
        Assert.AreEqual((int)ExitCode.WrongInput, wrong.ExitCode);
        Assert.Contains("The object of image-01.png could not be used: the mask", wrong.Error);
        Assert.IsFalse(Directory.Exists(Path.Combine(folder.Out, StudyCache.Folder, "maps")));
    }

    [TestMethod]
    public void Study_ControlOfAnotherInput_IsRefused()
    {
        using var folder = new ToolFolder();
        File.WriteAllBytes(folder.PathOf("control.onnx"), TestModels.RandomConvNet(seed: 2, new TensorShape(3, 8, 8)));

        ToolRun.Refuses(
            "--control-model must have the input and classes of the studied model",
            SmallStudy.Into(folder, folder.Out, "--objects", folder.Images, "--control-model", folder.PathOf("control.onnx")));
    }

    [TestMethod]
    public void Study_DryRun_PrintsTheCostAndWritesNothing()
    {
        using var folder = new ToolFolder();

        ToolRun run = ToolRun.Succeeds(SmallStudy.Into(folder, folder.Out, "--dry-run"));

        Assert.IsFalse(Directory.Exists(folder.Out));
        Assert.Contains("3 images x ", run.Output);
        Assert.Contains("\"otherMasks\": [", run.Output);
    }

    [TestMethod]
    [DataRow("two different baselines", "--baselines", "black")]
    [DataRow("two different baselines", "--baselines", "black,black")]
    [DataRow("--baselines: A baseline must be one of", "--baselines", "black,blck")]
    [DataRow("--seeds must be at least 2, but was 1", "--seeds", "1")]
    [DataRow("--other-masks must be whole numbers of at least 1, but one was 1.5", "--other-masks", "1.5")]
    [DataRow("a distance", "--similarity", "mean-absolute-difference")]
    [DataRow("--margin must be from 0 to 1, but was 2", "--margin", "2")]
    [DataRow("--other-strides must be greater than 0 and at most 1, but one was 1.5", "--other-strides", "1.5")]
    [DataRow("--control-model needs --objects", "--control-model", "control.onnx")]
    [DataRow("'nowhere' was not found", "--objects", "nowhere")]
    [DataRow("grid=99 p=0.5 estimation=variance-reduced seed=0' cannot be made: --grid must be at least 1", "--other-grids", "99")]
    public void Study_WrongSetting_IsRefusedBeforeAnythingIsWritten(string message, string option, string value)
    {
        using var folder = new ToolFolder();
        string[] study = [.. SmallStudy.Into(folder, folder.Out)];
        int given = Array.IndexOf(study, option);
        string[] args = given < 0 ? [.. study, option, value] : [.. study[..given], option, value, .. study[(given + 2)..]];

        ToolRun.Refuses(message, args);

        Assert.IsFalse(Directory.Exists(folder.Out));
    }

    [TestMethod]
    public void Study_OneImage_FailsAndSaysThatItNeedsTwo()
    {
        using var folder = new ToolFolder(images: 1);

        ToolRun run = ToolRun.Of(SmallStudy.Into(folder, folder.Out));

        Assert.AreEqual((int)ExitCode.Failed, run.ExitCode);
        Assert.Contains("A study needs at least 2 images, but of 1 only 1", run.Error);
    }

    private static double MorfArea(OnnxScorer scorer, string path)
    {
        ClassifierInput input = ClassifierInput.FromImage(
            RgbImage.Load(path), scorer.InputShape, KnownPreprocessing.ImageNet with { Resize = ResizeMode.Exact });
        var options = new RiseOptions { Masks = 16, GridHeight = 4, GridWidth = 4, Baseline = KnownBaselines.UniformNoise() };
        SaliencyMap map = new RiseExplainer(scorer, options).Explain(input)[0];
        var curve = new PerturbationCurveOptions { Steps = PerturbationSteps.Regions(8, 8) };
        return new PerturbationCurveEvaluator(scorer, curve).Evaluate(input, map).Auc;
    }
}
