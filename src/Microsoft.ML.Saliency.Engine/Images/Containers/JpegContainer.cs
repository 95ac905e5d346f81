using System.Buffers.Binary;
using SkiaSharp;

namespace Microsoft.ML.Saliency;

/// <summary>The structure of a JPEG file: segments with lengths, scans of coded data, and the marker EOI (ITU-T T.81, annex B).</summary>
internal static class JpegContainer
{
    private const byte StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA, Temporary = 0x01;

    private static ReadOnlySpan<byte> Signature => [0xFF, StartOfImage, 0xFF];
    private static ReadOnlySpan<byte> End => [0xFF, EndOfImage];

    public static bool Is(ReadOnlySpan<byte> content) => content.StartsWith(Signature);

    public static ImageContainer Read(ReadOnlySpan<byte> content)
    {
        var found = new ImageContainer(SKEncodedImageFormat.Jpeg, ContainerState.Complete);
        bool hasScan = false;
        for (ReadOnlySpan<byte> rest = content[2..]; TrySkipToMarker(ref rest, out byte marker);)
        {
            if (marker == EndOfImage)
            {
                return hasScan ? found : found with { State = ContainerState.Damaged };
            }

            if (marker is StartOfImage or Temporary)
            {
                continue;
            }

            if (rest.Length < 2 || BinaryPrimitives.ReadUInt16BigEndian(rest) > rest.Length)
            {
                break;
            }

            ReadOnlySpan<byte> segment = rest[..BinaryPrimitives.ReadUInt16BigEndian(rest)];
            if (segment.Length < 2 || (IsFrame(marker) && segment.Length < 7))
            {
                return found with { State = ContainerState.Damaged };
            }

            if (IsFrame(marker) && found.Width == 0)
            {
                found = found with
                {
                    Height = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]),
                    Width = BinaryPrimitives.ReadUInt16BigEndian(segment[5..]),
                };
            }

            hasScan |= marker == StartOfScan;
            rest = rest[segment.Length..];
        }

        return found with { State = ImageContainer.Short(content, End) };
    }

    /// <summary>Finds the next marker, past coded data: there 0xFF is followed by 0, or by a restart marker.</summary>
    /// <param name="rest">The bytes in which to search; then those behind the marker.</param>
    /// <param name="marker">The marker's second byte.</param>
    private static bool TrySkipToMarker(ref ReadOnlySpan<byte> rest, out byte marker)
    {
        for (int start = rest.IndexOf((byte)0xFF); start >= 0 && start + 1 < rest.Length; start = rest.IndexOf((byte)0xFF))
        {
            marker = rest[start + 1];
            bool isMarker = marker is not (0 or 0xFF or (>= 0xD0 and <= 0xD7));
            rest = rest[(marker == 0xFF ? start + 1 : start + 2)..];
            if (isMarker)
            {
                return true;
            }
        }

        marker = 0;
        return false;
    }

    /// <summary>Whether a marker is SOF0 to SOF15, and not DHT, JPG or DAC, which lie between them.</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
