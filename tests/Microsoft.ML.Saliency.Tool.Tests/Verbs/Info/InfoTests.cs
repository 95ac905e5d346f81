using System.Text.Json;

namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>What <c>info</c> says of a model.</summary>
[TestClass]
public sealed class InfoTests : IDisposable
{
    private readonly ToolFolder _folder = new(images: 0);

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Info_TwoOutputs_NamesBothAndTheOneThatIsTaken()
    {
        float[][] weights = [[.. Enumerable.Repeat(1f, 72)], new float[72]];
        File.WriteAllBytes(_folder.Model, TestModels.LogitsAndProbabilities(new TensorShape(3, 4, 6, TensorLayout.Nhwc), weights));

        JsonElement info = JsonDocument.Parse(
            ToolRun.Succeeds("info", "--model", _folder.Model, "--output-name", "softmax", "--json").Output).RootElement;
        string text = ToolRun.Succeeds("info", "--model", _folder.Model).Output;

        Assert.AreEqual("[\"input: Float ? x 4 x 6 x 3\"]", info.GetProperty("inputs").GetRawText());
        Assert.AreEqual("[\"logits: Float ? x 2\",\"softmax: Float ? x 2\"]", info.GetProperty("outputs").GetRawText());
        Assert.AreEqual("softmax", info.GetProperty("outputName").GetString());
        Assert.AreEqual("none", info.GetProperty("activation").GetString());
        Assert.AreEqual("nhwc", info.GetProperty("layout").GetString());
        Assert.AreEqual("CPUExecutionProvider", info.GetProperty("provider").GetString());
        double speed = info.GetProperty("passesPerSecond").GetDouble();
        Assert.IsGreaterThan(0, speed);
        Assert.AreEqual(4001 / speed, info.GetProperty("riseSeconds").GetDouble(), 1e-9);
        Assert.Contains("input (4 x 6 x 3, nhwc) -> softmax (2 classes), activation none", text);
        Assert.Contains("The output is 'softmax' of 'logits' (N x 2), 'softmax' (N x 2), which agree on every probe.", text);
    }

    [TestMethod]
    public void Info_NoModel_IsRefused() => ToolRun.Refuses("Model file 'none.onnx' was not found", "info", "--model", "none.onnx");

    [TestMethod]
    [DataRow("--provider: A provider must be one of cpu, cuda, tensorrt, openvino, directml, coreml, migraphx, but was 'kuda'. Did you "
        + "mean 'cuda'?", "kuda,cpu")]
    [DataRow("Or end --provider with Cpu to use the CPU.", "migraphx,directml")]
    [DataRow("--provider must be", "cpu,cpu")]
    public void Info_ProvidersThatCannotBe_AreRefused(string message, string providers)
    {
        File.WriteAllBytes(_folder.Model, TestModels.Linear(new TensorShape(1, 2, 2), [new float[4], new float[4]]));

        ToolRun.Refuses(message, "info", "--model", _folder.Model, "--provider", providers);
    }

    [TestMethod]
    public void Info_ProviderBeforeTheCpu_IsWarnedOf()
    {
        File.WriteAllBytes(_folder.Model, TestModels.Linear(new TensorShape(1, 2, 2), [new float[4], new float[4]]));

        ToolRun run = ToolRun.Succeeds("info", "--model", _folder.Model, "--provider", "directml,cpu", "--gpu", "2", "--no-tf32");

        Assert.Contains("DirectML device 2 cannot be used: ", run.Error);
        Assert.Contains("The CPU is used instead.", run.Error);
        Assert.Contains("CPUExecutionProvider", run.Output);
    }

    /// <summary>The model is sure of a quadrant if pixels are 0..1, and of chance if they are divided by 127.5 more.</summary>
    [TestMethod]
    public void Info_Images_TabulatesThePresets()
    {
        AddQuadrantPictures();

        ToolRun text = ToolRun.Succeeds("info", "--model", _folder.Model, "--images", _folder.Images);
        JsonElement presets = JsonDocument.Parse(
            ToolRun.Succeeds("info", "--model", _folder.Model, "--images", _folder.Images, "--json").Lines[^1]).RootElement
            .GetProperty("presets");

        Assert.Contains("mean top score", text.Output);
        JsonElement right = presets.EnumerateArray().Single(preset => preset.GetProperty("name").GetString() == "zero-to-one");
        Assert.AreEqual(.99899464, right.GetProperty("topScore").GetDouble(), 1e-6);
        Assert.AreEqual(4, right.GetProperty("classCount").GetInt32());
        ToolRun.Refuses("Image folder 'none' was not found", "info", "--model", _folder.Model, "--images", "none");
    }

    [TestMethod]
    public void Explain_ScoresNearChance_WarnsAndNamesTheBetterPreset()
    {
        AddQuadrantPictures();
        string[] explain =
            ["explain", "--model", _folder.Model, "--images", _folder.Images, "--masks", "16", "--grid", "2", "--resize", "exact"];

        ToolRun wrong = ToolRun.Succeeds(
            [.. explain, "--out", _folder.Out, "--preprocessing", "zero-to-one", "--divisor", "100000"]);
        ToolRun right = ToolRun.Succeeds([.. explain, "--out", _folder.PathOf("right"), "--preprocessing", "zero-to-one"]);

        Assert.Contains("Warning: The preprocessing may be wrong: the mean top score of 4 image(s) is 0.25", wrong.Error);
        Assert.Contains("with --preprocessing", wrong.Error);
        Assert.DoesNotContain("Warning", right.Error);
    }

    private void AddQuadrantPictures()
    {
        File.WriteAllBytes(_folder.Model, new QuadrantModel(new(3, 16, 16)).Build());
        for (int k = 0; k < 4; k++)
        {
            QuadrantModel.Draw(k, 16, 16).Save(Path.Combine(_folder.Images, $"q{k}.png"));
        }
    }
}
