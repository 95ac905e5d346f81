using SkiaSharp;

namespace Microsoft.ML.Saliency;

/// <summary>What the structure of an image file says before any pixel is decoded. Decoders accept files that end early, and fill the rest
/// with gray; the structure of each format tells.</summary>
/// <param name="Format">The format, known by its signature.</param>
/// <param name="State">Whether all of the file is there.</param>
/// <param name="Width">The width that the header claims; 0 if it was not reached.</param>
/// <param name="Height">The height that the header claims; 0 if it was not reached.</param>
/// <param name="Origin">The EXIF orientation, where the decoder does not read it; null for that of the decoder.</param>
internal readonly record struct ImageContainer(
    SKEncodedImageFormat Format, ContainerState State, long Width = 0, long Height = 0, SKEncodedOrigin? Origin = null)
{
    /// <summary>Reads the structure of a file of a format that can be decoded; null if it is of none of them.</summary>
    public static ImageContainer? Read(ReadOnlySpan<byte> content) =>
        PngContainer.Is(content) ? PngContainer.Read(content)
        : JpegContainer.Is(content) ? JpegContainer.Read(content)
        : GifContainer.Is(content) ? GifContainer.Read(content)
        : WebpContainer.Is(content) ? WebpContainer.Read(content)
        : BmpContainer.Is(content) ? BmpContainer.Read(content)
        : null;

    /// <summary>Gets the state of a file in which something reaches beyond its end: if its end is there, a length is wrong.</summary>
    public static ContainerState Short(ReadOnlySpan<byte> content, ReadOnlySpan<byte> end) =>
        content.EndsWith(end) ? ContainerState.Damaged : ContainerState.EndsEarly;
}

/// <summary>Whether all of a file is there.</summary>
internal enum ContainerState { Complete, EndsEarly, Damaged }
