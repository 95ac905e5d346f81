using System.Buffers.Binary;
using SkiaSharp;

namespace Microsoft.ML.Saliency;

/// <summary>The structure of a BMP file: a header that says where the rows of pixels are and how long
/// (<see href="https://learn.microsoft.com/windows/win32/gdi/bitmap-storage">Bitmap storage</see>). The length of the file in its header is
/// not looked at, since programs write it wrong.</summary>
internal static class BmpContainer
{
    private const int FileHeaderLength = 14, CoreHeaderLength = 12, InfoHeaderLength = 40;
    private const uint RunLength8 = 1, RunLength4 = 2;

    public static bool Is(ReadOnlySpan<byte> content) => content.StartsWith("BM"u8) &&
        (content.Length < FileHeaderLength + 4 || HeaderLength(content) is CoreHeaderLength or (>= 16 and <= 124));

    public static ImageContainer Read(ReadOnlySpan<byte> content)
    {
        var found = new ImageContainer(SKEncodedImageFormat.Bmp, ContainerState.EndsEarly);
        if (content.Length < FileHeaderLength + 4 || content.Length < FileHeaderLength + HeaderLength(content))
        {
            return found;
        }

        uint offset = BinaryPrimitives.ReadUInt32LittleEndian(content[10..]);
        ReadOnlySpan<byte> header = content[FileHeaderLength..];
        bool isCore = HeaderLength(content) == CoreHeaderLength;
        long width = isCore ? BinaryPrimitives.ReadUInt16LittleEndian(header[4..]) : BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        long height = isCore ? BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) : BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(header[(isCore ? 10 : 14)..]);
        bool hasInfo = HeaderLength(content) >= InfoHeaderLength;
        uint compression = hasInfo ? BinaryPrimitives.ReadUInt32LittleEndian(header[16..]) : 0;

        // A negative height means that the rows go down.
        found = found with { Width = width, Height = Math.Abs(height) };
        Int128 rowLength = ((width * (Int128)bits) + 31) / 32 * 4;
        Int128 length = compression is RunLength8 or RunLength4
            ? BinaryPrimitives.ReadUInt32LittleEndian(header[20..])
            : rowLength * found.Height;
        return offset + length > content.Length ? found : found with { State = ContainerState.Complete };
    }

    private static uint HeaderLength(ReadOnlySpan<byte> content) => BinaryPrimitives.ReadUInt32LittleEndian(content[FileHeaderLength..]);
}
