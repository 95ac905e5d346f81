using System.Collections.Immutable;

namespace Microsoft.ML.Data;

public sealed class DataDebuggerPreview
{
    internal DataDebuggerPreview(IDataView data, int maxRows)
    {
        Schema = data.Schema;
        using var cursor = data.GetRowCursor(Schema);
        var readers = Schema.Select(column => Generic.Call(Reader<int>, column.Type.RawType, (DataViewRow)cursor, column)).ToArray();
        var rows = new List<RowInfo>();
        while (rows.Count < maxRows && cursor.MoveNext())
        {
            rows.Add(new RowInfo(Schema.Select((column, i) => KeyValuePair.Create(column.Name, readers[i]())).ToArray()));
        }

        RowView = rows.ToImmutableArray();
        ColumnView = Schema
            .Select((column, i) => new ColumnInfo(column, rows.Select(row => row.Values[i].Value).ToArray()))
            .ToImmutableArray();
    }

    public DataViewSchema Schema { get; }

    public ImmutableArray<ColumnInfo> ColumnView { get; }

    public ImmutableArray<RowInfo> RowView { get; }

    public override string ToString() => $"{Schema.Count} columns, {RowView.Length} rows";

    private static Func<object> Reader<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default;
            getter(ref value);
            return value;
        };
    }

    public sealed class ColumnInfo
    {
        internal ColumnInfo(DataViewSchema.Column column, object[] values)
        {
            Column = column;
            Values = values;
        }

        public DataViewSchema.Column Column { get; }

        public object[] Values { get; }

        public override string ToString() => $"{Column.Name}: {Column.Type}";
    }

    public sealed class RowInfo
    {
        internal RowInfo(KeyValuePair<string, object>[] values) => Values = values;

        public KeyValuePair<string, object>[] Values { get; }

        public override string ToString() => $"{Values.Length} columns";
    }
}
