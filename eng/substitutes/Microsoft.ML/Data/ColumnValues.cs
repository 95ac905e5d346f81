namespace Microsoft.ML.Data;

/// <summary>The values of one column over all rows.</summary>
internal abstract class ColumnValues
{
    public static ColumnValues For(DataViewType type) =>
        (ColumnValues)Activator.CreateInstance(type is VectorDataViewType vector
            ? typeof(VectorValues<>).MakeGenericType(vector.ItemType.RawType)
            : typeof(ScalarValues<>).MakeGenericType(type.RawType));

    /// <summary>Something to call once a row, to add the row's value.</summary>
    public abstract Action Recorder(DataViewRow row, DataViewSchema.Column column);

    public abstract Delegate Getter(Func<int> index);
}

internal abstract class ColumnValues<T> : ColumnValues
{
    protected List<T> Values { get; } = new();

    public override Action Recorder(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        return () =>
        {
            // A fresh value a row: whatever the getter fills is then ours alone.
            T value = default;
            getter(ref value);
            Values.Add(value);
        };
    }
}

internal sealed class ScalarValues<T> : ColumnValues<T>
{
    public override Delegate Getter(Func<int> index)
    {
        ValueGetter<T> getter = (ref T value) => value = Values[index()];
        return getter;
    }
}

internal sealed class VectorValues<TItem> : ColumnValues<VBuffer<TItem>>
{
    public override Delegate Getter(Func<int> index)
    {
        ValueGetter<VBuffer<TItem>> getter = (ref VBuffer<TItem> value) => Values[index()].CopyTo(ref value);
        return getter;
    }
}
