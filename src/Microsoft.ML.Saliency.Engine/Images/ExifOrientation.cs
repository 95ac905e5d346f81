using System.Buffers.Binary;
using SkiaSharp;

namespace Microsoft.ML.Saliency;

/// <summary>Turns an image as the tag Orientation of EXIF says (CIPA DC-008, section 4.6.5).</summary>
internal static class ExifOrientation
{
    private const int OrientationTag = 0x0112, EntryLength = 12, ValueAt = 8;

    /// <summary>Reads the tag in the first directory of EXIF data, which has the form of a TIFF file; null if it is not there.</summary>
    public static SKEncodedOrigin? Read(ReadOnlySpan<byte> exif)
    {
        bool isLittleEndian = exif.StartsWith("II*\0"u8);
        if (exif.Length < 8 || !(isLittleEndian || exif.StartsWith("MM\0*"u8)))
        {
            return null;
        }

        uint start = isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(exif[4..]) : BinaryPrimitives.ReadUInt32BigEndian(exif[4..]);
        ReadOnlySpan<byte> directory = start + 2L <= exif.Length ? exif[(int)start..] : [0, 0];
        ReadOnlySpan<byte> entries = directory[2..];
        for (int left = Number(directory); left > 0 && entries.Length >= EntryLength; left--, entries = entries[EntryLength..])
        {
            if (Number(entries) == OrientationTag)
            {
                return Number(entries[ValueAt..]) is >= 1 and <= 8 and var value ? (SKEncodedOrigin)value : null;
            }
        }

        return null;

        int Number(ReadOnlySpan<byte> bytes) =>
            isLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }

    /// <summary>Gets the image as people see it; H and W change places where it is turned by a quarter.</summary>
    /// <param name="stored">The image as it is stored.</param>
    /// <param name="origin">The corner of the upright image at which the stored image begins, and whether its rows are columns.</param>
    public static RgbImage Upright(RgbImage stored, SKEncodedOrigin origin)
    {
        if (origin == SKEncodedOrigin.TopLeft)
        {
            return stored;
        }

        bool isTransposed = origin >= SKEncodedOrigin.LeftTop;
        var upright = isTransposed ? new RgbImage(stored.Width, stored.Height) : new RgbImage(stored.Height, stored.Width);
        (int lastRow, int lastColumn) = (stored.Height - 1, stored.Width - 1);
        for (int y = 0, target = 0; y < upright.Height; y++)
        {
            for (int x = 0; x < upright.Width; x++, target += 3)
            {
                (int row, int column) = origin switch
                {
                    SKEncodedOrigin.TopRight => (y, lastColumn - x),
                    SKEncodedOrigin.BottomRight => (lastRow - y, lastColumn - x),
                    SKEncodedOrigin.BottomLeft => (lastRow - y, x),
                    SKEncodedOrigin.LeftTop => (x, y),
                    SKEncodedOrigin.RightTop => (lastRow - x, y),
                    SKEncodedOrigin.RightBottom => (lastRow - x, lastColumn - y),
                    _ => (x, lastColumn - y),
                };
                stored.Pixels.AsSpan(3 * ((row * stored.Width) + column), 3).CopyTo(upright.Pixels.AsSpan(target));
            }
        }

        return upright;
    }
}
