using Microsoft.ML.Data;

namespace Microsoft.ML.Saliency;

/// <summary>The three columns that every method of saliency maps adds: maps, targets, scores.</summary>
internal static class SaliencyColumns
{
    public const int Map = 0, Target = 1, Score = 2;

    public static IReadOnlyList<OutputColumn> Create(string name, TensorShape shape, int classCount, SaliencyTargets targets)
    {
        int count = targets.Count(classCount);
        return targets.IsSingle
            ?
            [
                new OutputColumn(name, new VectorDataViewType(NumberDataViewType.Single, shape.Height, shape.Width)),
                new OutputColumn(name + nameof(Target), NumberDataViewType.Int32),
                new OutputColumn(name + nameof(Score), NumberDataViewType.Single),
            ]
            :
            [
                new OutputColumn(name, new VectorDataViewType(NumberDataViewType.Single, count, shape.Height, shape.Width)),
                new OutputColumn(name + nameof(Target), new VectorDataViewType(NumberDataViewType.Int32, count)),
                new OutputColumn(name + nameof(Score), new VectorDataViewType(NumberDataViewType.Single, count)),
            ];
    }
}
