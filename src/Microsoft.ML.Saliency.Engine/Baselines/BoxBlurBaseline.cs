namespace Microsoft.ML.Saliency;

/// <summary>The mean over a square.</summary>
internal sealed class BoxBlurBaseline(int size) : BlurBaseline($"box blur (size {size})", FilterTaps.Box(size))
{
    public int Size => size;
}
