using PlainLoad;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Transformers over rows of images.</summary>
/// <typeparam name="TResult">The columns that the transformer adds.</typeparam>
public abstract class ImageContractTests<TResult> : EstimatorContractTests<ContractImageRow, TResult>
    where TResult : class, new()
{
    private protected static readonly ImagePreprocessing Preprocessing = KnownPreprocessing.ZeroToOne;

    protected override IReadOnlyList<string> Inputs => ["Image"];
    private protected IScorer Scorer { get; } = TestPipeline.Scorer(channels: 3);
    protected override ContractImageRow[] CreateRows(int count) => ContractImageRow.Many(count);
}

[TestClass]
public class RiseImageContractTests : ImageContractTests<Explained>
{
    protected override IEstimator<ITransformer> CreateEstimator() =>
        MLContext.Saliency().Rise("Saliency", "Image", Scorer, TestPipeline.RiseSaliency with { Preprocessing = Preprocessing });
}

[TestClass]
public class OcclusionImageContractTests : ImageContractTests<Explained>
{
    protected override IEstimator<ITransformer> CreateEstimator() =>
        MLContext.Saliency().Occlusion("Saliency", "Image", Scorer, TestPipeline.OcclusionSaliency with { Preprocessing = Preprocessing });
}

[TestClass]
public class PerturbationCurveImageContractTests : ImageContractTests<ContractCurve>
{
    protected override IReadOnlyList<string> Inputs => ["Image", "Map", "MapTarget"];

    protected override IEstimator<ITransformer> CreateEstimator() =>
        MLContext.Saliency(
            ).PerturbationCurve("Curve", "Image", "Map", Scorer, TestPipeline.CurveEstimator with { Preprocessing = Preprocessing });
}

[TestClass]
public class HeatmapContractTests : ImageContractTests<ContractPicture>
{
    protected override IReadOnlyList<string> Inputs => ["Image", "Map"];

    protected override IEstimator<ITransformer> CreateEstimator() =>
        MLContext.Saliency().Heatmap("Picture", "Image", "Map", new HeatmapOptions { Preprocessing = Preprocessing });
}
