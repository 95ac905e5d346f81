using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Saliency;

/// <summary>The step of a saved chain that makes saliency maps.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class ExplainMapping : SavedMapping<SaliencyTransformer, SavedInput, ExplainMapping.Output>
{
    public const string Contract = "Microsoft.ML.Saliency.Explain/1";

    protected override void Map(SaliencyTransformer transformer, SavedInput input, Output output)
    {
        IReadOnlyList<SaliencyMap> maps = transformer.Explain(input.Tensor);
        output.Map = [.. maps.SelectMany(map => map.Values.ToArray())];
        (output.Target, output.Score) = (maps[0].Target, maps[0].Score);
        output.Targets = [.. maps.Select(map => map.Target)];
        output.Scores = [.. maps.Select(map => map.Score)];
        if (transformer.Labels is ClassLabels labels)
        {
            output.TargetLabels = Array.ConvertAll(output.Targets, target => labels[target]);
            output.TargetLabel = output.TargetLabels[0];
        }
    }

    /// <summary>The maps of all targets; target, score and, if classes have names, label both of the first and of all.</summary>
    internal sealed class Output
    {
        [ColumnName(SavedColumns.Map)]
        public float[] Map { get; set; } = [];

        [ColumnName(SavedColumns.Target)]
        public int Target { get; set; }

        [ColumnName(SavedColumns.Targets)]
        public int[] Targets { get; set; } = [];

        [ColumnName(SavedColumns.TargetLabel)]
        public string TargetLabel { get; set; } = "";

        [ColumnName(SavedColumns.TargetLabels)]
        public string[] TargetLabels { get; set; } = [];

        [ColumnName(SavedColumns.Score)]
        public float Score { get; set; }

        [ColumnName(SavedColumns.Scores)]
        public float[] Scores { get; set; } = [];
    }
}
