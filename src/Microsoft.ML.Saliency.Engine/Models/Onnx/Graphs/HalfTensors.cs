using System.Runtime.InteropServices;
using Google.Protobuf;
using Onnx;
using DataType = Onnx.TensorProto.Types.DataType;

namespace Microsoft.ML.Saliency;

/// <summary>Weights as 16-bit floats.</summary>
internal static class HalfTensors
{
    /// <summary>Converts a tensor of 32-bit floats, in its raw bytes or its list of numbers.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="name">The new name.</param>
    public static TensorProto Convert(TensorProto tensor, string name)
    {
        ReadOnlySpan<float> values = tensor.RawData.IsEmpty
            ? tensor.FloatData.ToArray()
            : MemoryMarshal.Cast<byte, float>(tensor.RawData.Span);
        var bytes = new byte[values.Length * sizeof(ushort)];
        Span<Half> halves = MemoryMarshal.Cast<byte, Half>(bytes.AsSpan());
        for (int i = 0; i < values.Length; i++)
        {
            halves[i] = Round(values[i]);
        }

        return new TensorProto
        {
            Name = name,
            DataType = (int)DataType.Float16,
            Dims = { tensor.Dims },
            RawData = UnsafeByteOperations.UnsafeWrap(bytes),
        };
    }

    /// <summary>Rounds a number. A finite one stays finite, and one that is not zero does not become zero: a variance or a divisor would
    /// be lost.</summary>
    public static Half Round(float value)
    {
        var half = (Half)value;
        return Half.IsInfinity(half) && float.IsFinite(value) ? (value > 0 ? Half.MaxValue : Half.MinValue)
            : half == Half.Zero && value != 0 ? (value > 0 ? Half.Epsilon : -Half.Epsilon)
            : half;
    }
}
