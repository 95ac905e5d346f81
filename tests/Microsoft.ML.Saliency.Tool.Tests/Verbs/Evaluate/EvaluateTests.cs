using System.Text.Json;
using System.Text.Json.Nodes;

namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>What <c>evaluate</c> makes of a run.</summary>
[TestClass]
public sealed class EvaluateTests : IDisposable
{
    private readonly ToolFolder _folder = new();

    [TestInitialize]
    public void Explain() => ToolRun.Succeeds(_folder.Explain);

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Evaluate_Run_HasTheEnginesMetrics()
    {
        ToolRun run = ToolRun.Succeeds([.. Evaluate(), "--regions", "4x8", "--steps", "5", "--removal-baseline", "gray"]);

        using var scorer = new OnnxScorer(_folder.Model);
        PerturbationCurveOptions removal = new() { Steps = PerturbationSteps.Regions(4, 8), Baseline = KnownBaselines.Gray };
        var evaluator = new SaliencyEvaluator(scorer, new SaliencyEvaluationOptions
        {
            Removal = removal,
            Deletion = removal with { Steps = PerturbationSteps.Equal(5) },
            Insertion = KnownPerturbationCurves.Insertion with { Steps = PerturbationSteps.Equal(5) },
        });
        ImageMetrics[] expected = [.. ImageResult.ReadAll(_folder.Out).Select(image => evaluator.Evaluate(InputOf(image), MapOf(image)))];
        var metrics = new SaliencyMetrics(expected);

        string[] lines = File.ReadAllLines(Result("results.csv"));
        Assert.AreEqual("image,target,label,morf_auc,lerf_auc,abpc,deletion_auc,insertion_auc,hit,energy_inside,iou,mask", lines[0]);
        ImageMetrics first = expected[0];
        Assert.AreEqual(
            $"image-00.png,{first.Target},,{first.Morf.Auc},{first.Lerf.Auc},{first.Abpc},{first.Deletion.Auc},{first.Insertion.Auc},,,,",
            lines[1]);
        Assert.HasCount(4, lines);
        AssertMean(metrics.MorfAuc, "morf_auc");
        AssertMean(metrics.LerfAuc, "lerf_auc");
        AssertMean(metrics.DeletionAuc, "deletion_auc");
        AssertMean(metrics.InsertionAuc, "insertion_auc");
        AssertMean(metrics.Abpc, "abpc");
        Assert.Contains($"{metrics.MorfAuc.Mean:0.0000}", run.Output);
        Assert.Contains("3 maps, 0 images skipped", run.Output);
    }

    [TestMethod]
    public void Evaluate_MapsBelowChance_AreFlagged()
    {
        ToolRun.Succeeds([.. _folder.Explain, "--targets", "all", "--force"]);

        ToolRun run = ToolRun.Succeeds([.. Evaluate(), "--regions", "8", "--steps", "2"]);

        MapResult[] maps = [.. ImageResult.ReadAll(_folder.Out).SelectMany(image => image.Maps)];
        int classCount = maps.Length / 3;
        int below = maps.Count(map => map.Score < 1.0 / classCount);
        Assert.IsGreaterThan(0, below);
        Assert.Contains($"{below} of {maps.Length} maps explain a score below chance", run.Error);
        Assert.AreEqual((double)below / maps.Length, Summary().GetProperty("below_chance").GetProperty("mean").GetDouble(), 1e-12);
    }

    [TestMethod]
    public void Evaluate_ObjectMasks_GivesLocalization()
    {
        // image-00: the whole picture. image-01: by class, nothing but the pixel of the map's maximum. image-02: no mask.
        ImageResult second = ImageResult.ReadAll(_folder.Out)[1];
        AddMask("image-00.png", (_, _) => true);
        AddMask("image-01.png", (_, _) => false);
        AddMask(
            $"image-01-{second.Maps[0].Target}.png",
            (row, column) => row * 16 / 20 == second.Maps[0].MaximumRow && column * 16 / 24 == second.Maps[0].MaximumColumn);

        ToolRun.Succeeds([.. Evaluate(), "--objects", _folder.PathOf("masks")]);

        string[][] cells = [.. File.ReadAllLines(Result("results.csv")).Select(line => line.Split(','))];
        CollectionAssert.AreEqual(new[] { "1", "1" }, cells[1][8..10]);
        Assert.AreEqual("image-00.png", cells[1][11]);
        Assert.AreEqual("1", cells[2][8]);
        Assert.AreEqual($"image-01-{second.Maps[0].Target}.png", cells[2][11]);
        CollectionAssert.AreEqual(new[] { "", "", "", "" }, cells[3][8..12]);
        Assert.AreEqual(2, Summary().GetProperty("hit").GetProperty("maps").GetInt32());
    }

