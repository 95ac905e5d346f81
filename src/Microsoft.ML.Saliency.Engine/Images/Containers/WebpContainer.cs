using System.Buffers.Binary;
using SkiaSharp;

namespace Microsoft.ML.Saliency;

/// <summary>The structure of a WebP file: a RIFF container that says how long it is (RFC 9649, section 2.4).</summary>
internal static class WebpContainer
{
    private const int FrameLength = 8;

    public static bool Is(ReadOnlySpan<byte> content) =>
        content.Length >= 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8);

    public static ImageContainer Read(ReadOnlySpan<byte> content) => new(
        SKEncodedImageFormat.Webp,
        BinaryPrimitives.ReadUInt32LittleEndian(content[4..]) > content.Length - FrameLength
            ? ContainerState.EndsEarly
            : ContainerState.Complete);
}
