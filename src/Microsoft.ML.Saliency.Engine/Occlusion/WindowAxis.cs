namespace Microsoft.ML.Saliency;

/// <summary>
/// One axis of the sliding patch: windows at 0, stride, 2 * stride, ...; ceil((side - window) / stride) + 1 of them. The last one is
/// cut off at the border, not moved back, so that every pixel is covered (as in Captum).
/// </summary>
internal readonly record struct WindowAxis(int Side, int Window, int Stride)
{
    /// <summary>Number of windows.</summary>
    public int Count => ((Side - Window + Stride - 1) / Stride) + 1;

    /// <summary>First pixel of a window.</summary>
    public int Start(int window) => window * Stride;

    /// <summary>Pixels of a window that lie in the image.</summary>
    public int Length(int window) => Math.Min(Window, Side - Start(window));

    /// <summary>The windows that cover a pixel: they follow one another.</summary>
    public (int First, int Count) Covering(int pixel)
    {
        int first = pixel < Window ? 0 : ((pixel - Window) / Stride) + 1;
        int last = Math.Min(pixel / Stride, Count - 1);
        return (first, last - first + 1);
    }
}
