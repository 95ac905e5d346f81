using System.Text;

namespace Microsoft.ML.Saliency;

/// <summary>A message in protobuf's wire format: as much of it as <see cref="MaskGraph"/> needs.</summary>
internal sealed class ProtobufMessage
{
    private const int Varint = 0;
    private const int LengthDelimited = 2;

    private readonly List<byte> _bytes = [];

    /// <summary>Adds a number that is not negative.</summary>
    public ProtobufMessage Add(int field, int value)
    {
        Write((field << 3) | Varint);
        Write(value);
        return this;
    }

    public ProtobufMessage Add(int field, string value) => Add(field, Encoding.UTF8.GetBytes(value));

    public ProtobufMessage Add(int field, ProtobufMessage value) => Add(field, value.ToArray());

    public byte[] ToArray() => [.. _bytes];

    private ProtobufMessage Add(int field, byte[] value)
    {
        Write((field << 3) | LengthDelimited);
        Write(value.Length);
        _bytes.AddRange(value);
        return this;
    }

    /// <summary>Seven bits a byte, the lowest first; all but the last have the eighth set.</summary>
    private void Write(int number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            _bytes.Add((byte)(number | 0x80));
        }

        _bytes.Add((byte)number);
    }
}
