namespace Microsoft.ML.Data;

public static class VBufferEditor
{
    public static VBufferEditor<T> CreateFromBuffer<T>(ref VBuffer<T> destination) =>
        new(destination.Length, destination.GetValues().Length, destination.ValueArray, destination.IndexArray, false, false);

    public static VBufferEditor<T> Create<T>(ref VBuffer<T> destination, int newLogicalLength, int? valuesCount = null,
        int? maxValuesCapacity = null, bool keepOldOnResize = false, bool requireIndicesOnDense = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(newLogicalLength);
        var count = valuesCount ?? newLogicalLength;
        if (count < 0 || count > newLogicalLength)
        {
            throw new ArgumentOutOfRangeException(nameof(valuesCount));
        }

        var values = Grown(destination.ValueArray, count, keepOldOnResize, out var newValues);
        var newIndices = false;
        var indices = count < newLogicalLength || requireIndicesOnDense
            ? Grown(destination.IndexArray, count, keepOldOnResize, out newIndices)
            : destination.IndexArray;
        return new VBufferEditor<T>(newLogicalLength, count, values, indices, newValues, newIndices);
    }

    private static TItem[] Grown<TItem>(TItem[] array, int size, bool keep, out bool isNew)
    {
        isNew = array == null || array.Length < size;
        if (!isNew)
        {
            return array;
        }

        if (!keep)
        {
            return new TItem[size];
        }

        Array.Resize(ref array, size);
        return array;
    }
}

public readonly ref struct VBufferEditor<T>
{
    private readonly int _length;
    private readonly T[] _values;
    private readonly int[] _indices;

    public readonly Span<T> Values;
    public readonly Span<int> Indices;

    internal VBufferEditor(int length, int count, T[] values, int[] indices, bool createdNewValues, bool createdNewIndices)
    {
        _length = length;
        _values = values;
        _indices = indices;
        Values = values.AsSpan(0, count);
        Indices = indices is null || indices.Length < count ? default : indices.AsSpan(0, count);
        CreatedNewValues = createdNewValues;
        CreatedNewIndices = createdNewIndices;
    }

    public bool CreatedNewValues { get; }

    public bool CreatedNewIndices { get; }

    public VBuffer<T> Commit() => CommitTruncated(Values.Length);

    public VBuffer<T> CommitTruncated(int physicalValuesCount)
    {
        if (physicalValuesCount > Values.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(physicalValuesCount));
        }

        return new VBuffer<T>(_length, physicalValuesCount, _values, _indices);
    }
}
