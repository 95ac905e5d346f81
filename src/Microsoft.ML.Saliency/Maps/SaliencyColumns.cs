using Microsoft.ML.Data;

namespace Microsoft.ML.Saliency;

/// <summary>The columns that every method of saliency maps adds: maps, targets, scores and, if the classes have names, the targets' labels.</summary>
internal static class SaliencyColumns
{
    public const int Map = 0, Target = 1, Score = 2, TargetLabel = 3;

    public static IReadOnlyList<OutputColumn> Create(string name, TensorShape shape, int classCount, SaliencyTargets targets, ClassLabels? labels)
    {
        int count = targets.Count(classCount);
        DataViewType OneOrMany(PrimitiveDataViewType type) => targets.IsSingle ? type : new VectorDataViewType(type, count);
        int[] dimensions = targets.IsSingle ? [shape.Height, shape.Width] : [count, shape.Height, shape.Width];
        DataViewSchema.Annotations? slots = labels is not null && targets.Fixed(classCount) is int[] classes
            ? SlotNames.Of(Array.ConvertAll(classes, index => labels[index]))
            : null;
        OutputColumn[] columns =
        [
            new(name, new VectorDataViewType(NumberDataViewType.Single, dimensions)),
            new(name + nameof(Target), OneOrMany(NumberDataViewType.Int32), slots),
            new(name + nameof(Score), OneOrMany(NumberDataViewType.Single), slots),
        ];
        return labels is null ? columns : [.. columns, new(name + nameof(TargetLabel), OneOrMany(TextDataViewType.Instance))];
    }
}
