namespace Microsoft.ML.Saliency;

/// <summary>Writes a baseline's planes of pixel values.</summary>
/// <param name="index">Number of the perturbation.</param>
/// <param name="removed">Which of the H x W pixels are removed.</param>
/// <param name="planes">Where to write: C x H x W values, 0..255, red, green, blue (or grey).</param>
internal delegate void PixelWriter(ulong index, ReadOnlySpan<bool> removed, Span<float> planes);
