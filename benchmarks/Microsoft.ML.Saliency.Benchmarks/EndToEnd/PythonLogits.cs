namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>What PyTorch makes of the images.</summary>
/// <param name="Torch">PyTorch's version.</param>
/// <param name="Logits">The outputs, image by image.</param>
internal sealed record PythonLogits(string Torch, float[] Logits);