    [TestMethod]
    public void Evaluate_StartedAgain_ScoresOnlyWhatIsNewOrChanged()
    {
        ToolRun.Succeeds(Evaluate());
        string before = File.ReadAllText(Result("results.csv"));
        File.Delete(Result("maps/image-02.png.json"));
        Assert.Contains("\"done\":1,\"doneBefore\":2", ToolRun.Succeeds([.. Evaluate(), "--json"]).Output);
        Assert.AreEqual(before, File.ReadAllText(Result("results.csv")));

        _folder.AddImage("image-01.png", seed: 50);
        ToolRun.Succeeds(_folder.Explain);
        Assert.Contains("\"done\":1,\"doneBefore\":2", ToolRun.Succeeds([.. Evaluate(), "--json"]).Output);
    }

    [TestMethod]
    public void Evaluate_OtherSettings_AreRefusedUnlessForced()
    {
        ToolRun.Succeeds(Evaluate());
        ToolRun.Refuses("settings.steps was 28 and is now 5", [.. Evaluate(), "--steps", "5"]);
        ToolRun.Succeeds([.. Evaluate(), "--steps", "5", "--force"]);
    }

    /// <summary>The score beside the map is not that of the image, the model and the preprocessing of today.</summary>
    [TestMethod]
    public void Evaluate_AnotherScoreThanTheMaps_IsSkippedWithBoth()
    {
        string file = Path.Combine(_folder.Out, ImageResult.FileOf("image-01.png"));
        JsonNode result = JsonNode.Parse(File.ReadAllText(file))!;
        float score = (float)result["maps"]![0]!["score"]!;
        result["maps"]![0]!["score"] = score / 2;
        File.WriteAllText(file, result.ToJsonString());

        ToolRun run = ToolRun.Of(Evaluate());

        Assert.AreEqual((int)ExitCode.SomeSkipped, run.ExitCode);
        Assert.Contains($"must be the one stored with its map, {score / 2:G4}, but was {score:G4}.", run.Error);
        Assert.HasCount(3, File.ReadAllLines(Result("results.csv")));
    }

    [TestMethod]
    public void Evaluate_AnImageOrMaskThatDoesNotFit_IsSkipped()
    {
        _folder.AddImage("image-01.png", seed: 50);
        AddMask("image-00.png", (_, _) => true);
        AddMask("image-02.png", (_, _) => true, height: 5);

        ToolRun run = ToolRun.Of([.. Evaluate(), "--objects", _folder.PathOf("masks")]);

        Assert.AreEqual((int)ExitCode.SomeSkipped, run.ExitCode);
        Assert.Contains("Skipped image-01.png: the image has changed since it was explained", run.Error);
        Assert.Contains("the mask must have the image's 20 x 24 pixels, but '", run.Error);
        Assert.Contains("1 maps, 2 images skipped", run.Output);
    }

    [TestMethod]
    public void Evaluate_ModelAndImagesMoved_TakesTheirPlaces()
    {
        File.Move(_folder.Model, _folder.PathOf("moved.onnx"));
        Directory.Move(_folder.Images, _folder.PathOf("moved"));
        ToolRun.Refuses("was not found. Name its place with --images", Evaluate());

        ToolRun.Succeeds([.. Evaluate(), "--model", _folder.PathOf("moved.onnx"), "--images", _folder.PathOf("moved")]);
    }

    [TestMethod]
    public void Evaluate_OtherModel_IsRefused()
    {
        File.WriteAllBytes(_folder.Model, TestModels.RandomConvNet(seed: 2, ToolFolder.Shape));
        ToolRun.Refuses("must be that of the run in", Evaluate());
    }

    /// <summary>A result that names another image would lead the evaluation out of the run's folder.</summary>
    [TestMethod]
    [DataRow("../../../ESCAPED.png")]
    [DataRow("image-01.png")]
    public void Evaluate_ResultThatNamesAnotherImage_IsRefused(string image)
    {
        string file = Path.Combine(_folder.Out, "maps", "image-00.png.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"image-00.png\"", $"\"{image}\"", StringComparison.Ordinal));

