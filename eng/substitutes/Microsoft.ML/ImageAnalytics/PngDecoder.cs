using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>PNG (ISO/IEC 15948) of 8 or 16 bits a sample, and palettes of 1 to 8 bits; not interlaced.</summary>
internal static class PngDecoder
{
    public static ReadOnlySpan<byte> Signature => new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A };

    /// <summary>Width, height and straight RGBA of 8 bits. Bad data is an InvalidDataException or EndOfStreamException.</summary>
    public static (int Width, int Height, byte[] Rgba) Decode(Stream stream)
    {
        var signature = Read(stream, Signature.Length);
        if (!signature.AsSpan().SequenceEqual(Signature))
        {
            throw new InvalidDataException("Not a PNG.");
        }

        PngHeader header = null;
        byte[] palette = null, transparency = null;
        using var compressed = new MemoryStream();
        for (var type = ""; type != "IEND";)
        {
            (type, var data) = ReadChunk(stream);
            switch (type)
            {
                case "IHDR":
                    header = PngHeader.Parse(data);
                    break;
                case "PLTE":
                    palette = data;
                    break;
                case "tRNS":
                    transparency = data;
                    break;
                case "IDAT":
                    compressed.Write(data);
                    break;
            }
        }
        if (header == null)
        {
            throw new InvalidDataException("The PNG has no header.");
        }

        compressed.Position = 0;
        using var inflated = new ZLibStream(compressed, CompressionMode.Decompress);
        var samples = Unfilter(inflated, header);
        return (header.Width, header.Height, PngSamples.ToRgba(samples, header, palette, transparency));
    }

    private static (string Type, byte[] Data) ReadChunk(Stream stream)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(Read(stream, 4));
        if (length < 0)
        {
            throw new InvalidDataException("A PNG chunk is too long.");
        }

        var typeAndData = Read(stream, 4 + length);
        if (BinaryPrimitives.ReadUInt32BigEndian(Read(stream, 4)) != PngCrc.Of(typeAndData))
        {
            throw new InvalidDataException("A PNG chunk's checksum is wrong.");
        }

        return (Encoding.ASCII.GetString(typeAndData, 0, 4), typeAndData[4..]);
    }

    /// <summary>The rows without their filter bytes, each filter undone (section 9.2).</summary>
    private static byte[] Unfilter(Stream inflated, PngHeader header)
    {
        var stride = header.Stride;
        var step = header.FilterStep;
        var rows = new byte[stride * header.Height];
        ReadOnlySpan<byte> above = new byte[stride];
        for (var y = 0; y < header.Height; y++)
        {
            var filter = Read(inflated, 1)[0];
            var row = rows.AsSpan(y * stride, stride);
            inflated.ReadExactly(row);
            for (var x = 0; x < stride; x++)
            {
                int left = x >= step ? row[x - step] : 0;
                int up = above[x];
                int upLeft = x >= step ? above[x - step] : 0;
                row[x] += filter switch
                {
                    0 => 0,
                    1 => (byte)left,
                    2 => (byte)up,
                    3 => (byte)((left + up) / 2),
                    4 => (byte)Paeth(left, up, upLeft),
                    _ => throw new InvalidDataException($"PNG has no filter {filter}."),
                };
            }
            above = row;
        }
        return rows;
    }

    private static int Paeth(int left, int up, int upLeft)
    {
        var estimate = left + up - upLeft;
        var (toLeft, toUp, toUpLeft) = (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - upLeft));
        return toLeft <= toUp && toLeft <= toUpLeft ? left : toUp <= toUpLeft ? up : upLeft;
    }

    private static byte[] Read(Stream stream, int count)
    {
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
