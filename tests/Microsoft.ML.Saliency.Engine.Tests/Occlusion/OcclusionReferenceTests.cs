namespace Microsoft.ML.Saliency.Tests;

/// <summary>Against maps computed by Captum's Occlusion (TestData/README.md).</summary>
[TestClass]
public class OcclusionReferenceTests
{
    [TestMethod]
    [DataRow("one1", 2, 16, 8, "zero", "probability", 1e-5)]
    [DataRow("one1", 2, 16, 8, "zero", "logit", 1e-4)]
    [DataRow("one1", 2, 16, 8, "rgb", "probability", 1e-5)]
    [DataRow("one1", 2, 16, 8, "rgb", "logit", 1e-4)]
    [DataRow("one1", 2, 15, 10, "zero", "probability", 1e-5)]
    [DataRow("one1", 2, 15, 10, "zero", "logit", 1e-4)]
    [DataRow("one1", 2, 15, 10, "rgb", "probability", 1e-5)]
    [DataRow("one1", 2, 15, 10, "rgb", "logit", 1e-4)]
    [DataRow("two1", 5, 16, 8, "zero", "probability", 1e-5)]
    [DataRow("two1", 5, 16, 8, "zero", "logit", 1e-4)]
    [DataRow("two1", 5, 16, 8, "rgb", "probability", 1e-5)]
    [DataRow("two1", 5, 16, 8, "rgb", "logit", 1e-4)]
    [DataRow("two1", 5, 15, 10, "zero", "probability", 2e-5)]
    [DataRow("two1", 5, 15, 10, "zero", "logit", 1e-4)]
    [DataRow("two1", 5, 15, 10, "rgb", "probability", 2e-5)]
    [DataRow("two1", 5, 15, 10, "rgb", "logit", 1e-4)]
    public void Explain_GoldenModel_EqualsCaptumsMap(
        string scene, int target, int patch, int stride, string baseline, string score, double tolerance)
    {
        using var scorer = new OnnxScorer(DemoModel.Path, new OnnxScorerOptions
        {
            OutputName = "logits",
            Activation = score == "logit" ? ScoreActivation.None : ScoreActivation.Softmax,
        });
        var explainer = new OcclusionExplainer(scorer, new OcclusionOptions
        {
            PatchHeight = patch,
            PatchWidth = patch,
            VerticalStride = stride,
            HorizontalStride = stride,
            Baseline = baseline == "rgb" ? KnownBaselines.Color(124, 200, 30) : KnownBaselines.ModelZero,
        });
        var input = new ClassifierInput(DemoModel.Input($"scenes/{scene}.png"), DemoModel.Preprocessing);

        SaliencyMap map = explainer.Explain(input, SaliencyTargets.Classes(target))[0];

        Close.All<float>(Npy<float>.Read($"occlusion/{scene}_w{patch}_s{stride}_{baseline}_{score}.npy").Values, map.Values, tolerance);
    }
}
