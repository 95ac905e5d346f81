using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Saliency;

/// <summary>The columns that a heat map is made of, and the one it is written to.</summary>
/// <param name="Output">Name of the picture column.</param>
/// <param name="Image">The image column.</param>
/// <param name="Map">The map column.</param>
internal sealed record HeatmapColumns(string Output, string Image, string Map)
{
    /// <summary>The picture column: it is as large as the image, so it has the image column's type.</summary>
    public IReadOnlyList<OutputColumn> Outputs(DataViewType imageType) => [new OutputColumn(Output, imageType)];

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
            : throw new ArgumentException($"Expected was the index of one of the {maps.Count} map(s) in column '{Map}', 0 to {maps.Count - 1}; HeatmapOptions.MapIndex is {mapIndex}.");
    }

    /// <summary>Checks the columns in a schema's shape, where sizes are not known; returns the image column's type.</summary>
    public DataViewType Require(SchemaShape schema)
    {
        SchemaShape.Column map = InputColumn.Find(schema, Map);
        if (map.Kind == SchemaShape.Column.VectorKind.Scalar || map.ItemType != NumberDataViewType.Single)
        {
            throw new ArgumentException($"Column '{Map}' must hold saliency maps: vectors of Single; it holds {Describe(map)}.");
        }

        SchemaShape.Column image = InputColumn.Find(schema, Image);
        RequireImage(image.Kind == SchemaShape.Column.VectorKind.Scalar ? image.ItemType : null, Describe(image));
        return image.ItemType;
    }

    private void RequireImage(DataViewType? type, string given)
    {
        if (type is not ImageDataViewType)
        {
            throw new ArgumentException($"Column '{Image}' must hold images (MLImage) to draw the map over; it holds {given}.");
        }
    }

    private static string Describe(SchemaShape.Column column) =>
        column.Kind == SchemaShape.Column.VectorKind.Scalar ? column.ItemType.ToString()! : $"vectors of {column.ItemType}";
}