        ToolRun.Refuses($"must hold the result of the image 'image-00.png', but names '{image}'", Evaluate());
        Assert.IsFalse(Directory.Exists(Path.Combine(_folder.Out, EvaluateVerb.Folder)));
    }

    [TestMethod]
    public void Evaluate_RunNotFinished_IsRefused()
    {
        File.Delete(Path.Combine(_folder.Out, ResultsTable.FileName));
        ToolRun.Refuses("is not finished. Run its command again", Evaluate());
    }

    [TestMethod]
    [DataRow("maps/image-01.png.json", "no result", "must hold the result of an image, but does not")]
    [DataRow("run.json", "{ \"verb\": \"explain\" }", "The settings in '")]
    [DataRow("run.json", "[]", "does not describe a run")]
    public void Evaluate_DamagedRun_IsRefused(string name, string text, string message)
    {
        File.WriteAllText(Path.Combine(_folder.Out, name), text);
        ToolRun.Refuses(message, Evaluate());
    }

    [TestMethod]
    public void Evaluate_NoRun_IsRefused() => ToolRun.Refuses("must hold a run of mlsaliency", "evaluate", "--run", _folder.Images);

    [TestMethod]
    public void Evaluate_AnEvaluation_IsRefused()
    {
        ToolRun.Succeeds(Evaluate());
        ToolRun.Refuses("must be of 'mlsaliency explain', but is of 'mlsaliency evaluate'", "evaluate", "--run", Result(""));
    }

    [TestMethod]
    [DataRow("--regions: A size must be a whole number of at least 1, or height x width", "--regions", "x")]
    [DataRow("A region must be at most as large as the model's input", "--regions", "17")]
    [DataRow("--steps must be at least 1, but was 0", "--steps", "0")]
    [DataRow("--insertion-baseline: A baseline must be one of model-zero", "--insertion-baseline", "purple")]
    [DataRow("The tolerance must be 0 pixels or more", "--tolerance", "-1")]
    [DataRow("Folder of masks 'none' was not found", "--objects", "none")]
    public void Evaluate_WrongOption_IsRefused(string message, params string[] options)
    {
        ToolRun.Refuses(message, [.. Evaluate(), .. options]);
        Assert.IsFalse(Directory.Exists(Result("")));
    }

    [TestMethod]
    public void Evaluate_NoMaskForAnyMap_IsRefused()
    {
        AddMask("other.png", (_, _) => true);
        ToolRun.Refuses(
            "has no mask for any map. For the image image-00.png, add a file such as image-00-",
            [.. Evaluate(), "--objects", _folder.PathOf("masks")]);
    }

    [TestMethod]
    public void Evaluate_DryRun_TellsTheCost()
    {
        // 16 regions of 4 x 4 and the start, twice; 28 steps and the start, twice.
        Assert.Contains("3 maps x 92 passes = 276 passes", ToolRun.Succeeds([.. Evaluate(), "--regions", "4", "--dry-run"]).Output);
        Assert.IsFalse(Directory.Exists(Result("")));
    }

    private string[] Evaluate() => ["evaluate", "--run", _folder.Out];

    private string Result(string name) => Path.Combine(_folder.Out, "evaluation", name);

    private JsonElement Summary() => JsonDocument.Parse(File.ReadAllText(Result("summary.json"))).RootElement;

    private void AssertMean(MeanEstimate expected, string name)
    {
        Assert.AreEqual(expected.Mean, Summary().GetProperty(name).GetProperty("mean").GetDouble());
        Assert.AreEqual(expected.StandardError, Summary().GetProperty(name).GetProperty("standardError").GetDouble());
    }

    private ClassifierInput InputOf(ImageResult image) => ClassifierInput.FromImage(
        RgbImage.Load(Path.Combine(_folder.Images, image.Image)),
        ToolFolder.Shape,
        KnownPreprocessing.ImageNet with { Resize = ResizeMode.Exact });

    private SaliencyMap MapOf(ImageResult image)
    {
        byte[] file = File.ReadAllBytes(Path.Combine(_folder.Out, ImageResult.MapsFileOf(image.Image)));
        return new SaliencyMap(16, 16, NpyFile.Read(file, 1, 16, 16)[0], image.Maps[0].Target, image.Maps[0].Score);
    }

    private void AddMask(string name, Func<int, int, bool> isObject, int height = 20, int width = 24)
    {
        var mask = new RgbImage(height, width);
        for (int i = 0; i < height * width; i++)
        {
            mask.Pixels.AsSpan(3 * i, 3).Fill(isObject(i / width, i % width) ? byte.MaxValue : (byte)0);
        }

        Directory.CreateDirectory(_folder.PathOf("masks"));
        mask.Save(_folder.PathOf($"masks/{name}"));
    }
}
