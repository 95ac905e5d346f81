namespace Microsoft.ML.Saliency;

/// <summary>The results for one image, and the only table of the columns that every method of saliency maps adds: schema, getters and saved
/// chain are derived from these properties. The setters do nothing; ML.NET requires them for columns.</summary>
internal sealed class SaliencyColumns
{
    private const string Saved = SavedColumns.Prefix;

    internal IReadOnlyList<SaliencyMap> Maps { get; set; } = [];
    internal ClassLabels? Labels { get; set; }

    [OutputColumn("", Axis.Map, Axis.Height, Axis.Width, HasOrigin = true), ColumnName(SavedColumns.Map)]
    public float[] Map { get => [.. Maps.SelectMany(map => map.Values.ToArray())]; set { } }

    [OutputColumn(nameof(Target), Axis.Map), ColumnName(Saved + nameof(Target))]
    public int Target { get => Maps[0].Target; set { } }

    [OutputColumn(nameof(Target), Axis.Map, HasSlotNames = true), ColumnName(SavedColumns.Targets)]
    public int[] Targets { get => [.. Maps.Select(map => map.Target)]; set { } }

    [OutputColumn(nameof(Score), Axis.Map), ColumnName(Saved + nameof(Score))]
    public float Score { get => Maps[0].Score; set { } }

    [OutputColumn(nameof(Score), Axis.Map, HasSlotNames = true), ColumnName(Saved + nameof(Scores))]
    public float[] Scores { get => [.. Maps.Select(map => map.Score)]; set { } }

    [OutputColumn(nameof(TargetLabel), Axis.Map, NeedsLabels = true), ColumnName(Saved + nameof(TargetLabel))]
    public ReadOnlyMemory<char> TargetLabel { get => LabelOf(Maps[0]); set { } }

    [OutputColumn(nameof(TargetLabel), Axis.Map, NeedsLabels = true), ColumnName(Saved + nameof(TargetLabels))]
    public ReadOnlyMemory<char>[] TargetLabels { get => [.. Maps.Select(LabelOf)]; set { } }

    /// <summary>Creates the columns of one output.</summary>
    public static IReadOnlyList<OutputColumn> Create(
        string name, TensorShape shape, int classCount, SaliencyTargets targets, ClassLabels? labels, Func<MapOrigin> createOrigin) =>
        OutputColumns.Of<SaliencyColumns>(new ColumnLayout(name, targets.IsSingle)
        {
            Maps = targets.Count(classCount),
            Height = shape.Height,
            Width = shape.Width,
            Origin = MapOrigin.CreateAnnotations(createOrigin),
            HasLabels = labels is not null,
            SlotNames = labels is null ? null : targets.Fixed(classCount)?.Select(index => labels[index]).ToArray(),
        });

    private ReadOnlyMemory<char> LabelOf(SaliencyMap map) => Labels?[map.Target].AsMemory() ?? default;
}
