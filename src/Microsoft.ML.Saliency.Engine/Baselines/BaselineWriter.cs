namespace Microsoft.ML.Saliency;

/// <summary>Writes what stands in the place of removed pixels. Used by one thread at a time.</summary>
/// <param name="index">Number of the perturbation.</param>
/// <param name="removed">Which of the H x W pixels are removed; read by baselines that impute.</param>
/// <param name="baseline">Where to write: all C x H x W values, in the scorer's layout and the model's space.</param>
internal delegate void BaselineWriter(ulong index, ReadOnlySpan<bool> removed, Span<float> baseline);
