namespace Microsoft.ML.Saliency;

/// <summary>Recognizes the content of image files that cannot be decoded here, to call them by their names.</summary>
internal static class UnsupportedFormat
{
    /// <summary>Gets the name of the format; null if the content is not known either.</summary>
    public static string? NameOf(ReadOnlySpan<byte> content) =>
        content.StartsWith("II*\0"u8) || content.StartsWith("MM\0*"u8) || content.StartsWith("II+\0"u8) || content.StartsWith("MM\0+"u8)
            ? "TIFF"
        : content.Length >= 12 && content[4..].StartsWith("ftyp"u8) ? NameOfBrand(content[8..12])
        : content.StartsWith("8BPS"u8) ? "Photoshop"
        : content.StartsWith("\0\0\x01\0"u8) ? "ICO"
        : content.StartsWith("\0\0\0\x0CJXL "u8) || content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A]) ? "JPEG XL"
        : content.StartsWith("\0\0\0\x0CjP  "u8) ? "JPEG 2000"
        : null;

    /// <summary>Gets the format of a file of ISO base media by its major brand.</summary>
    private static string? NameOfBrand(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8) ? "AVIF"
        : brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8) ? "HEIC"
        : null;
}
