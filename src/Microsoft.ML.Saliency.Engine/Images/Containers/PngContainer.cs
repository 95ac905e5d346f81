using System.Buffers.Binary;
using SkiaSharp;

namespace Microsoft.ML.Saliency;

/// <summary>The structure of a PNG file: chunks, each with its length and CRC, until IEND (PNG specification, third edition, section
/// 5).</summary>
internal static class PngContainer
{
    private const int FrameLength = 12;
    private const int HeaderLength = 13;
    private static readonly uint[] CrcTable = CreateCrcTable();

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static ReadOnlySpan<byte> End => [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82];

    public static bool Is(ReadOnlySpan<byte> content) => content.StartsWith(Signature);

    public static ImageContainer Read(ReadOnlySpan<byte> content)
    {
        var found = new ImageContainer(SKEncodedImageFormat.Png, ContainerState.Complete);
        ReadOnlySpan<byte> rest = content[Signature.Length..];
        for (bool isFirst = true; ; isFirst = false)
        {
            if (rest.Length < FrameLength || BinaryPrimitives.ReadUInt32BigEndian(rest) > rest.Length - FrameLength)
            {
                return found with { State = ImageContainer.Short(content, End) };
            }

            int length = (int)BinaryPrimitives.ReadUInt32BigEndian(rest);
            ReadOnlySpan<byte> type = rest.Slice(4, 4), data = rest.Slice(8, length);
            if (isFirst)
            {
                if (length != HeaderLength || !type.SequenceEqual("IHDR"u8))
                {
                    return found with { State = ContainerState.Damaged };
                }

                found = found with
                {
                    Width = BinaryPrimitives.ReadUInt32BigEndian(data),
                    Height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]),
                };
            }

            if (Crc(rest.Slice(4, 4 + length)) != BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + length)..]))
            {
                return found with { State = ContainerState.Damaged };
            }

            if (type.SequenceEqual("eXIf"u8))
            {
                found = found with { Origin = ExifOrientation.Read(data) };
            }

            if (type.SequenceEqual("IEND"u8))
            {
                return found;
            }

            rest = rest[(FrameLength + length)..];
        }
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc = CrcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] CreateCrcTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
            }

            table[i] = crc;
        }

        return table;
    }
}
