using System.Buffers.Binary;
using SkiaSharp;

namespace Microsoft.ML.Saliency;

/// <summary>The structure of a GIF file: extensions and images in sub-blocks, until the trailer (GIF89a specification, sections 12 to
/// 27).</summary>
internal static class GifContainer
{
    private const byte Extension = 0x21, Image = 0x2C, Trailer = 0x3B;

    private static ReadOnlySpan<byte> End => [0, Trailer];

    public static bool Is(ReadOnlySpan<byte> content) => content.StartsWith("GIF87a"u8) || content.StartsWith("GIF89a"u8);

    public static ImageContainer Read(ReadOnlySpan<byte> content)
    {
        var found = new ImageContainer(SKEncodedImageFormat.Gif, ContainerState.Complete);
        bool hasImage = false;
        ReadOnlySpan<byte> rest = content[6..];
        if (rest.Length >= 7)
        {
            found = found with
            {
                Width = BinaryPrimitives.ReadUInt16LittleEndian(rest),
                Height = BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]),
            };
        }

        for (bool isWhole = TrySkip(ref rest, 7, colorTableAt: 4); isWhole && rest.Length > 0;)
        {
            byte block = rest[0];
            if (block == Trailer)
            {
                return hasImage ? found : found with { State = ContainerState.Damaged };
            }

            // An extension has its label before its sub-blocks; an image its descriptor and the size of its codes.
            isWhole = block switch
            {
                Extension => TrySkip(ref rest, 2),
                Image => TrySkip(ref rest, 10, colorTableAt: 9) && TrySkip(ref rest, 1),
                _ => false,
            };
            if (!isWhole && block is not (Extension or Image))
            {
                return found with { State = ContainerState.Damaged };
            }

            isWhole = isWhole && TrySkipSubBlocks(ref rest);
            hasImage |= block == Image;
        }

        return found with { State = ImageContainer.Short(content, End) };
    }

    /// <summary>Skips bytes and, if their byte at a position says so, the color table behind them.</summary>
    private static bool TrySkip(ref ReadOnlySpan<byte> rest, int count, int? colorTableAt = null)
    {
        if (rest.Length < count)
        {
            return false;
        }

        if (colorTableAt is int position && (rest[position] & 0x80) != 0)
        {
            count += 3 << ((rest[position] & 7) + 1);
        }

        bool isWhole = rest.Length >= count;
        rest = isWhole ? rest[count..] : [];
        return isWhole;
    }

    private static bool TrySkipSubBlocks(ref ReadOnlySpan<byte> rest)
    {
        while (rest.Length > 0)
        {
            int length = rest[0];
            if (!TrySkip(ref rest, 1 + length))
            {
                return false;
            }

            if (length == 0)
            {
                return true;
            }
        }

        return false;
    }
}
