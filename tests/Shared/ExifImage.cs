using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Writes image files with an EXIF orientation, 1 to 8, byte by byte.</summary>
internal static class ExifImage
{
    /// <summary>Gets a PNG file; orientation 0 for none.</summary>
    public static byte[] Png(RgbImage stored, int orientation)
    {
        using var rows = new MemoryStream();
        using (var packer = new ZLibStream(rows, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (byte[] row in stored.Pixels.Chunk(3 * stored.Width))
            {
                packer.Write([0, .. row]);
            }
        }

        return Png(
            [.. BigEndian((uint)stored.Width), .. BigEndian((uint)stored.Height), 8, 2, 0, 0, 0], rows.ToArray(),
            orientation == 0 ? null : Exif(orientation));
    }

    /// <summary>Gets a PNG file of its chunks' data.</summary>
    public static byte[] Png(byte[] header, byte[] rows, byte[]? exif = null, byte[]? palette = null) =>
    [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A,
        .. Chunk("IHDR", header), .. Chunk("PLTE", palette), .. Chunk("eXIf", exif), .. Chunk("IDAT", rows), .. Chunk("IEND", []),
    ];

    /// <summary>Gets a JPEG file with the orientation in its first segment.</summary>
    public static byte[] Jpeg(byte[] jpeg, int orientation)
    {
        byte[] exif = [.. "Exif\0\0"u8, .. Exif(orientation)];
        return [.. jpeg[..2], 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg[2..]];
    }

    /// <summary>Gets a WebP file with the orientation behind its pixels.</summary>
    public static byte[] Webp(byte[] simple, int height, int width, int orientation)
    {
        byte[] exif = Exif(orientation);
        byte[] chunks =
        [
            .. "WEBPVP8X"u8, 10, 0, 0, 0, 0x08, 0, 0, 0, (byte)(width - 1), 0, 0, (byte)(height - 1), 0, 0, .. simple[12..],
            .. "EXIF"u8, (byte)exif.Length, 0, 0, 0, .. exif,
        ];
        return [.. "RIFF"u8, .. BigEndian((uint)chunks.Length).Reverse(), .. chunks];
    }

    /// <summary>A TIFF directory with the one entry Orientation.</summary>
    private static byte[] Exif(int orientation) =>
        [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];

    private static byte[] Chunk(string type, byte[]? data)
    {
        if (data is null)
        {
            return [];
        }

        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        uint crc = uint.MaxValue;
        foreach (byte value in body)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return [.. BigEndian((uint)data.Length), .. body, .. BigEndian(~crc)];
    }

    private static byte[] BigEndian(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
