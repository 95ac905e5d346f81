using OnnxModels;
using DataType = Onnx.TensorProto.Types.DataType;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Models in the forms of exporters in a pipeline, and what the context's log says of them. Picture k is white in quadrant k and
/// 51 elsewhere, so that its class is k with e^10 / (e^10 + 3 e^2).</summary>
[TestClass]
public sealed class ModelFormPipelineTests : FolderTests
{
    private static readonly TensorShape Shape = new(3, 8, 8);
    private static readonly RiseSaliencyOptions Options = new()
    {
        Rise = new RiseOptions { Masks = 30, GridHeight = 2, GridWidth = 2 },
        Preprocessing = KnownPreprocessing.ZeroToOne,
    };

    private readonly List<string> _log = [];

    [TestMethod]
    [DataRow(DataType.Uint8, 1e-6f)]
    [DataRow(DataType.Float16, 1e-3f)]
    public void Rise_ElementType_GivesTheRightClasses(DataType type, float tolerance)
    {
        IDataView explained = Explain(new QuadrantModel(Shape) { InputType = type }.Build(), Options);

        CollectionAssert.AreEqual(new[] { 0, 1, 2, 3 }, explained.GetColumn<int>("SaliencyTarget").ToArray());
        Assert.IsTrue(explained.GetColumn<float>("SaliencyScore").All(score => MathF.Abs(score - .99899464f) <= tolerance));
        Assert.Contains("The activation is softmax, because the outputs of 6 of 6 probes", string.Concat(_log));
    }

    [TestMethod]
    public void Rise_LabelsWithABackground_LeavesItOutWithAWarning()
    {
        IDataView explained = Explain(
            new QuadrantModel(Shape).Build(), Options with { Labels = new(["background", "a", "b", "c", "d"]) });

        CollectionAssert.AreEqual(
            new[] { "a", "b", "c", "d" },
            explained.GetColumn<ReadOnlyMemory<char>>("SaliencyTargetLabel").Select(label => label.ToString()).ToArray());
        Assert.HasCount(1, _log.Where(message => message.Contains("'background', is left out", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow(1e-6f, 1)]
    [DataRow(10, 0)]
    public void Rise_ScoresNearChance_WarnsOnce(float gain, int warnings)
    {
        IDataView explained = Explain(new QuadrantModel(Shape) { Gain = gain }.Build(), Options, copies: 3);
        Assert.HasCount(12, explained.GetColumn<float>("SaliencyScore"));

        Assert.HasCount(warnings, _log.Where(message => message.Contains("first 8 rows is 0.250, near chance", StringComparison.Ordinal)));
    }

    private IDataView Explain(byte[] model, RiseSaliencyOptions options, int copies = 1)
    {
        for (int i = 0; i < 4 * copies; i++)
        {
            QuadrantModel.Draw(i % 4, 8, 8).Save(PathOf($"picture-{i:00}.png"));
        }

        string file = PathOf("model.onnx");
        File.WriteAllBytes(file, model);
        MLContext.Log += (_, message) => _log.Add(message.RawMessage);
        IDataView images = MLContext.Saliency().LoadImages(Folder);
        return MLContext.Saliency().Rise("Saliency", "Image", file, options).Fit(images).Transform(images);
    }
}
