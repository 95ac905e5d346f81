namespace Microsoft.ML.Saliency;

/// <summary>ML.NET's annotation that names the slots of a vector column.</summary>
internal static class SlotNames
{
    public const string Kind = "SlotNames";

    public static DataViewSchema.Annotations Of(IReadOnlyList<string> names)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add<VBuffer<ReadOnlyMemory<char>>>(Kind, new VectorDataViewType(TextDataViewType.Instance, names.Count), Get);
        return builder.ToAnnotations();

        void Get(ref VBuffer<ReadOnlyMemory<char>> value)
        {
            VBufferEditor<ReadOnlyMemory<char>> editor = VBufferEditor.Create(ref value, names.Count);
            for (int i = 0; i < names.Count; i++)
            {
                editor.Values[i] = names[i].AsMemory();
            }

            value = editor.Commit();
        }
    }

    /// <summary>Reads the names of a column's slots, or another annotation of texts; null if it has none.</summary>
    public static string[]? Find(DataViewSchema.Column column, string kind = Kind)
    {
        if (column.Annotations.Schema.GetColumnOrNull(kind)?.Type is not VectorDataViewType { ItemType: TextDataViewType })
        {
            return null;
        }

        VBuffer<ReadOnlyMemory<char>> names = default;
        column.Annotations.GetValue(kind, ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
