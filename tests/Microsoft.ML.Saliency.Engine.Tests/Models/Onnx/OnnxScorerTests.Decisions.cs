using DataType = Onnx.TensorProto.Types.DataType;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>What is decided where a model leaves it open, and what is refused because nothing settles it.</summary>
public sealed partial class OnnxScorerTests
{
    [TestMethod]
    [DataRow(false, new long[] { -1, 1 })]
    [DataRow(true, new long[] { -1, 1 })]
    [DataRow(true, new long[] { -1 })]
    public void Score_OneProbability_GivesTwoClasses(bool isSigmoid, long[] shape)
    {
        // The logit is quadrant 0's, 10 or 2, less 6: 4 or -4.
        byte[] binary = Binary(isSigmoid, shape);
        using OnnxScorer scorer = new(binary, new() { Labels = new(["no", "yes"]) });
        using OnnxScorer single = new(binary, new() { BinaryClasses = false });

        Assert.AreEqual(2, scorer.ClassCount);
        CollectionAssert.AreEqual(new[] { "no", "yes" }, scorer.Labels!.ToArray());
        Close.All<float>([.01798621f, .98201379f, .98201379f, .01798621f], Score(scorer, Quadrant(scorer, 0), Quadrant(scorer, 1)), 1e-6f);
        Close.All<float>([.98201379f, .01798621f], Score(single, Quadrant(single, 0), Quadrant(single, 1)), 1e-6f);
        Assert.AreEqual(1, new OcclusionExplainer(scorer).Explain(Quadrant(scorer, 0))[0].Target);
        Assert.AreEqual(0, new OcclusionExplainer(scorer).Explain(Quadrant(scorer, 1))[0].Target);
        Assert.ThrowsWith<ArgumentException>(() => new OnnxScorer(binary, new() { Labels = new(["yes"]) }), "2 labels", "1");
    }

    [TestMethod]
    public void Constructor_OneValueThatIsNoProbability_HasOneClass()
    {
        using OnnxScorer scorer = new(Binary(isSigmoid: false, [-1, 1]), Raw);

        Assert.AreEqual(1, scorer.ClassCount);
        Assert.ThrowsWith<ArgumentException>(
            () => new OnnxScorer(Binary(isSigmoid: false, [-1, 1]), new() { Activation = ScoreActivation.Softmax }), "always 1", "Sigmoid");
    }

    [TestMethod]
    [DataRow("Softmax", ScoreActivation.None, Sure, 0)]
    [DataRow("LogSoftmax", ScoreActivation.Softmax, Sure, 0)]
    [DataRow("Percent", ScoreActivation.Percent, Sure, 1)]
    [DataRow("Bytes", ScoreActivation.Byte, 1, 1)]
    [DataRow("Sigmoid", ScoreActivation.None, .9999546f, 0)]
    [DataRow("Identity", ScoreActivation.Softmax, Sure, 0)]
    public void Constructor_Auto_JudgesFromSeveralImages(string kind, ScoreActivation expected, float score, int warnings)
    {
        using OnnxScorer scorer = new(
            new QuadrantModel(Color8x8).Build(model => AddActivation(model, kind)), new() { OnWarning = _ => { } });

        Assert.AreEqual(expected, scorer.Activation);
        Assert.HasCount(warnings, scorer.Warnings);
        Assert.Contains(
            $"The activation is {expected.ToString().ToLowerInvariant()}, because the outputs of 6 of 6 probes",
            scorer.Decisions.Concat(scorer.Warnings).Single(text => text.StartsWith("The activation", StringComparison.Ordinal)));
        Assert.AreEqual(score, Score(scorer, Quadrant(scorer, 1))[1], 1e-6f);
    }

    /// <summary>An image of one color has no standard deviation: its scores are 0 / 0.</summary>
    [TestMethod]
    [DataRow("Identity", ScoreActivation.Softmax)]
    [DataRow("Softmax", ScoreActivation.None)]
    public void Constructor_ProbeThatGivesNaN_IsNoEvidence(string kind, ScoreActivation expected)
    {
        using OnnxScorer scorer = new(
            new QuadrantModel(Color8x8) { IsStandardized = true }.Build(model => AddActivation(model, kind)));

        Assert.AreEqual(expected, scorer.Activation);
        Assert.Contains("5 of 6 probes", scorer.Decisions[0]);
    }

