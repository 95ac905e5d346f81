namespace Microsoft.ML.Saliency;

/// <summary>The curves of one image, and the only table of the columns that hold them: schema, getters and saved chain are derived from
/// these properties. The setters do nothing; ML.NET requires them for columns.</summary>
internal sealed class PerturbationCurveColumns
{
    private const string Saved = SavedColumns.Prefix;

    internal IReadOnlyList<PerturbationCurve> Curves { get; set; } = [];

    [OutputColumn("", Axis.Map, Axis.Point), ColumnName(Saved + nameof(Scores))]
    public float[] Scores { get => [.. Curves.SelectMany(curve => curve.Scores).Select(score => (float)score)]; set { } }

    [OutputColumn(nameof(Fractions), Axis.Point), ColumnName(Saved + nameof(Fractions))]
    public float[] Fractions { get => [.. Curves[0].Fractions.Select(fraction => (float)fraction)]; set { } }

    [OutputColumn(nameof(Auc), Axis.Map), ColumnName(Saved + nameof(Auc))]
    public float Auc { get => (float)Curves[0].Auc; set { } }

    [OutputColumn(nameof(Auc), Axis.Map, HasSlotNames = true), ColumnName(Saved + nameof(Aucs))]
    public float[] Aucs { get => [.. Curves.Select(curve => (float)curve.Auc)]; set { } }

    [OutputColumn(nameof(Aopc), Axis.Map), ColumnName(Saved + nameof(Aopc))]
    public float Aopc { get => (float)Curves[0].Aopc; set { } }

    [OutputColumn(nameof(Aopc), Axis.Map, HasSlotNames = true), ColumnName(Saved + nameof(Aopcs))]
    public float[] Aopcs { get => [.. Curves.Select(curve => (float)curve.Aopc)]; set { } }
}

/// <summary>The names of the columns that a curve reads and writes.</summary>
/// <param name="Output">The score column; the others are named after it.</param>
/// <param name="Image">The image column.</param>
/// <param name="Map">The map column.</param>
/// <param name="Target">The target column.</param>
/// <param name="Score">The score column; null if there is none.</param>
internal sealed record PerturbationCurveNames(string Output, string Image, string Map, string Target, string? Score = null)
{
    /// <summary>Finds the maps in a schema, and checks the image column too.</summary>
    public MapColumn FindMaps(DataViewSchema schema, TensorShape shape)
    {
        InputColumn.Find(schema, Image, shape);
        return new MapColumn(schema, Map, Target, shape.Height, shape.Width, Score);
    }
}
