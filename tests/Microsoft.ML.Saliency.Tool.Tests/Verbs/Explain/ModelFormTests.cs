using System.Text.Json;
using OnnxModels;
using DataType = Onnx.TensorProto.Types.DataType;

namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>Models in the forms that people have met: each is explained right, or refused in one line that names the option.</summary>
[TestClass]
public sealed class ModelFormTests : IDisposable
{
    private static readonly TensorShape Shape = new(3, 16, 16);
    private readonly ToolFolder _folder = new(images: 0);

    /// <summary>Draws four pictures; picture k is white in quadrant k and 51 elsewhere, so that its class is k.</summary>
    public ModelFormTests()
    {
        for (int k = 0; k < 4; k++)
        {
            QuadrantModel.Draw(k, 16, 16).Save(Path.Combine(_folder.Images, $"q{k}.png"));
        }
    }

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(DataType.Float16, DataType.Float16, 1e-3f)]
    [DataRow(DataType.Double, DataType.Double, 1e-6f)]
    [DataRow(DataType.Uint8, DataType.Float, 1e-6f)]
    public void Explain_ElementType_GivesTheRightClassesAndMaps(DataType input, DataType output, float tolerance)
    {
        ToolRun run = Explain(new QuadrantModel(Shape) { InputType = input }.Build(model => model
            .Node("Cast", ["scores"], ["logits"], ("to", (int)output)).Output("logits", output, "N", 4)));

        AssertRight(tolerance);
        Assert.AreEqual(input == DataType.Uint8, run.Error.Contains("takes the pixels' bytes", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Explain_UnbatchedBytesChannelsLast_GivesTheRightClassesAndMaps()
    {
        var shape = new TensorShape(3, 16, 16, TensorLayout.Nhwc);
        Explain(new QuadrantModel(shape) { InputType = DataType.Uint8, InputDimensions = [16, 16, 3] }.Build());

        AssertRight(1e-6f);
    }

    [TestMethod]
    [DataRow(1, 28, 28)]
    [DataRow(1, 32, 100)]
    [DataRow(3, 4, 4)]
    public void Explain_GrayNarrowOrTinyInput_GivesTheRightClassesAndMaps(int channels, int height, int width)
    {
        Explain(new QuadrantModel(new(channels, height, width)).Build());

        // Resizing mixes the quadrants at their borders.
        AssertRight(5e-3f);
    }

    [TestMethod]
    [DataRow("--feed", "keep_prob=2")]
    public void Explain_FurtherInput_TakesItsValue(params string[] options)
    {
        byte[] model = new QuadrantModel(Shape) { Gain = 5, Factor = ("keep_prob", DataType.Float, []) }.Build();

        Explain(model, options);

        AssertRight(1e-6f);
        Refuses("Set --feed, as in keep_prob=1.", model);
    }

    [TestMethod]
    public void Explain_OneProbability_ExplainsBothClasses()
    {
        byte[] model = new QuadrantModel(Shape).Build(model => model
            .Initializer("first", 0)
            .Node("Gather", ["scores", "first"], ["score"], ("axis", 1))
            .Initializer("six", [1], [6])
            .Node("Sub", ["score", "six"], ["logit"])
            .Node("Sigmoid", ["logit"], ["p"])
            .Output("p", DataType.Float, "N", 1));
        File.WriteAllText(_folder.PathOf("labels.json"), """["other", "top left"]""");

        Explain(model, "--labels", _folder.PathOf("labels.json"));

        ImageResult[] results = ImageResult.ReadAll(_folder.Out);
        Assert.AreEqual((1, "top left"), (results[0].Maps[0].Target, results[0].Maps[0].Label));
        Assert.AreEqual((0, "other"), (results[3].Maps[0].Target, results[3].Maps[0].Label));
        Assert.AreEqual(.98201379f, results[3].Maps[0].Score, 1e-6f);
    }

    [TestMethod]
    public void Explain_NamesInTheModel_LabelTheMapsAndNameTheTargets()
    {
        byte[] model = new QuadrantModel(Shape).Build(model => model
            .Node("Softmax", ["scores"], ["probabilities"], ("axis", 1))
            .Output("probabilities", DataType.Float, "N", 4)
            .Metadata("names", "{0: 'top left', 1: 'top right', 2: \"bottom's left\", 3: 'bottom right'}"));

        Explain(model, "--targets", "bottom's left,3");

        MapResult[] maps = [.. ImageResult.ReadAll(_folder.Out)[0].Maps];
        CollectionAssert.AreEqual(new[] { "bottom's left", "bottom right" }, maps.Select(map => map.Label).ToArray());
        JsonElement run = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder.Out, "run.json"))).RootElement;
        Assert.AreEqual("2,3", run.GetProperty("settings").GetProperty("targets").GetString());
        Assert.Contains(
            "The activation is none, because the outputs of 6 of 6 probes are probabilities with the sum 1.",
            run.GetProperty("model").GetProperty("decisions").EnumerateArray().Select(text => text.GetString()));
        Refuses("'top lift' is none of them. Did you mean 'top left'", model, "--targets", "top lift");
    }

    [TestMethod]
    public void Explain_ZipMap_LabelsTheMapsWithItsNames()
    {
        Explain(new QuadrantModel(Shape).Build(model => model
            .Node("Softmax", ["scores"], ["probabilities"], ("axis", 1))
            .LearnerNode("ZipMap", "probabilities", "loss", ("classlabels_strings", new[] { "tl", "tr", "bl", "br" }))
            .MapOutput("loss", DataType.String)));

        AssertRight(1e-6f);
        CollectionAssert.AreEqual(
            new[] { "tl", "tr", "bl", "br" }, ImageResult.ReadAll(_folder.Out).Select(result => result.Maps[0].Label).ToArray());
    }

    [TestMethod]
    public void Explain_Percentages_AreTakenWithAWarning()
    {
        ToolRun run = Explain(new QuadrantModel(Shape).Build(model => model
            .Node("Softmax", ["scores"], ["probabilities"], ("axis", 1))
            .Initializer("hundred", [1], [100])
            .Node("Mul", ["probabilities", "hundred"], ["percent"])
            .Output("percent", DataType.Float, "N", 4)));

        AssertRight(1e-6f);
        Assert.Contains("percentages with the sum 100. If that is wrong, set --activation.", run.Error);
    }

    [TestMethod]
    public void Explain_OpenModel_IsSettledByOptions()
    {
        byte[] open = new QuadrantModel(Shape) { InputDimensions = ["a", "b", "c", "d"] }.Build();
        byte[] last = new QuadrantModel(Shape with { Layout = TensorLayout.Nhwc }) { InputDimensions = ["a", "b", "c", 3] }.Build();

        Explain(last, "--input-shape", "3x16x16");

        AssertRight(1e-6f);
        Refuses("Set --input-shape, and --layout if channels come last.", open);
        Refuses("a fixed height and width, but has ? x ? x ? x 3. Set --input-shape", last);
    }

    [TestMethod]
    public void Explain_WhatNothingSettles_IsRefused()
    {
        byte[] heads = new QuadrantModel(Shape).Build(model => model
            .Initializer("two", 0, 1)
            .Node("Identity", ["scores"], ["logits_a"])
            .Node("Gather", ["scores", "two"], ["logits_b"], ("axis", 1))
            .Output("logits_a", DataType.Float, "N", 4)
            .Output("logits_b", DataType.Float, "N", 2));

        Refuses("several outputs fit: 'logits_a' (N x 4), 'logits_b' (N x 2). Set --output-name to one of them.", heads);
        Refuses(
            "Mean and Std of a model with 4 channel(s) must be the same for all colors",
            new QuadrantModel(Shape with { Channels = 4 }).Build(),
            "--preprocessing", "imagenet");
        Refuses("--grid must be at least 1 and at most 4", new QuadrantModel(new(3, 4, 4)).Build(), "--grid", "7");
    }

    private ToolRun Explain(byte[] model, params string[] options)
    {
        File.WriteAllBytes(_folder.Model, model);
        return ToolRun.Succeeds(Arguments(options));
    }

    private void Refuses(string message, byte[] model, params string[] options)
    {
        File.WriteAllBytes(_folder.Model, model);
        ToolRun.Refuses(message, Arguments(options));
    }

    private string[] Arguments(string[] options)
    {
        string[] defaults = ["--preprocessing", "zero-to-one", "--masks", "60", "--grid", "2", "--force"];
        string[] all = [.. defaults.Chunk(2).Where(pair => !options.Contains(pair[0])).SelectMany(pair => pair), .. options];
        return ["explain", "--model", _folder.Model, "--images", _folder.Images, "--out", _folder.Out, .. all];
    }

    /// <summary>The classes are the quadrants', the scores e^10 / (e^10 + 3 e^2), and each map's maximum lies in its quadrant.</summary>
    private void AssertRight(float tolerance)
    {
        ImageResult[] results = ImageResult.ReadAll(_folder.Out);
        Assert.HasCount(4, results);
        for (int k = 0; k < 4; k++)
        {
            MapResult map = results[k].Maps.Single();
            Assert.AreEqual(k, map.Target);
            Assert.AreEqual(.99899464f, map.Score, tolerance);
            Assert.AreEqual(k, (2 * (2 * map.MaximumRow / map.Height)) + (2 * map.MaximumColumn / map.Width));
        }
    }
}
