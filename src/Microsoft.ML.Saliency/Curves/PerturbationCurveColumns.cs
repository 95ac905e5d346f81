using Microsoft.ML.Data;

namespace Microsoft.ML.Saliency;

/// <summary>The columns that a curve reads and writes.</summary>
/// <param name="Output">Name of the score column; the others are named after it.</param>
/// <param name="Image">The image column.</param>
/// <param name="Map">The map column.</param>
/// <param name="Target">The target column.</param>
internal sealed record PerturbationCurveColumns(string Output, string Image, string Map, string Target)
{
    public const int Scores = 0, Fractions = 1, Auc = 2, Aopc = 3;

    /// <summary>The new columns, for rows of <paramref name="maps"/> maps; those with a value for each map take the targets' slot names.</summary>
    public IReadOnlyList<OutputColumn> Outputs(int points, int maps, bool isSingle, IReadOnlyList<string>? slotNames)
    {
        DataViewType value = isSingle ? NumberDataViewType.Single : new VectorDataViewType(NumberDataViewType.Single, maps);
        DataViewSchema.Annotations? slots = isSingle || slotNames is null ? null : SlotNames.Of(slotNames);
        return
        [
            new OutputColumn(Output, isSingle ? new VectorDataViewType(NumberDataViewType.Single, points) : new VectorDataViewType(NumberDataViewType.Single, maps, points)),
            new OutputColumn(Output + nameof(Fractions), new VectorDataViewType(NumberDataViewType.Single, points)),
            new OutputColumn(Output + nameof(Auc), value, slots),
            new OutputColumn(Output + nameof(Aopc), value, slots),
        ];
    }

    /// <summary>The maps in a schema; checks the image column too.</summary>
    public MapColumn FindMaps(DataViewSchema schema, TensorShape shape)
    {
        InputColumn.Find(schema, Image, shape);
        return new MapColumn(schema, Map, Target, shape.Height, shape.Width);
    }
}
