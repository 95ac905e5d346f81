namespace Microsoft.ML.Data;

internal static class PrimitiveTypes
{
    private static readonly PrimitiveDataViewType[] _all =
    {
        NumberDataViewType.SByte, NumberDataViewType.Byte, NumberDataViewType.Int16, NumberDataViewType.UInt16,
        NumberDataViewType.Int32, NumberDataViewType.UInt32, NumberDataViewType.Int64, NumberDataViewType.UInt64,
        NumberDataViewType.Single, NumberDataViewType.Double,
        TextDataViewType.Instance, BooleanDataViewType.Instance, RowIdDataViewType.Instance,
    };

    /// <summary>The primitive column type whose values are <paramref name="rawType"/>, or null.</summary>
    public static PrimitiveDataViewType Of(Type rawType) => Array.Find(_all, type => type.RawType == rawType);
}
