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
}
