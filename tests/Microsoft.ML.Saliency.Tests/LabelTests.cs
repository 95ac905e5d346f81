namespace Microsoft.ML.Saliency.Tests;

/// <summary>The names of the classes on their way through a pipeline: a text column, and slot names where the slots are classes.</summary>
[TestClass]
public sealed class LabelTests
{
    private static readonly ClassLabels Labels = new(["first", "last"]);
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _data;

    public LabelTests() => _data = _mlContext.Data.LoadFromEnumerable(VectorRow.Many(2));

    [TestMethod]
    public void Transform_Predicted_AddsTheTargetsLabel()
    {
        IDataView explained = Explain(SaliencyTargets.Predicted, Labels);

        Assert.AreEqual(TextDataViewType.Instance, explained.Schema["SaliencyTargetLabel"].Type);
        LabelRow row = _mlContext.Data.CreateEnumerable<LabelRow>(explained, reuseRowObject: false).First();
        Assert.AreEqual(1, row.SaliencyTarget);
        Assert.AreEqual("last", row.SaliencyTargetLabel);
    }

    [TestMethod]
    public void Transform_Top_AddsEachTargetsLabelAndNoSlotNames()
    {
        IDataView explained = Explain(SaliencyTargets.Top(2), Labels);

        CollectionAssert.AreEqual(new[] { "last", "first" }, ReadLabels(explained));
        Assert.IsNull(SlotNames.Find(explained.Schema["SaliencyTarget"]), "Which class a slot holds differs from row to row.");
    }

    [TestMethod]
    public void Transform_FixedClasses_NamesTheSlotsToo()
    {
        IDataView given = Explain(SaliencyTargets.Classes(1, 0), Labels), all = Explain(SaliencyTargets.All, Labels);

        CollectionAssert.AreEqual(new[] { "last", "first" }, ReadLabels(given));
        foreach (string column in new[] { "SaliencyTarget", "SaliencyScore" })
        {
            CollectionAssert.AreEqual(new[] { "last", "first" }, SlotNames.Find(given.Schema[column]));
            CollectionAssert.AreEqual(new[] { "first", "last" }, SlotNames.Find(all.Schema[column]));
        }
    }

    [TestMethod]
    public void Transform_NoLabels_AddsNoColumn() =>
        Assert.IsNull(Explain(SaliencyTargets.Predicted, labels: null).Schema.GetColumnOrNull("SaliencyTargetLabel"));

    [TestMethod]
    public void Rise_LabelsOfAnotherNumberOfClasses_SaysExpectedAndGiven() =>
        FolderTests.Refuse(() => Explain(SaliencyTargets.Predicted, new ClassLabels(["a", "b", "c"])), "2", "3");

    [TestMethod]
    public void Rise_ModelFileThatNamesItsClasses_TakesTheNames()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, TestModels.WithMetadata(TestPipeline.Shape, TestPipeline.Weights, "names", "{0: 'cat', 1: 'dog'}"));
            using RiseSaliencyTransformer model =
                _mlContext.Saliency().Rise("Saliency", "Pixels", file, TestPipeline.RiseSaliency).Fit(_data);

            Assert.AreEqual("dog", model.Transform(_data).GetColumn<ReadOnlyMemory<char>>("SaliencyTargetLabel").First().ToString());
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Named scores, as ML.NET's own trainers write them: here those of a pipeline of ours.</summary>
    [TestMethod]
    public void TransformerScorer_ScoreColumnWithSlotNames_KnowsItsLabels()
    {
        ITransformer Model(ClassLabels? labels) => Estimator(SaliencyTargets.All, labels).Fit(_data);

        var options = new TransformerScorerOptions { InputShape = TestPipeline.Shape };

        CollectionAssert.AreEqual(
            Labels.ToArray(), new TransformerScorer(Model(Labels), _data.Schema, "Pixels", "SaliencyScore", options).Labels?.ToArray());
        Assert.IsNull(new TransformerScorer(Model(null), _data.Schema, "Pixels", "SaliencyScore", options).Labels);
    }

    private IDataView Explain(SaliencyTargets targets, ClassLabels? labels) => Estimator(targets, labels).Fit(_data).Transform(_data);

    private RiseSaliencyEstimator Estimator(SaliencyTargets targets, ClassLabels? labels) =>
        _mlContext.Saliency(
            ).Rise("Saliency", "Pixels", TestPipeline.Scorer(), TestPipeline.RiseSaliency with { Targets = targets, Labels = labels });

    private static string[] ReadLabels(IDataView explained) => explained.GetColumn<string[]>("SaliencyTargetLabel").First();

    private sealed class LabelRow
    {
        public int SaliencyTarget { get; set; }
        public string SaliencyTargetLabel { get; set; } = "";
    }
}
