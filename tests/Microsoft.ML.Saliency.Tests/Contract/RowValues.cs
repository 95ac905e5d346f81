using System.Reflection;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Values of any column type as text that is equal where the values are, bit for bit.</summary>
internal static class RowValues
{
    private static readonly MethodInfo Generic =
        typeof(RowValues).GetMethod(nameof(CreateReader), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The values of some columns in all rows, by the rows' numbers.</summary>
    public static SortedDictionary<int, string> Read(IDataView view, IReadOnlyList<string> columns, Random? random = null)
    {
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Number"], .. columns.Select(name => view.Schema[name])], random);
        return Read(cursor, columns);
    }

    /// <summary>The values of some columns in the rows of a cursor, by the rows' numbers.</summary>
    public static SortedDictionary<int, string> Read(DataViewRowCursor cursor, IReadOnlyList<string> columns)
    {
        Func<string> readNumber = Reader(cursor, "Number"), read = Reader(cursor, columns);
        var values = new SortedDictionary<int, string>();
        while (cursor.MoveNext())
        {
            values.Add(int.Parse(readNumber()), read());
        }

        return values;
    }

    /// <summary>The numbers of all rows, in their order.</summary>
    public static int[] Numbers(IDataView view, Random? random = null)
    {
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Number"]], random);
        Func<string> read = Reader(cursor, "Number");
        var numbers = new List<int>();
        while (cursor.MoveNext())
        {
            numbers.Add(int.Parse(read()));
        }

        return [.. numbers];
    }

    /// <summary>Reads the current row's values of some columns.</summary>
    public static Func<string> Reader(DataViewRow row, IReadOnlyList<string> columns)
    {
        Func<string>[] readers = [.. columns.Select(name => Reader(row, name))];
        return () => string.Join("; ", readers.Select(read => read()));
    }

    /// <summary>Reads the current row's value of a column.</summary>
    public static Func<string> Reader(DataViewRow row, string name)
    {
        DataViewSchema.Column column = row.Schema[name];
        MethodInfo create = Generic.MakeGenericMethod(column.Type.RawType);
        return (Func<string>)create.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [row, column], null)!;
    }

    /// <summary>The values of some properties of an object, as columns of the same names give them.</summary>
    public static string Of(object row, IReadOnlyList<string> properties) =>
        string.Join("; ", properties.Select(name => Format(row.GetType().GetProperty(name)!.GetValue(row)!)));

    private static Func<string> CreateReader<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default!;
            getter(ref value);
            return Format(value!);
        };
    }

    private static string Format(object value) => value switch
    {
        VBuffer<float> floats => string.Join(' ', floats.DenseValues()),
        VBuffer<int> numbers => string.Join(' ', numbers.DenseValues()),
        VBuffer<ReadOnlyMemory<char>> texts => string.Join(' ', texts.DenseValues()),
        float[] floats => string.Join(' ', floats),
        int[] numbers => string.Join(' ', numbers),
        MLImage image => $"{image.Width} x {image.Height}: {Convert.ToHexString(image.Pixels)}",
        _ => value.ToString()!,
    };
}
