namespace Microsoft.ML.Saliency;

/// <summary>The bytes of one pixel, in memory order.</summary>
public enum PixelFormat
{
    /// <summary>Red, green, blue.</summary>
    Rgb24,

    /// <summary>Red, green, blue, alpha.</summary>
    Rgba32,

    /// <summary>Blue, green, red, alpha.</summary>
    Bgra32,

    /// <summary>One grey value.</summary>
    Gray8,
}
