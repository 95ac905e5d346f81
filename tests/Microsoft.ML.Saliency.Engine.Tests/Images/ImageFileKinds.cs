using System.Buffers.Binary;
using System.IO.Compression;
using SkiaSharp;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Files of every kind that can be read, each of the same drawing of 12 x 16 pixels, some of it only in part.</summary>
internal static class ImageFileKinds
{
    private const int Height = 12, Width = 16;

    public static string[] Names { get; } =
    [
        "PNG", "PNG with palette", "PNG of 16-bit gray", "PNG, interlaced", "PNG with alpha", "JPEG", "JPEG, progressive", "GIF",
        "GIF, animated", "WebP", "WebP, lossless", "WebP with alpha", "WebP, animated", "BMP", "BMP of run lengths",
        "BMP of run lengths without their length",
    ];

    public static RgbImage Drawing { get; } = Draw();

    public static byte[] Create(string name) => name switch
    {
        "PNG" => Drawing.ToPng(),
        "PNG with palette" => ExifImage.Png(
            Header(8, 3), Rows((row, column) => [(byte)((row + column) % 4)]),
            palette: [0, 0, 0, 9, 8, 7, 200, 100, 0, 255, 255, 255]),
        "PNG of 16-bit gray" => ExifImage.Png(Header(16, 0), Rows((row, column) => [(byte)(row * 20), (byte)column])),
        "PNG, interlaced" => ExifImage.Png(Header(8, 2, interlaced: 1), Interlaced()),
        "PNG with alpha" => Encode(hasAlpha: true, pixmap => pixmap.Encode(SKPngEncoderOptions.Default)),
        "JPEG" => Encode(hasAlpha: false, pixmap => pixmap.Encode(SKJpegEncoderOptions.Default)),
        "JPEG, progressive" => Convert.FromBase64String(ProgressiveJpeg),
        "GIF" => Gif(frames: 1),
        "GIF, animated" => Gif(frames: 3),
        "WebP" => Webp(hasAlpha: false, SKWebpEncoderCompression.Lossy),
        "WebP, lossless" => Webp(hasAlpha: false, SKWebpEncoderCompression.Lossless),
        "WebP with alpha" => Webp(hasAlpha: true, SKWebpEncoderCompression.Lossy),
        "WebP, animated" => Convert.FromBase64String(AnimatedWebp),
        "BMP" => Bmp(24, compression: 0, [.. Drawing.Pixels.Chunk(3 * Width).Reverse().SelectMany(row => row)]),
        "BMP of run lengths" => RunLengthBmp(isLengthGiven: true),
        "BMP of run lengths without their length" => RunLengthBmp(isLengthGiven: false),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "The kind is unknown."),
    };

    /// <summary>Gets a BMP file of one plane with the rows from below, and a palette of grays if it has 8 bits.</summary>
    public static byte[] Bmp(int bits, int compression, byte[] rows, int height = Height, int width = Width, int? length = null)
    {
        byte[] palette = bits == 8 ? [.. Enumerable.Range(0, 256).SelectMany(i => new[] { (byte)i, (byte)i, (byte)i, (byte)0 })] : [];
        var header = new byte[54];
        "BM"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(2), header.Length + palette.Length + rows.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(10), header.Length + palette.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(22), height);
        header[26] = 1;
        header[28] = (byte)bits;
        header[30] = (byte)compression;
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(34), length ?? rows.Length);
        return [.. header, .. palette, .. rows];
    }

    private static byte[] RunLengthBmp(bool isLengthGiven)
    {
        // Each row is two runs of one gray each; {0, 0} ends a row, {0, 1} the image.
        byte[] rows = [
            .. Enumerable.Range(0, Height).SelectMany(row => new byte[] { 7, (byte)(row * 20), Width - 7, (byte)(255 - row), 0, 0 })];
        rows[^1] = 1;
        return Bmp(8, compression: 1, rows, length: isLengthGiven ? null : 0);
    }

    private static RgbImage Draw()
    {
        var image = new RgbImage(Height, Width);
        for (int row = 0; row < Height; row++)
        {
            for (int column = 0; column < Width; column++)
            {
                ReadOnlySpan<byte> color = row is >= 3 and < 9 && column is >= 4 and < 12
                    ? [250, 40, 10]
                    : [(byte)(column * 16), (byte)(row * 21), (byte)(row * column)];
                color.CopyTo(image.Pixels.AsSpan(3 * ((row * Width) + column)));
            }
        }

        return image;
    }

    private static byte[] Encode(bool hasAlpha, Func<SKPixmap, SKData> encode)
    {
        byte[] pixels = [.. Drawing.Pixels.Chunk(3).SelectMany(
            (color, i) => new[] { color[0], color[1], color[2], hasAlpha ? (byte)(55 + i) : byte.MaxValue })];
        var info = new SKImageInfo(Width, Height, SKColorType.Rgba8888, hasAlpha ? SKAlphaType.Unpremul : SKAlphaType.Opaque);
        using SKImage image = SKImage.FromPixelCopy(info, pixels);
        using SKPixmap pixmap = image.PeekPixels();
        using SKData data = encode(pixmap);
        return data.ToArray();
    }

    private static byte[] Webp(bool hasAlpha, SKWebpEncoderCompression compression) =>
        Encode(hasAlpha, pixmap => pixmap.Encode(new SKWebpEncoderOptions(compression, 80)));

    private static byte[] Header(byte bits, byte colorType, byte interlaced = 0) =>
        [0, 0, 0, Width, 0, 0, 0, Height, bits, colorType, 0, 0, interlaced];

    private static byte[] Interlaced()
    {
        // The seven passes of Adam7: first column and row, and the steps.
        (int Column, int Row, int Across, int Down)[] passes =
            [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
        var rows = new List<byte>();
        foreach ((int firstColumn, int firstRow, int across, int down) in passes)
        {
            for (int row = firstRow; row < Height; row += down)
            {
                rows.Add(0);
                for (int column = firstColumn; column < Width; column += across)
                {
                    rows.AddRange(Drawing.Pixels.AsSpan(3 * ((row * Width) + column), 3));
                }
            }
        }

        return Pack([.. rows]);
    }

    private static byte[] Rows(Func<int, int, byte[]> pixel)
    {
        var rows = new List<byte>();
        for (int row = 0; row < Height; row++)
        {
            rows.Add(0);
            for (int column = 0; column < Width; column++)
            {
                rows.AddRange(pixel(row, column));
            }
        }

        return Pack([.. rows]);
    }

    private static byte[] Pack(byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var packer = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            packer.Write(rows);
        }

        return packed.ToArray();
    }

    private static byte[] Gif(int frames)
    {
        byte[] palette = [0, 0, 0, 250, 40, 10, 0, 200, 90, 255, 255, 255];
        IEnumerable<byte> images = Enumerable.Range(0, frames).SelectMany(frame =>
        {
            byte[] codes = Codes(frame);
            return (byte[])
            [
                0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, Width, 0, Height, 0, 0, 2, (byte)codes.Length, .. codes, 0,
            ];
        });
        return [.. "GIF89a"u8, Width, 0, Height, 0, 0x81, 0, 0, .. palette, .. images, 0x3B];
    }

    /// <summary>Gets LZW codes of 3 bits. "Clear", 4, before every second pixel keeps them so short; 5 is the end.</summary>
    private static byte[] Codes(int frame)
    {
        var codes = new List<int>();
        for (int i = 0; i < Height * Width; i++)
        {
            codes.AddRange(i % 2 == 0 ? [4, Color(i)] : [Color(i)]);
        }

        codes.Add(5);
        var bytes = new byte[((3 * codes.Count) + 7) / 8];
        for (int bit = 0; bit < 3 * codes.Count; bit++)
        {
            bytes[bit / 8] |= (byte)(((codes[bit / 3] >> (bit % 3)) & 1) << (bit % 8));
        }

        return bytes;

        int Color(int pixel) => ((pixel / Width / 3) + (pixel % Width / 4) + frame) % 4;
    }

    // Encoded with Pillow from the same drawing; SkiaSharp writes neither.
    private const string ProgressiveJpeg =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//" +
        "2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wgARCAAMABADASIAAhEBAxEB/8QA" +
        "FQABAQAAAAAAAAAAAAAAAAAABAX/xAAVAQEBAAAAAAAAAAAAAAAAAAADBP/aAAwDAQACEAMQAAABlrc6JP/EABcQAQEBAQAAAAAAAAAAAAAAAAIAAQP/2gAI" +
        "AQEAAQUCHLIcs2IyAN//xAAZEQACAwEAAAAAAAAAAAAAAAABBAAREiH/2gAIAQMBAT8BWcGAK7P/xAAWEQEBAQAAAAAAAAAAAAAAAAABAgD/2gAIAQIBAT8B" +
        "La3/xAAXEAADAQAAAAAAAAAAAAAAAAAAECEx/9oACAEBAAY/AqRYf//EABgQAQEBAQEAAAAAAAAAAAAAAAEAMREh/9oACAEBAAE/IeKIeMm6RsBf/9oADAMB" +
        "AAIAAwAAABA//8QAGREAAQUAAAAAAAAAAAAAAAAAAAERYYHR/9oACAEDAQE/EGNVO8P/xAAWEQEBAQAAAAAAAAAAAAAAAAABABH/2gAIAQIBAT8QQ1v/xAAb" +
        "EAEBAQACAwAAAAAAAAAAAAABEQAxQVFhcf/aAAgBAQABPxAKQniZkexoUX6bu85hLv/Z";

    private const string AnimatedWebp =
        "UklGRioBAABXRUJQVlA4WAoAAAACAAAADwAACwAAQU5JTQYAAAAAAAAAAABBTk1GeAAAAAAAAAAAAA8AAAsAAGQAAAJWUDggYAAAAFABAJ0BKhAADAAEAGgl" +
        "sAAE/YAA/kv+Kf/sp17L+yPv/8KFSZ/2Yx3se0lxcKyIe4Vo0vbYcH79VSlUi2b/2tDcBfsAi9/xPa5Sjue2v6fyytfrQ37ncsRFEkSatXAAAEFOTUZ+AAAA" +
        "AAAAAAAADwAACwAAZAAAAFZQOCBmAAAAVAEAnQEqEAAMAAAAaCWwAAR0AAD+SxP/7KdZf/XuXD//wlz/s4xIgDq++ispI3taqJc93u5vhLjci5+jP8x7+7hT" +
        "RA12RA7/+Vj3QRe+k4v/7PgVh/cKXK98154Bm8SyzJwggAAA";
}
