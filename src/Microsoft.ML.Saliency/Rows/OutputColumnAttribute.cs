namespace Microsoft.ML.Saliency;

/// <summary>Makes a public property of a row of results an output column, whose schema, getter and saved form <see cref="OutputColumns"/>
/// derives. A column with one value per map has two such properties: a scalar for rows of a single map, and an array for rows of
/// several.</summary>
/// <param name="suffix">The part of the column's name after the output name.</param>
/// <param name="axes">The dimensions of an array. Without <see cref="Axis.Map"/> the column is the same for any number of maps.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OutputColumnAttribute(string suffix, params Axis[] axes) : Attribute
{
    public string Suffix => suffix;
    public IReadOnlyList<Axis> Axes => axes;

    /// <summary>Gets whether the slots of an array are named after the classes, where these are the same in every row.</summary>
    public bool HasSlotNames { get; init; }

    /// <summary>Gets whether the column says what its maps were made with.</summary>
    public bool HasOrigin { get; init; }

    /// <summary>Gets whether the column exists only where the classes have names.</summary>
    public bool NeedsLabels { get; init; }
}

/// <summary>A dimension of an output column.</summary>
internal enum Axis
{
    /// <summary>The maps of a row, T; absent where each row has a single map.</summary>
    Map,

    /// <summary>The rows of pixels, H.</summary>
    Height,

    /// <summary>The columns of pixels, W.</summary>
    Width,

    /// <summary>The points of a curve.</summary>
    Point,
}

/// <summary>The settings that fix the columns of one output. A size of 0 is unknown.</summary>
/// <param name="Name">The output name.</param>
/// <param name="IsSingle">Whether each row has a single map.</param>
internal sealed record ColumnLayout(string Name, bool IsSingle)
{
    public int Maps { get; init; }
    public int Height { get; init; }
    public int Width { get; init; }
    public int Points { get; init; }

    /// <summary>Gets the names of the classes, where these are the same in every row; otherwise null.</summary>
    public IReadOnlyList<string>? SlotNames { get; init; }

    /// <summary>Gets the annotations that say what the maps were made with; null if the output has no maps.</summary>
    public DataViewSchema.Annotations? Origin { get; init; }

    public bool HasLabels { get; init; }

    /// <summary>Gets the type of columns of images.</summary>
    public DataViewType ImageType { get; init; } = NumberDataViewType.Byte;

    public int SizeOf(Axis axis) => axis switch { Axis.Map => Maps, Axis.Height => Height, Axis.Width => Width, _ => Points };
}
