namespace Microsoft.ML.Saliency.Tests;

/// <summary>A cheap scorer of C x 4 x 4 tensors with two classes (half of the first value, the last value), and small settings.</summary>
internal static class TestPipeline
{
    public const int Masks = 20;

    /// <summary>Passes for one row: the masks and the image itself.</summary>
    public const int PassesPerRow = Masks + 1;

    public static readonly TensorShape Shape = new(1, 4, 4);

    public static readonly RiseOptions Rise = new() { Masks = Masks, GridHeight = 2, GridWidth = 2, Seed = 3 };

    public static readonly RiseSaliencyOptions RiseSaliency = new() { Rise = Rise };

    /// <summary>Four windows of 2 x 2.</summary>
    public static readonly OcclusionOptions Occlusion = new() { PatchHeight = 2, PatchWidth = 2, VerticalStride = 2, HorizontalStride = 2 };

    public static readonly OcclusionSaliencyOptions OcclusionSaliency = new() { Occlusion = Occlusion };

    /// <summary>Four steps of four pixels.</summary>
    public static readonly PerturbationCurveOptions Curve = new() { Steps = PerturbationSteps.Pixels(4) };

    public static readonly PerturbationCurveEstimatorOptions CurveEstimator = new() { Curve = Curve };

    /// <summary>A linear model's weights of the first value and twice the last.</summary>
    public static readonly float[][] Weights = [[1, .. new float[15]], [.. new float[15], 2]];

    public static FunctionScorer Scorer(int channels = 1) => new(new TensorShape(channels, 4, 4), 2, (input, scores) =>
    {
        scores[0] = input[0] / 2;
        scores[1] = input[^1];
    });

    public static RiseSaliencyEstimator Estimator(MLContext mlContext, IScorer scorer, SaliencyTargets? targets = null) =>
        mlContext.Saliency().Rise("Saliency", "Pixels", scorer, RiseSaliency with { Targets = targets ?? SaliencyTargets.Predicted });

    /// <summary>The maps of row n of <see cref="VectorRow.Many"/>, by the engine alone.</summary>
    public static IReadOnlyList<SaliencyMap> Expected(int n, SaliencyTargets? targets = null) =>
        new RiseExplainer(Scorer(), Rise).Explain(VectorRow.Many(n + 1)[n].Pixels, targets);
}