    [TestMethod]
    [DataRow("features", "logits", "logits", 1)]
    [DataRow("logits", "features", "logits", 1)]
    [DataRow("output", "embedding", "output", 1)]
    [DataRow("logits_a", "logits_b", null, 0)]
    [DataRow("output_0", "output_1", null, 0)]
    public void Constructor_OutputsOfDifferentWidths_AreToldApartByNameOrRefused(string four, string two, string? chosen, int warnings)
    {
        bool isFirstWide = chosen is null || chosen == four;
        byte[] model = new QuadrantModel(Color8x8).Build(model => model
            .Initializer("some", 0, 1)
            .Node("Identity", ["scores"], [four])
            .Node("Gather", ["scores", "some"], [two], ("axis", 1))
            .Output(four, DataType.Float, "N", 4)
            .Output(two, DataType.Float, "N", 2));
        var quiet = new OnnxScorerOptions { OnWarning = _ => { } };
        if (chosen is null)
        {
            AssertRefused(model, $"several outputs fit: '{four}' (N x 4), '{two}' (N x 2)", "OnnxScorerOptions.OutputName", quiet);
            using OnnxScorer named = new(model, quiet with { OutputName = two });
            using OnnxScorer labeled = new(model, quiet with { Labels = new(["a", "b", "c", "d"]) });
            Assert.AreEqual((two, four), (named.OutputName, labeled.OutputName));
            return;
        }

        using OnnxScorer scorer = new(model, quiet);
        Assert.AreEqual((chosen, isFirstWide ? 4 : 2), (scorer.OutputName, scorer.ClassCount));
        Assert.HasCount(warnings, scorer.Warnings);
    }

    [TestMethod]
    [DataRow("logits", "aux_logits", "logits")]
    [DataRow("aux_logits", "logits", "logits")]
    [DataRow("task_a", "task_b", null)]
    public void Constructor_OutputsOfOneWidth_AreToldApartByNameOrRefused(string first, string second, string? chosen)
    {
        byte[] model = new QuadrantModel(Color8x8).Build(model => model
            .Node("Identity", ["scores"], [first])
            .Node("Neg", ["scores"], [second])
            .Output(first, DataType.Float, "N", 4)
            .Output(second, DataType.Float, "N", 4));
        var quiet = new OnnxScorerOptions { OnWarning = _ => { } };
        if (chosen is null)
        {
            AssertRefused(model, "several outputs fit", "OnnxScorerOptions.OutputName", quiet);
            return;
        }

        using OnnxScorer scorer = new(model, quiet);
        Assert.AreEqual(chosen, scorer.OutputName);
        Assert.Contains("because of its name", scorer.Warnings.Single());
    }

    [TestMethod]
    public void Constructor_ZipMap_GivesTheScoresAndNamesInFrontOfIt()
    {
        byte[] strings = ZipMap(DataType.String, ("classlabels_strings", new[] { "tl", "tr", "bl", "br" }));
        using OnnxScorer named = new(strings);
        using OnnxScorer numbered = new(ZipMap(DataType.Int64, ("classlabels_int64s", new long[] { 7, 8, 9, 11 })));
        using OnnxScorer indexed = new(ZipMap(DataType.Int64, ("classlabels_int64s", new long[] { 0, 1, 2, 3 })));
        using OnnxScorer chosen = new(strings, new() { OutputName = "loss" });

        CollectionAssert.AreEqual(new[] { "tl", "tr", "bl", "br" }, named.Labels!.ToArray());
        CollectionAssert.AreEqual(new[] { "7", "8", "9", "11" }, numbered.Labels!.ToArray());
        Assert.IsNull(indexed.Labels);
        foreach (OnnxScorer scorer in new[] { named, numbered, indexed, chosen })
        {
            Assert.AreEqual(("loss", ScoreActivation.None), (scorer.OutputName, scorer.Activation));
            Assert.AreEqual(Sure, Score(scorer, Quadrant(scorer, 3))[3], 1e-6f);
        }
    }

    [TestMethod]
    [DataRow(new long[] { 1, 4 }, "failed for 2 images")]
    [DataRow(new long[] { 1, -1 }, "returned no row of scores for each image")]
    public void Constructor_BatchThatIsFreeInNameOnly_IsScoredOneByOneWithAWarning(long[] shape, string warning)
    {
        using OnnxScorer scorer = new(new QuadrantModel(Color8x8).Build(model => model
            .Initializer("shape", shape)
            .Node("Reshape", ["scores", "shape"], ["logits"])
            .Output("logits", DataType.Float, "N", 4)), new() { OnWarning = _ => { } });

        Assert.AreEqual(1, scorer.MaxBatchSize);
        Assert.Contains(warning, scorer.Warnings.Single());
        AssertSure(scorer);
    }

