using Google.Protobuf;

namespace OnnxModels;

/// <summary>Protobuf's wire format, one field at a time.</summary>
internal static class ProtobufFields
{
    public static ByteString Message(Action<CodedOutputStream> write)
    {
        using MemoryStream buffer = new();
        using (CodedOutputStream output = new(buffer, leaveOpen: true))
        {
            write(output);
        }

        return UnsafeByteOperations.UnsafeWrap(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    public static void Field(this CodedOutputStream output, int number, long value)
    {
        output.WriteTag(number, WireFormat.WireType.Varint);
        output.WriteInt64(value);
    }

    public static void Field(this CodedOutputStream output, int number, float value)
    {
        output.WriteTag(number, WireFormat.WireType.Fixed32);
        output.WriteFloat(value);
    }

    public static void Field(this CodedOutputStream output, int number, string value)
    {
        output.WriteTag(number, WireFormat.WireType.LengthDelimited);
        output.WriteString(value);
    }

    public static void Field(this CodedOutputStream output, int number, ByteString value)
    {
        output.WriteTag(number, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(value);
    }

    public static void Fields(this CodedOutputStream output, int number, ReadOnlySpan<long> values)
    {
        foreach (long value in values)
        {
            output.Field(number, value);
        }
    }

    public static void Fields(this CodedOutputStream output, int number, ReadOnlySpan<string> values)
    {
        foreach (string value in values)
        {
            output.Field(number, value);
        }
    }
}
