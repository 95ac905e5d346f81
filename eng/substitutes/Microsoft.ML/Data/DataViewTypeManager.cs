using System.Collections.Concurrent;

namespace Microsoft.ML.Data;

/// <summary>Which structured column types objects in memory can have; an image type gets here by an ImageType attribute.</summary>
public static class DataViewTypeManager
{
    private static readonly ConcurrentDictionary<(Type Type, DataViewTypeAttribute Attribute), DataViewType> _types = new();

    public static void Register(DataViewType dataViewType, Type type, DataViewTypeAttribute typeAttribute = null)
    {
        if (!_types.GetOrAdd((type, typeAttribute), dataViewType).Equals(dataViewType))
        {
            throw new ArgumentOutOfRangeException(nameof(type), $"Type {type} is registered with another column type.");
        }
    }

    internal static DataViewType Find(Type type, DataViewTypeAttribute attribute) => _types.GetValueOrDefault((type, attribute));

    internal static void CheckKnown(DataViewType type)
    {
        if (type is not (PrimitiveDataViewType or VectorDataViewType) && !_types.Values.Any(known => known.Equals(type)))
        {
            throw new NotSupportedException($"Type '{type}' is not yet supported.");
        }
    }
}
