namespace Microsoft.ML.Saliency;

/// <summary>The step of a saved chain that follows perturbation curves.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class CurveMapping : SavedMapping<PerturbationCurveTransformer, CurveMapping.Input, PerturbationCurveColumns>
{
    public const string Contract = "Microsoft.ML.Saliency.Curve/1";

    protected override void Map(PerturbationCurveTransformer transformer, Input input, PerturbationCurveColumns output) =>
        output.Curves = transformer.Follow(input.Tensor, input.Map, input.Targets, scores: null);

    /// <summary>T maps of H x W, and T targets.</summary>
    internal class Input : SavedInput
    {
        [ColumnName(SavedColumns.Map)]
        public float[] Map { get; set; } = [];

        [ColumnName(SavedColumns.Targets)]
        public int[] Targets { get; set; } = [];
    }
}

/// <summary>The step of a saved chain that follows perturbation curves of maps whose scores are known.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class ScoredCurveMapping : SavedMapping<PerturbationCurveTransformer, ScoredCurveMapping.Input, PerturbationCurveColumns>
{
    public const string Contract = "Microsoft.ML.Saliency.Curve/2";

    protected override void Map(PerturbationCurveTransformer transformer, Input input, PerturbationCurveColumns output) =>
        output.Curves = transformer.Follow(input.Tensor, input.Map, input.Targets, input.Scores);

    /// <summary>T maps of H x W, T targets, and T scores.</summary>
    internal sealed class Input : CurveMapping.Input
    {
        [ColumnName(SavedColumns.MapScores)]
        public float[] Scores { get; set; } = [];
    }
}
