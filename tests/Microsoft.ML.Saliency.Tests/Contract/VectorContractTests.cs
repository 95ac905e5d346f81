using PlainLoad;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Transformers over rows of vectors.</summary>
/// <typeparam name="TResult">The columns that the transformer adds.</typeparam>
public abstract class VectorContractTests<TResult> : EstimatorContractTests<ContractVectorRow, TResult>
    where TResult : class, new()
{
    protected override IReadOnlyList<string> Inputs => ["Pixels"];
    private protected IScorer Scorer { get; } = TestPipeline.Scorer();
    protected override ContractVectorRow[] CreateRows(int count) => ContractVectorRow.Many(count);
}

[TestClass]
public class RiseVectorContractTests : VectorContractTests<Explained>
{
    protected override IEstimator<ITransformer> CreateEstimator() => TestPipeline.Estimator(MLContext, Scorer);
}

[TestClass]
public class RiseTargetsContractTests : VectorContractTests<ContractMaps>
{
    protected override IEstimator<ITransformer> CreateEstimator() => TestPipeline.Estimator(MLContext, Scorer, SaliencyTargets.Top(2));
}

[TestClass]
public class OcclusionVectorContractTests : VectorContractTests<Explained>
{
    protected override IEstimator<ITransformer> CreateEstimator() =>
        MLContext.Saliency().Occlusion("Saliency", "Pixels", Scorer, TestPipeline.OcclusionSaliency);
}

[TestClass]
public class PerturbationCurveVectorContractTests : VectorContractTests<ContractCurve>
{
    protected override IReadOnlyList<string> Inputs => ["Pixels", "Map", "MapTarget"];

    protected override IEstimator<ITransformer> CreateEstimator() =>
        MLContext.Saliency().PerturbationCurve("Curve", "Pixels", "Map", Scorer, TestPipeline.CurveEstimator);
}
