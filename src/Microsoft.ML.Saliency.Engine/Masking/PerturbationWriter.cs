namespace Microsoft.ML.Saliency;

/// <summary>Writes the perturbed image with the given number, all of it, into the scorer's input buffer. Used by one thread at a time.</summary>
/// <param name="index">Number of the perturbation, from 0.</param>
/// <param name="tensor">Where to write: C x H x W values in the scorer's layout.</param>
internal delegate void PerturbationWriter(long index, Span<float> tensor);