    [TestMethod]
    public void Constructor_ScoresThatDependOnTheBatch_AreScoredOneByOneWithAWarning()
    {
        // A layer in training mode: each image's scores less the mean of the batch.
        using OnnxScorer scorer = new(new QuadrantModel(Color8x8).Build(model => model
            .Node("ReduceMean", ["scores"], ["mean"], ("axes", new long[] { 0 }), ("keepdims", 1))
            .Initializer("half", [1], [.5f])
            .Node("Mul", ["mean", "half"], ["part"])
            .Node("Sub", ["scores", "part"], ["logits"])
            .Output("logits", DataType.Float, "N", 4)), new() { OnWarning = _ => { } });

        Assert.AreEqual(1, scorer.MaxBatchSize);
        Assert.Contains("differently beside other images", scorer.Warnings.Single());
    }

    [TestMethod]
    public void Constructor_ScoresOfChance_WarnsThatMapsAreOfChance()
    {
        using OnnxScorer scorer = new(new QuadrantModel(Color8x8).Build(model => model
            .Node("RandomNormalLike", ["scores"], ["noise"])
            .Node("Add", ["scores", "noise"], ["noisy"])
            .Initializer("thousand", [1], [1000])
            .Node("Mul", ["noise", "thousand"], ["logits"])
            .Output("logits", DataType.Float, "N", 4)), new() { OnWarning = _ => { } });

        Assert.Contains("differently in each run", scorer.Warnings.Single());
    }

    [TestMethod]
    [DataRow("background")]
    [DataRow("__background__")]
    public void Constructor_LabelsWithABackground_LeavesItOutAndSaysSo(string background)
    {
        var labels = new ClassLabels([background, "a", "b", "c", "d"]);
        using OnnxScorer scorer = new(new QuadrantModel(Color8x8).Build(), new() { Labels = labels, OnWarning = _ => { } });

        CollectionAssert.AreEqual(new[] { "a", "b", "c", "d" }, scorer.Labels!.ToArray());
        Assert.Contains($"'{background}', is left out", scorer.Warnings.Single());
        Assert.ThrowsWith<ArgumentException>(
            () => new OnnxScorer(new QuadrantModel(Color8x8).Build(), new() { Labels = new(["x", "a", "b", "c", "d"]) }), "4 labels", "5");
    }

    [TestMethod]
    [DataRow(1000, "tench")]
    [DataRow(1001, "background")]
    [DataRow(999, null)]
    public void Constructor_ThousandClassesWithoutNames_TakesImageNetsAndSaysSo(int classes, string? first)
    {
        float[][] weights = [.. Enumerable.Range(0, classes).Select(k => new float[] { k % 7, 0, 0, 0 })];
        using OnnxScorer scorer = new(TestModels.Linear(Gray2x2, weights));

        Assert.AreEqual(first, scorer.Labels?[0]);
        Assert.AreEqual(first is not null, scorer.Decisions.Any(text => text.Contains("names are ImageNet's", StringComparison.Ordinal)));
    }

    private static byte[] Binary(bool isSigmoid, long[] shape) => new QuadrantModel(Color8x8).Build(model => model
        .Initializer("first", 0)
        .Node("Gather", ["scores", "first"], ["score"], ("axis", 1))
        .Initializer("six", [1], [6])
        .Node("Sub", ["score", "six"], ["logit"])
        .Node(isSigmoid ? "Sigmoid" : "Identity", ["logit"], ["p"])
        .Initializer("shape", shape)
        .Node("Reshape", ["p", "shape"], ["output"])
        .Output("output", DataType.Float, [.. shape.Select(side => side < 0 ? "N" : (OnnxDimension)side)]));

    private static void AddActivation(OnnxModelBuilder model, string kind)
    {
        model.Initializer("factor", [1], [kind == "Percent" ? 100 : 255]);
        string type = kind is "Percent" or "Bytes" ? "Softmax" : kind;
        model.Node(type, ["scores"], ["activated"], type == "Softmax" || type == "LogSoftmax" ? [("axis", 1)] : []);
        model.Node("Mul", ["activated", "factor"], ["scaled"]).Node("Round", ["scaled"], ["rounded"]);
        DataType output = kind == "Bytes" ? DataType.Uint8 : DataType.Float;
        string last = kind switch { "Percent" => "scaled", "Bytes" => "rounded", _ => "activated" };
        model.Node("Cast", [last], ["output"], ("to", (int)output)).Output("output", output, "N", 4);
    }

    private static byte[] ZipMap(DataType key, (string Name, object Value) labels) => new QuadrantModel(Color8x8).Build(model => model
        .Node("Softmax", ["scores"], ["probabilities"], ("axis", 1))
        .Node("ArgMax", ["scores"], ["classLabel"], ("axis", 1), ("keepdims", 0))
        .LearnerNode("ZipMap", "probabilities", "loss", labels)
        .Output("classLabel", DataType.Int64, "N")
        .MapOutput("loss", key));
}
