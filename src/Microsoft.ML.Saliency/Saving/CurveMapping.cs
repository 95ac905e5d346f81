using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Saliency;

/// <summary>The step of a saved chain that follows perturbation curves.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class CurveMapping : SavedMapping<PerturbationCurveTransformer, CurveMapping.Input, CurveMapping.Output>
{
    public const string Contract = "Microsoft.ML.Saliency.Curve/1";

    protected override void Map(PerturbationCurveTransformer transformer, Input input, Output output)
    {
        PerturbationCurve[] curves = [.. transformer.Follow(input.Tensor, input.Map, input.Targets)];
        output.Scores = [.. curves.SelectMany(curve => curve.Scores).Select(score => (float)score)];
        output.Fractions = [.. curves[0].Fractions.Select(fraction => (float)fraction)];
        output.Aucs = [.. curves.Select(curve => (float)curve.Auc)];
        output.Aopcs = [.. curves.Select(curve => (float)curve.Aopc)];
        (output.Auc, output.Aopc) = (output.Aucs[0], output.Aopcs[0]);
    }

    /// <summary>T maps of H x W, and T targets.</summary>
    internal sealed class Input : SavedInput
    {
        [ColumnName(SavedColumns.Map)]
        public float[] Map { get; set; } = [];

        [ColumnName(SavedColumns.Targets)]
        public int[] Targets { get; set; } = [];
    }

    /// <summary>The curves of all maps, and area and AOPC both of the first and of all.</summary>
    internal sealed class Output
    {
        [ColumnName(SavedColumns.Scores)]
        public float[] Scores { get; set; } = [];

        [ColumnName(SavedColumns.Fractions)]
        public float[] Fractions { get; set; } = [];

        [ColumnName(SavedColumns.Auc)]
        public float Auc { get; set; }

        [ColumnName(SavedColumns.Aucs)]
        public float[] Aucs { get; set; } = [];

        [ColumnName(SavedColumns.Aopc)]
        public float Aopc { get; set; }

        [ColumnName(SavedColumns.Aopcs)]
        public float[] Aopcs { get; set; } = [];
    }
}
