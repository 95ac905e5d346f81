namespace Microsoft.ML.Saliency;

/// <summary>
/// How the resized pixels are rounded. The two differ by one grey level at most, on about a sixth of a photograph's values.
/// </summary>
public enum ResizeRounding
{
    /// <summary>
    /// Pillow's arithmetic, bit for bit: filter weights are multiples of 2^-22, and the horizontal and the vertical pass each round to 8
    /// bits.
    /// This is torchvision's <c>Resize</c> on PIL images, what published ImageNet accuracies are measured with.
    /// </summary>
    Pillow,

    /// <summary>No rounding: torchvision's <c>Resize(antialias=True)</c> on float tensors.</summary>
    None,
}
