using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Writes RGBA of 8 bits a sample, every row with the filter Sub.</summary>
internal static class PngEncoder
{
    private const byte SubFilter = 1;

    public static void Encode(Stream stream, int width, int height, byte[] rgba)
    {
        stream.Write(PngDecoder.Signature);

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = (byte)PngColour.Rgba;
        WriteChunk(stream, "IHDR", header);
        WriteChunk(stream, "IDAT", Compress(width, height, rgba));
        WriteChunk(stream, "IEND", Array.Empty<byte>());
    }

    private static byte[] Compress(int width, int height, byte[] rgba)
    {
        using var compressed = new MemoryStream();
        using (var deflating = new ZLibStream(compressed, CompressionLevel.Fastest))
        {
            var filtered = new byte[width * 4];
            for (var y = 0; y < height; y++)
            {
                var row = rgba.AsSpan(y * filtered.Length, filtered.Length);
                for (var x = 0; x < row.Length; x++)
                {
                    filtered[x] = (byte)(row[x] - (x >= 4 ? row[x - 4] : 0));
                }

                deflating.WriteByte(SubFilter);
                deflating.Write(filtered);
            }
        }
        return compressed.ToArray();
    }

    private static void WriteChunk(Stream stream, string type, byte[] data)
    {
        var number = new byte[4];
        byte[] typeAndData = [.. Encoding.ASCII.GetBytes(type), .. data];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        stream.Write(typeAndData);
        BinaryPrimitives.WriteUInt32BigEndian(number, PngCrc.Of(typeAndData));
        stream.Write(number);
    }
}
