namespace Microsoft.ML;

internal static class Schemas
{
    public static Exception Missing(string column) =>
        new ArgumentOutOfRangeException("inputSchema", $"Could not find input column '{column}'");

    /// <summary>One flag a column of the schema: is it among the columns needed?</summary>
    public static bool[] Flags(DataViewSchema schema, IEnumerable<DataViewSchema.Column> columns)
    {
        var flags = new bool[schema.Count];
        foreach (var column in columns)
        {
            flags[column.Index] = true;
        }

        return flags;
    }

    public static void CheckActive(DataViewRow row, DataViewSchema.Column column)
    {
        if (!row.IsColumnActive(column))
        {
            throw new ArgumentOutOfRangeException(nameof(column), $"requested column not active: '{column.Name}'");
        }
    }

    public static ValueGetter<TValue> Typed<TValue>(Delegate getter, DataViewSchema.Column column) =>
        getter as ValueGetter<TValue>
        ?? throw new InvalidOperationException(
            $"Invalid TValue in GetGetter for column '{column.Name}': '{typeof(TValue)}', expected '{column.Type.RawType}'.");
}
