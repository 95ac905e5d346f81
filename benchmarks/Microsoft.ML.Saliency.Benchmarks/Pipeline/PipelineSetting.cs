using OnnxModels;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>A method to measure, with a scorer that costs nothing.</summary>
internal sealed record PipelineSetting(
    string Name,
    TensorShape Shape, Func<IScorer, IExplainer> CreateExplainer, Func<SaliencyCatalog, IScorer, IEstimator<ITransformer>> CreateEstimator)
{
    private const string Output = nameof(PipelinePrediction.Saliency), Input = nameof(PipelineRow.Pixels);

    /// <summary>From the least work for a row, the hardest case for a pipeline, to little work.</summary>
    public static IReadOnlyList<PipelineSetting> All { get; } =
    [
        Occlusion(new TensorShape(1, 4, 4), patch: 2),
        Occlusion(new TensorShape(3, 32, 32), patch: 8),
        Rise(new TensorShape(3, 32, 32), masks: 64),
    ];

    /// <summary>A scorer of two classes that costs nothing.</summary>
    public FreeScorer CreateScorer()
    {
        using var like = new OnnxScorer(
            TestModels.Linear(Shape, [new float[Shape.Length], new float[Shape.Length]]), new OnnxScorerOptions { Sessions = 1 });
        return new FreeScorer(like);
    }

    private static PipelineSetting Occlusion(TensorShape shape, int patch)
    {
        var options = new OcclusionOptions { PatchHeight = patch, PatchWidth = patch, VerticalStride = patch, HorizontalStride = patch };
        return new PipelineSetting(
            $"occlusion, {shape}, {shape.Height * shape.Width / (patch * patch)} windows", shape,
            scorer => new OcclusionExplainer(scorer, options),
            (saliency, scorer) => saliency.Occlusion(Output, Input, scorer, new OcclusionSaliencyOptions { Occlusion = options }));
    }

    private static PipelineSetting Rise(TensorShape shape, int masks)
    {
        var options = new RiseOptions { Masks = masks };
        return new PipelineSetting(
            $"RISE, {shape}, {masks} masks", shape,
            scorer => new RiseExplainer(scorer, options),
            (saliency, scorer) => saliency.Rise(Output, Input, scorer, new RiseSaliencyOptions { Rise = options }));
    }
}

/// <summary>What is read of an explained row: the map.</summary>
internal sealed class PipelinePrediction
{
    public float[] Saliency { get; set; } = [];
}

/// <summary>A row of the data: the values of the image, whose type's dimensions are set when it is loaded.</summary>
internal sealed class PipelineRow
{
    public float[] Pixels { get; set; } = [];
}
