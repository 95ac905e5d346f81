namespace Microsoft.ML.Saliency;

/// <summary>The picture of one image, and the only table of the column that holds it: schema, getter and saved chain are derived from this
/// property. The setter does nothing; ML.NET requires it for columns.</summary>
internal sealed class HeatmapColumns
{
    internal RgbImage Drawn { get; set; } = null!;

    [OutputColumn(""), ColumnName(SavedColumns.Prefix + nameof(Picture))]
    public MLImage Picture { get => Drawn.ToMLImage(); set { } }
}

/// <summary>The names of the columns that a heat map reads and writes.</summary>
/// <param name="Output">The picture column.</param>
/// <param name="Image">The image column.</param>
/// <param name="Map">The map column.</param>
internal sealed record HeatmapNames(string Output, string Image, string Map)
{
    /// <summary>Creates the picture column. A picture is as large as the image, so it has the image column's type.</summary>
    public IReadOnlyList<OutputColumn> CreateOutputs(DataViewType imageType) =>
        OutputColumns.Of<HeatmapColumns>(new ColumnLayout(Output, IsSingle: true) { ImageType = imageType });

    /// <summary>Finds the image column in a schema.</summary>
    public DataViewSchema.Column FindImage(DataViewSchema schema)
    {
        DataViewSchema.Column column = InputColumn.Find(schema, Image);
        RequireImage(column.Type, column.Type.ToString()!);
        return column;
    }

    /// <summary>Finds the maps in a schema.</summary>
    public MapColumn FindMaps(DataViewSchema schema, int mapIndex, int? height = null, int? width = null)
    {
        var maps = new MapColumn(schema, Map, targetName: null, height, width);
        return mapIndex < maps.Count
            ? maps
            : throw new ArgumentException(
                $"HeatmapOptions.MapIndex must be in 0 to {maps.Count - 1}, the maps of column '{Map}', but was {mapIndex}.");
    }

    /// <summary>Checks the columns in a schema's shape, where sizes are unknown, and returns the image column's type.</summary>
    public DataViewType Require(SchemaShape schema)
    {
        SchemaShape.Column map = InputColumn.Find(schema, Map);
        if (map.Kind == SchemaShape.Column.VectorKind.Scalar || map.ItemType != NumberDataViewType.Single)
        {
            throw new ArgumentException($"Column '{Map}' must hold saliency maps (vectors of Single), but holds {Describe(map)}.");
        }

        SchemaShape.Column image = InputColumn.Find(schema, Image);
        RequireImage(image.Kind == SchemaShape.Column.VectorKind.Scalar ? image.ItemType : null, Describe(image));
        return image.ItemType;
    }

    private void RequireImage(DataViewType? type, string given)
    {
        if (type is not ImageDataViewType)
        {
            throw new ArgumentException($"Column '{Image}' must hold images (MLImage) to draw the map over, but holds {given}.");
        }
    }

    private static string Describe(SchemaShape.Column column) =>
        column.Kind == SchemaShape.Column.VectorKind.Scalar ? column.ItemType.ToString()! : $"vectors of {column.ItemType}";
}
