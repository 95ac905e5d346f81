using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Saliency;

/// <summary>The step of a saved chain that follows perturbation curves. One scorer serves all rows, as in <see cref="ExplainMapping"/>.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class CurveMapping : CustomMappingFactory<CurveMapping.Input, CurveMapping.Output>
{
    public const string Contract = "Microsoft.ML.Saliency.Curve/1";

    public override Action<Input, Output> GetMapping()
    {
        PerturbationCurveTransformer? transformer = null;
        object? opening = null;
        return (input, output) =>
        {
            PerturbationCurveTransformer opened = LazyInitializer.EnsureInitialized(
                ref transformer, ref opening, () => (PerturbationCurveTransformer)SavedTransformer.FromJson(input.Settings).Open(input.Model.Span, warn: null));
            PerturbationCurve[] curves = [.. opened.Follow(input.Tensor, input.Map, input.Targets)];
            output.Scores = [.. curves.SelectMany(curve => curve.Scores).Select(score => (float)score)];
            output.Fractions = [.. curves[0].Fractions.Select(fraction => (float)fraction)];
            output.Aucs = [.. curves.Select(curve => (float)curve.Auc)];
            output.Aopcs = [.. curves.Select(curve => (float)curve.Aopc)];
            (output.Auc, output.Aopc) = (output.Aucs[0], output.Aopcs[0]);
        };
    }

    /// <summary>Settings, model, C x H x W values, T maps of H x W, and T targets.</summary>
    internal sealed class Input
    {
        [ColumnName(SavedColumns.Settings)]
        public ReadOnlyMemory<char> Settings { get; set; }

        [ColumnName(SavedColumns.Model)]
        public ReadOnlyMemory<char> Model { get; set; }

        [ColumnName(SavedColumns.Tensor)]
        public float[] Tensor { get; set; } = [];

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
