using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Saliency;

/// <summary>The step of a saved chain that makes saliency maps. One scorer serves all rows; the loaded model owns it, and its finalizer frees it.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class ExplainMapping : CustomMappingFactory<ExplainMapping.Input, ExplainMapping.Output>
{
    public const string Contract = "Microsoft.ML.Saliency.Explain/1";

    public override Action<Input, Output> GetMapping()
    {
        SaliencyTransformer? transformer = null;
        object? opening = null;
        return (input, output) =>
        {
            SaliencyTransformer opened = LazyInitializer.EnsureInitialized(
                ref transformer, ref opening, () => (SaliencyTransformer)SavedTransformer.FromJson(input.Settings).Open(input.Model.Span, warn: null));
            IReadOnlyList<SaliencyMap> maps = opened.Explain(input.Tensor);
            output.Map = [.. maps.SelectMany(map => map.Values.ToArray())];
            (output.Target, output.Score) = (maps[0].Target, maps[0].Score);
            output.Targets = [.. maps.Select(map => map.Target)];
            output.Scores = [.. maps.Select(map => map.Score)];
        };
    }

    /// <summary>Settings, model, and C x H x W values.</summary>
    internal sealed class Input
    {
        [ColumnName(SavedColumns.Settings)]
        public ReadOnlyMemory<char> Settings { get; set; }

        [ColumnName(SavedColumns.Model)]
        public ReadOnlyMemory<char> Model { get; set; }

        [ColumnName(SavedColumns.Tensor)]
        public float[] Tensor { get; set; } = [];
    }

    /// <summary>The maps of all targets, and target and score both of the first and of all.</summary>
    internal sealed class Output
    {
        [ColumnName(SavedColumns.Map)]
        public float[] Map { get; set; } = [];

        [ColumnName(SavedColumns.Target)]
        public int Target { get; set; }

        [ColumnName(SavedColumns.Targets)]
        public int[] Targets { get; set; } = [];

        [ColumnName(SavedColumns.Score)]
        public float Score { get; set; }

        [ColumnName(SavedColumns.Scores)]
        public float[] Scores { get; set; } = [];
    }
}
