using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.Saliency;

/// <summary>The element types of images and scores: 32-bit floats, which are bound as they are, and those that are converted.</summary>
internal static class OnnxElements
{
    /// <summary>What a model's images and scores may be, for messages.</summary>
    public const string Names = "Float, Float16, Double or UInt8";

    /// <summary>Whether images and scores may have this type.</summary>
    public static bool IsSupported(TensorElementType type) =>
        type is TensorElementType.Float or TensorElementType.Float16 or TensorElementType.Double or TensorElementType.UInt8;

    /// <summary>Bytes of one element.</summary>
    public static int SizeOf(TensorElementType type) => type switch
    {
        TensorElementType.Float or TensorElementType.Int32 => sizeof(float),
        TensorElementType.Double or TensorElementType.Int64 => sizeof(double),
        TensorElementType.Float16 => sizeof(ushort),
        TensorElementType.UInt8 or TensorElementType.Bool => sizeof(byte),
        _ => throw new NotSupportedException($"Elements of type {type} are not converted."),
    };

    /// <summary>Converts values into a tensor's elements. Bytes are rounded, halves to even, and limited to 0..255; other integers must be
    /// whole.</summary>
    public static void Write(ReadOnlySpan<float> values, Span<byte> elements, TensorElementType type)
    {
        switch (type)
        {
            case TensorElementType.Float:
                MemoryMarshal.AsBytes(values).CopyTo(elements);
                break;
            case TensorElementType.Float16:
                TensorPrimitives.ConvertToHalf(values, MemoryMarshal.Cast<byte, Half>(elements));
                break;
            case TensorElementType.Double:
                TensorPrimitives.ConvertTruncating(values, MemoryMarshal.Cast<byte, double>(elements));
                break;
            case TensorElementType.Int32:
                TensorPrimitives.ConvertSaturating(values, MemoryMarshal.Cast<byte, int>(elements));
                break;
            case TensorElementType.Int64:
                TensorPrimitives.ConvertSaturating(values, MemoryMarshal.Cast<byte, long>(elements));
                break;
            default:
                for (int i = 0; i < values.Length; i++)
                {
                    elements[i] = (byte)Math.Clamp(MathF.Round(values[i]), byte.MinValue, byte.MaxValue);
                }

                break;
        }
    }

    /// <summary>Converts a tensor's elements into values.</summary>
    public static void Read(ReadOnlySpan<byte> elements, Span<float> values, TensorElementType type)
    {
        switch (type)
        {
            case TensorElementType.Float:
                elements.CopyTo(MemoryMarshal.AsBytes(values));
                break;
            case TensorElementType.Float16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(elements), values);
                break;
            case TensorElementType.Double:
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, double>(elements), values);
                break;
            default:
                TensorPrimitives.ConvertTruncating(elements, values);
                break;
        }
    }
}

/// <summary>A tensor in pinned memory, of the type that a model takes or returns.</summary>
/// <param name="type">The type of its elements.</param>
/// <param name="count">The number of its elements.</param>
internal sealed class OnnxBuffer(TensorElementType type, int count)
{
    private readonly byte[] _elements = GC.AllocateArray<byte>(checked(count * OnnxElements.SizeOf(type)), pinned: true);

    /// <summary>Converts values into the first elements.</summary>
    public void Write(ReadOnlySpan<float> values) => OnnxElements.Write(values, _elements, type);

    /// <summary>Converts the first elements into values.</summary>
    public void Read(Span<float> values) =>
        OnnxElements.Read(_elements.AsSpan(0, values.Length * OnnxElements.SizeOf(type)), values, type);

    /// <summary>Creates a value over the first elements; the buffer must outlive it.</summary>
    public OrtValue Value(long[] dimensions)
    {
        long bytes = dimensions.Aggregate(1L, (product, side) => product * side) * OnnxElements.SizeOf(type);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_elements, 0);
        return OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, type, dimensions, address, bytes);
    }
}
