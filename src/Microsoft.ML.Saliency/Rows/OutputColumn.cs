using System.Reflection;

namespace Microsoft.ML.Saliency;

/// <summary>A column that a transformer adds.</summary>
/// <param name="Name">The name; an existing column of that name is hidden.</param>
/// <param name="Type">The type.</param>
/// <param name="Annotations">The annotations, such as the names of slots; null for none.</param>
/// <param name="Value">The property of a row of results that holds the value.</param>
internal sealed record OutputColumn(string Name, DataViewType Type, DataViewSchema.Annotations? Annotations, PropertyInfo Value)
{
    /// <summary>Creates a <see cref="ValueGetter{TValue}"/> of the column.</summary>
    /// <param name="getRow">Gets the current row of results.</param>
    public Delegate CreateGetter(Func<object> getRow)
    {
        Type type = Value.PropertyType;
        string create = type.IsArray ? nameof(CreateVector) : nameof(CreateScalar);
        MethodInfo method = typeof(OutputColumn).GetMethod(create, BindingFlags.Instance | BindingFlags.NonPublic)!;
        return (Delegate)method.MakeGenericMethod(type.GetElementType() ?? type).Invoke(this, [getRow])!;
    }

    private ValueGetter<T> CreateScalar<T>(Func<object> getRow) => (ref T value) =>
    {
        // ML.NET's rule for images: the getter disposes the one that it finds and leaves a new one.
        T read = Read<T>(getRow());
        (value as IDisposable)?.Dispose();
        value = read;
    };

    private ValueGetter<VBuffer<T>> CreateVector<T>(Func<object> getRow) => (ref VBuffer<T> value) =>
    {
        T[] read = Read<T[]>(getRow());
        VBufferEditor<T> editor = VBufferEditor.Create(ref value, read.Length);
        read.CopyTo(editor.Values);
        value = editor.Commit();
    };

    private T Read<T>(object row) =>
        (T)Value.GetMethod!.Invoke(row, BindingFlags.DoNotWrapExceptions, binder: null, parameters: null, culture: null)!;
}

/// <summary>The columns that the properties of a row of results declare.</summary>
internal static class OutputColumns
{
    /// <summary>Creates the columns of one output, in the order of their declaration.</summary>
    /// <typeparam name="TRow">A row of results, whose columns carry an <see cref="OutputColumnAttribute"/>.</typeparam>
    /// <param name="layout">The settings that fix the columns.</param>
    public static IReadOnlyList<OutputColumn> Of<TRow>(ColumnLayout layout) =>
    [
        .. from property in typeof(TRow).GetProperties().OrderBy(property => property.MetadataToken)
           let column = property.GetCustomAttribute<OutputColumnAttribute>()
           where column is not null && (layout.HasLabels || !column.NeedsLabels) && Fits(property, column, layout)
           let type = TypeOf(property.PropertyType, column, layout)
           select new OutputColumn(layout.Name + column.Suffix, type, AnnotationsOf(column, type, layout), property),
    ];

    private static DataViewSchema.Annotations? AnnotationsOf(OutputColumnAttribute column, DataViewType type, ColumnLayout layout) =>
        column.HasOrigin ? layout.Origin
        : column.HasSlotNames && type is VectorDataViewType && layout.SlotNames is { } names ? SlotNames.Of(names)
        : null;

    /// <summary>Tells whether a column has this form: the scalar or the array of one value per map, or any other form.</summary>
    private static bool Fits(PropertyInfo property, OutputColumnAttribute column, ColumnLayout layout) =>
        column.Axes is not [Axis.Map] || layout.IsSingle != property.PropertyType.IsArray;

    private static DataViewType TypeOf(Type type, OutputColumnAttribute column, ColumnLayout layout)
    {
        Type item = type.GetElementType() ?? type;
        DataViewType itemType =
            item == typeof(int) ? NumberDataViewType.Int32 :
            item == typeof(float) ? NumberDataViewType.Single :
            item == typeof(ReadOnlyMemory<char>) ? TextDataViewType.Instance : layout.ImageType;
        int[] sizes = [.. column.Axes.Where(axis => !layout.IsSingle || axis != Axis.Map).Select(layout.SizeOf)];
        return type.IsArray ? new VectorDataViewType((PrimitiveDataViewType)itemType, sizes) : itemType;
    }
}
